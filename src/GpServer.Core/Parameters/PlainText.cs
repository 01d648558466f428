using GpServer.Core.Json;

namespace GpServer.Core.Parameters;

/// <summary>The text of a value that is one word, number or string, whether it came as form text or as a piece of JSON.</summary>
static class PlainText
{
    /// <summary>The content of a JSON string, the characters of a JSON number, true or false; form text as it is.</summary>
    /// <exception cref="JsonFormatException">The piece of JSON is an object or a list, or none at all.</exception>
    public static ReadOnlySpan<byte> Of(ParameterText text)
    {
        if (!text.IsJson)
        {
            return text.Utf8.Span;
        }

        var json = new JsonScanner(text.Utf8.Span);
        var plain = json.Peek() switch
        {
            JsonKind.String => json.ReadUtf8String(),
            JsonKind.Number or JsonKind.True or JsonKind.False => json.SkipRaw(),
            _ => throw new JsonFormatException("it must be a text or a number", json.Position),
        };
        json.ExpectEnd();
        return plain;
    }
}
