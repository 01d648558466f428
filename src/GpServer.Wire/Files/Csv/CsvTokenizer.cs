using System.Text;
using GpServer.Core;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Csv;

/// <summary>
/// Takes a text of comma-separated values (RFC 4180) apart, row by row. Leniently: a quote inside of a value stands for itself, and text
/// after a
/// closing quote belongs to the value. Our own, and not a library's: the row and the number of its values are bounded while they are
/// read, and
/// types are found without a string for each value.
/// </summary>
sealed class CsvTokenizer(TextReader text, char separator, int mostColumns, ReadingPlace place)
{
    const int BufferLength = 32_768;
    const int FirstRoom = 4_096;
    const int LongestRow = 16 * 1024 * 1024;

    readonly char[] _buffer = new char[BufferLength];
    readonly List<(int Start, int Length, bool IsQuoted)> _values = [];
    char[] _row = new char[FirstRoom];
    int _at;
    int _filled;
    int _length;
    long _lines = 1;

    /// <summary>The line in which the row begins, counted from 1.</summary>
    public long Line { get; private set; }

    /// <summary>How many values the row has.</summary>
    public int Count => _values.Count;

    /// <summary>A value of the row; empty where the row has not so many.</summary>
    public ReadOnlySpan<char> this[int index] =>
        index < _values.Count ? _row.AsSpan(_values[index].Start, _values[index].Length) : [];

    /// <summary>The failure for bytes that are none of the encoding.</summary>
    public static GpException NotUtf8(ReadingPlace place, DecoderFallbackException problem) =>
        place.Invalid("the file has bytes that are not UTF-8; expected text in UTF-8, or in UTF-16 with a byte order mark", problem);

    /// <summary>Whether a value was written without quotes and has no text: nothing was said.</summary>
    public bool IsNull(int index) => index >= _values.Count || (_values[index].Length == 0 && !_values[index].IsQuoted);

    /// <summary>Reads the next row that is not blank; false at the end.</summary>
    /// <exception cref="GpException">The row cannot be read or exceeds a limit.</exception>
    public bool Read()
    {
        do
        {
            _values.Clear();
            _length = 0;
            Line = _lines;
            if (!HasMore())
            {
                return false;
            }

            while (ReadValue())
            {
            }
        }
        while (_values.Count == 1 && IsNull(0));

        return true;
    }

    /// <summary>Reads a value, and what ends it: true at a separator.</summary>
    bool ReadValue()
    {
        if (_values.Count == mostColumns)
        {
            throw place.Exceeds($"line {Line} has more than {mostColumns} values, the limit of one row.");
        }

        var start = _length;
        var isQuoted = HasMore() && _buffer[_at] == '"';
        if (isQuoted)
        {
            _at++;
            ReadQuoted();
        }

        while (HasMore())
        {
            var rest = _buffer.AsSpan(_at, _filled - _at);
            var end = rest.IndexOfAny(separator, '\r', '\n');
            Append(end < 0 ? rest : rest[..end]);
            _at += end < 0 ? rest.Length : end;
            if (end >= 0)
            {
                break;
            }
        }

        _values.Add((start, _length - start, isQuoted));
        return EndsValue();
    }

    bool EndsValue()
    {
        if (!HasMore())
        {
            return false;
        }

        var end = _buffer[_at++];
        if (end == separator)
        {
            return true;
        }

        _lines++;
        if (end == '\r' && HasMore() && _buffer[_at] == '\n')
        {
            _at++;
        }

        return false;
    }

    void ReadQuoted()
    {
        while (HasMore())
        {
            var rest = _buffer.AsSpan(_at, _filled - _at);
            var end = rest.IndexOf('"');
            var content = end < 0 ? rest : rest[..end];
            _lines += content.Count('\n');
            Append(content);
            _at += content.Length;
            if (end < 0)
            {
                continue;
            }

            _at++;
            if (!HasMore() || _buffer[_at] != '"')
            {
                return;
            }

            Append("\"");
            _at++;
        }

        throw place.Invalid($"a quoted value in the row that begins in line {Line} is not closed");
    }

    void Append(ReadOnlySpan<char> content)
    {
        if (_length + content.Length > LongestRow)
        {
            throw place.Exceeds($"line {Line} has more than {LongestRow} characters, the limit of one row.");
        }

        if (_length + content.Length > _row.Length)
        {
            Array.Resize(ref _row, Math.Min(LongestRow, Math.Max(2 * _row.Length, _length + content.Length)));
        }

        content.CopyTo(_row.AsSpan(_length));
        _length += content.Length;
    }

    bool HasMore()
    {
        if (_at < _filled)
        {
            return true;
        }

        try
        {
            _filled = text.Read(_buffer);
        }
        catch (DecoderFallbackException problem)
        {
            throw NotUtf8(place, problem);
        }

        _at = 0;
        return _filled > 0;
    }
}
