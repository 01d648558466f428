using System.Text;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Csv;

/// <summary>Opens the text of a file: UTF-8, or UTF-16 where it begins with the mark of that; and finds what stands between its
/// values.</summary>
sealed class CsvText
{
    const int BeginningLength = 65_536;
    const string Separators = ",;\t";
    const string ExcelHint = "sep=";

    readonly string _path;
    readonly Encoding _encoding;

    /// <exception cref="Core.GpException">The file is empty, or no text.</exception>
    public CsvText(FeatureFileSource file, ReadingPlace place)
    {
        _path = file.Path;
        _encoding = EncodingOf(_path);
        using var text = Open();
        var beginning = new char[BeginningLength];
        var length = Read(text, beginning, place);
        var first = FirstLine(beginning.AsSpan(0, length));
        if (first.IsWhiteSpace())
        {
            throw place.Invalid("the file does not begin with a row of column names; expected one such as x,y,name");
        }

        if (beginning.AsSpan(0, length).Contains('\0'))
        {
            throw place.Invalid("the file is not text; expected comma-separated values in UTF-8");
        }

        HasHint = first.StartsWith(ExcelHint, StringComparison.OrdinalIgnoreCase) && first.Length == ExcelHint.Length + 1;
        Separator = HasHint ? first[^1] : SeparatorOf(first);
    }

    public char Separator { get; }

    /// <summary>Whether the first line only names the separator.</summary>
    public bool HasHint { get; }

    public StreamReader Open() => new(_path, _encoding, detectEncodingFromByteOrderMarks: false, bufferSize: BeginningLength);

    static Encoding EncodingOf(string path)
    {
        Span<byte> mark = stackalloc byte[2];
        using var file = File.OpenRead(path);
        var length = file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
        return mark[..length] switch
        {
            [0xFF, 0xFE] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        };
    }

    static int Read(StreamReader text, char[] beginning, ReadingPlace place)
    {
        try
        {
            return text.ReadBlock(beginning);
        }
        catch (DecoderFallbackException problem)
        {
            throw CsvTokenizer.NotUtf8(place, problem);
        }
    }

    static ReadOnlySpan<char> FirstLine(ReadOnlySpan<char> text)
    {
        text = text.TrimStart("\r\n");
        var end = text.IndexOfAny('\r', '\n');
        return end < 0 ? text : text[..end];
    }

    /// <summary>What occurs most outside of quotes; the comma where nothing does.</summary>
    static char SeparatorOf(ReadOnlySpan<char> line)
    {
        Span<int> counts = stackalloc int[Separators.Length];
        var isQuoted = false;
        foreach (var character in line)
        {
            isQuoted ^= character == '"';
            var index = Separators.IndexOf(character, StringComparison.Ordinal);
            if (!isQuoted && index >= 0)
            {
                counts[index]++;
            }
        }

        var best = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return Separators[best];
    }
}
