using System.Buffers;
using System.Globalization;
using System.Text;

namespace GpServer.Core.Json;

public ref partial struct JsonScanner
{
    const int StackBytes = 512;

    /// <summary>Reads a string. Bytes that are not UTF-8 and lone surrogates become U+FFFD; raw control characters are kept.</summary>
    public string ReadString()
    {
        var raw = ScanQuoted(out var escaped);
        return escaped ? UnescapeToString(raw) : Encoding.UTF8.GetString(raw);
    }

    /// <summary>Reads a string as <see cref="ReadString()"/> does, taking it from the pool when it was there before.</summary>
    public string ReadString(JsonStringPool pool) => pool.Get(ReadUtf8String());

    /// <summary>
    /// Reads a string as UTF-8 without its escapes, in place where it has none. Bytes that are not UTF-8 are returned as they came.
    /// </summary>
    public ReadOnlySpan<byte> ReadUtf8String()
    {
        var raw = ScanQuoted(out var escaped);
        return escaped ? UnescapeToBytes(raw) : raw;
    }

    ReadOnlySpan<byte> ScanQuoted(out bool escaped)
    {
        if (PeekByte() is not ('"' or '\'' or 'u'))
        {
            ThrowExpected("a string");
        }

        return ScanString(out escaped);
    }

    ReadOnlySpan<byte> ReadName()
    {
        var raw = ScanName(out var escaped);
        return escaped ? UnescapeToBytes(raw) : raw;
    }

    /// <summary>Reads a member name, quoted or bare, and returns what is between the quotes.</summary>
    ReadOnlySpan<byte> ScanName(out bool escaped)
    {
        var found = PeekByte();
        if (found is '"' or '\'' || (found == 'u' && ByteAt(_position + 1) is '"' or '\''))
        {
            return ScanString(out escaped);
        }

        escaped = false;
        var start = _position;
        while (IsNameByte(ByteAt(_position)))
        {
            _position++;
        }

        if (start == _position)
        {
            ThrowExpected("a member name");
        }

        return _json[start.._position];
    }

    /// <summary>Reads a quoted string and returns what is between the quotes; its escapes have been checked.</summary>
    ReadOnlySpan<byte> ScanString(out bool escaped)
    {
        if (ByteAt(_position) == 'u')
        {
            _position++;
        }

        var quote = ByteAt(_position);
        if (quote is not ('"' or '\''))
        {
            ThrowExpected("a string");
        }

        var start = _position + 1;
        var position = start;
        escaped = false;
        while (true)
        {
            var length = _json[position..].IndexOfAny((byte)quote, (byte)'\\');
            if (length < 0)
            {
                ThrowExpected(quote == '"' ? "'\"'" : "\"'\"", _json.Length);
            }

            position += length;
            if (_json[position] == quote)
            {
                _position = position + 1;
                return _json[start..position];
            }

            escaped = true;
            position += CheckEscape(position);
        }
    }

    /// <summary>The length of the escape that starts at a backslash.</summary>
    readonly int CheckEscape(int position)
    {
        var digits = ByteAt(position + 1) switch
        {
            '"' or '\'' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't' => 0,
            'x' => 2,
            'u' => 4,
            _ => -1,
        };
        if (digits < 0)
        {
            ThrowExpected("an escape character", position + 1);
        }

        for (var i = 0; i < digits; i++)
        {
            if (ByteAt(position + 2 + i) is not (>= '0' and <= '9' or >= 'a' and <= 'f' or >= 'A' and <= 'F'))
            {
                ThrowExpected("a hexadecimal digit", position + 2 + i);
            }
        }

        return 2 + digits;
    }

    static ReadOnlySpan<byte> UnescapeToBytes(ReadOnlySpan<byte> raw)
    {
        var bytes = new byte[raw.Length];
        return bytes.AsSpan(0, Unescape(raw, bytes));
    }

    static string UnescapeToString(ReadOnlySpan<byte> raw)
    {
        if (raw.Length <= StackBytes)
        {
            Span<byte> bytes = stackalloc byte[StackBytes];
            return Encoding.UTF8.GetString(bytes[..Unescape(raw, bytes)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        var text = Encoding.UTF8.GetString(rented.AsSpan(0, Unescape(raw, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    /// <summary>Writes checked text without its escapes. None is shorter than what it stands for: the raw length is room enough.</summary>
    static int Unescape(ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        var written = 0;
        while (true)
        {
            var length = raw.IndexOf((byte)'\\');
            var plain = length < 0 ? raw : raw[..length];
            plain.CopyTo(destination[written..]);
            written += plain.Length;
            if (length < 0)
            {
                return written;
            }

            raw = raw[length..];
            var rune = DecodeEscape(raw, out var consumed);
            raw = raw[consumed..];
            written += rune.EncodeToUtf8(destination[written..]);
        }
    }

    static Rune DecodeEscape(ReadOnlySpan<byte> raw, out int consumed)
    {
        consumed = 2;
        switch (raw[1])
        {
            case (byte)'b':
                return new Rune('\b');
            case (byte)'f':
                return new Rune('\f');
            case (byte)'n':
                return new Rune('\n');
            case (byte)'r':
                return new Rune('\r');
            case (byte)'t':
                return new Rune('\t');
            case (byte)'x':
                consumed = 4;
                return new Rune(Hexadecimal(raw[2..4]));
            case (byte)'u':
                return DecodeUnicodeEscape(raw, out consumed);
            default:
                return new Rune((char)raw[1]);
        }
    }

    static Rune DecodeUnicodeEscape(ReadOnlySpan<byte> raw, out int consumed)
    {
        consumed = 6;
        var first = (char)Hexadecimal(raw[2..6]);
        if (Rune.TryCreate(first, out var rune))
        {
            return rune;
        }

        if (raw[6..].StartsWith("\\u"u8) && Rune.TryCreate(first, (char)Hexadecimal(raw[8..12]), out rune))
        {
            consumed = 12;
            return rune;
        }

        return Rune.ReplacementChar;
    }

    static int Hexadecimal(ReadOnlySpan<byte> digits) =>
        int.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>Bytes of a bare member name or literal; all that is not ASCII counts as a letter.</summary>
    static bool IsNameByte(int value) =>
        value is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' or '_' or '$' or '.' or '-' or >= 0x80;
}
