using System.Text;

namespace GpServer.Core.Parameters;

/// <summary>
/// A value as it came: either the text of a form field, taken literally, or a piece of JSON, such as an element of a list. Both are
/// UTF-8. The bytes belong to the request and are gone when its run has ended.
/// </summary>
public readonly record struct ParameterText(ReadOnlyMemory<byte> Utf8, bool IsJson)
{
    public static ParameterText Form(ReadOnlyMemory<byte> utf8) => new(utf8, false);

    public static ParameterText Form(string text) => new(Encoding.UTF8.GetBytes(text), false);

    public static ParameterText Json(ReadOnlyMemory<byte> utf8) => new(utf8, true);

    /// <summary>
    /// True when the value counts as not given: empty or blank text, or the JSON <c>null</c>, which clients also send as form text.
    /// </summary>
    public bool IsNotGiven
    {
        get
        {
            var trimmed = Utf8.Span.Trim(" \t\r\n"u8);
            return trimmed.IsEmpty || trimmed.SequenceEqual("null"u8);
        }
    }

    /// <summary>
    /// The start of the value for error texts: at most 60 characters, without line breaks, so that no message repeats a whole input, and
    /// nothing from a token on, since values may carry one for another server.
    /// </summary>
    public string Excerpt()
    {
        const int most = 60;
        var span = Utf8.Span;
        var whole = span.Length <= 4 * most;
        var text = Encoding.UTF8.GetString(whole ? span : span[..(4 * most)]).ReplaceLineEndings(" ");
        var shown = Math.Min(most, EndOfFirstToken(text));
        return whole && text.Length <= shown ? text : $"{text.AsSpan(0, Math.Min(text.Length, shown))}…";
    }

    // "token" as the name of a member or of a query's parameter: "token":, token=, 'serviceToken':
    static int EndOfFirstToken(string text)
    {
        const string token = "token";
        for (var at = 0; (at = text.IndexOf(token, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            at += token.Length;
            if (at < text.Length && !char.IsLetterOrDigit(text[at]))
            {
                return at;
            }
        }

        return text.Length;
    }
}
