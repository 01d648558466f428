using System.Buffers;
using System.Globalization;
using System.Text;

namespace GpServer.Wire.Files.Csv;

/// <summary>Writes the values of one row after the other, quoted where they have to be.</summary>
sealed class CsvRowWriter(TextWriter output)
{
    const int NumberLength = 32;

    static readonly SearchValues<char> Quoted = SearchValues.Create(",;\t\"\r\n");

    bool _begun;

    public void Text(string value)
    {
        Begin();
        var guard = IsFormula(value) ? "'" : "";
        var mustQuote = value.Length == 0 || value.AsSpan().IndexOfAny(Quoted) >= 0 || value[0] == ' ' || value[^1] == ' ';
        if (!mustQuote)
        {
            output.Write(guard);
            output.Write(value);
            return;
        }

        output.Write('"');
        output.Write(guard);
        output.Write(value.Contains('"', StringComparison.Ordinal) ? value.Replace("\"", "\"\"", StringComparison.Ordinal) : value);
        output.Write('"');
    }

    /// <summary>Well-known text: quoted for its commas, of characters that need nothing more.</summary>
    public void Raw(StringBuilder? value)
    {
        Begin();
        if (value is not null)
        {
            output.Write('"');
            output.Write(value);
            output.Write('"');
        }
    }

    public void Number(double? value)
    {
        Begin();
        if (value is { } number && double.IsFinite(number))
        {
            Span<char> digits = stackalloc char[NumberLength];
            number.TryFormat(digits, out var length, "R", CultureInfo.InvariantCulture);
            output.Write(digits[..length]);
        }
    }

    public void Number(long value)
    {
        Begin();
        Span<char> digits = stackalloc char[NumberLength];
        value.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        output.Write(digits[..length]);
    }

    public void Null() => Begin();

    public void End()
    {
        output.Write("\r\n");
        _begun = false;
    }

    /// <summary>
    /// Spreadsheets run a value that begins so, and with it what somebody wrote into an attribute. The apostrophe, which they do not
    /// show, makes it
    /// text.
    /// </summary>
    static bool IsFormula(string value) => value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r';

    void Begin()
    {
        if (_begun)
        {
            output.Write(',');
        }

        _begun = true;
    }
}
