using System.Text;
using GpServer.Core.Json;

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
    /// True when the value counts as not given: empty or blank text, or the JSON <c>null</c>, which clients also send as form text. In the
    /// JSON of Python clients it is <c>None</c>.
    /// </summary>
    public bool IsNotGiven
    {
        get
        {
            var trimmed = Trimmed;
            return trimmed.IsEmpty || trimmed.SequenceEqual("null"u8) || (IsJson && trimmed.SequenceEqual("None"u8));
        }
    }

    /// <summary>The bytes without white space around them.</summary>
    internal ReadOnlySpan<byte> Trimmed => Utf8.Span.Trim(Blanks);

    static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

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

    /// <summary>
    /// The content of a JSON string, which then counts as form text: clients that encode twice send an object in quotes. All else as it is.
    /// </summary>
    /// <exception cref="JsonFormatException">The value begins as a JSON string and is none.</exception>
    internal ParameterText Unquoted()
    {
        if (!IsJson)
        {
            return this;
        }

        var json = new JsonScanner(Utf8.Span);
        if (json.Peek() != JsonKind.String)
        {
            return this;
        }

        var content = json.ReadUtf8String().ToArray();
        json.ExpectEnd();
        return Form(content);
    }

    /// <summary>True when the texts differ by white space at most.</summary>
    internal bool EqualsWithoutBlanks(ParameterText other)
    {
        var left = Utf8.Span.TrimStart(Blanks);
        var right = other.Utf8.Span.TrimStart(Blanks);
        while (!left.IsEmpty && !right.IsEmpty && left[0] == right[0])
        {
            left = left[1..].TrimStart(Blanks);
            right = right[1..].TrimStart(Blanks);
        }

        return left.IsEmpty && right.IsEmpty;
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
