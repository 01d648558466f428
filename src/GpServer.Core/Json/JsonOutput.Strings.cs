using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace GpServer.Core.Json;

public sealed partial class JsonOutput
{
    const string Controls =
        "\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u0009\u000A\u000B\u000C\u000D\u000E\u000F" +
        "\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F";

    const int LongestRune = 4;
    const int LongestEscape = 6;

    static readonly SearchValues<char> PlainEscapes = SearchValues.Create(Controls + "\"\\");
    static readonly SearchValues<char> ScriptEscapes = SearchValues.Create(Controls + "\"\\<>&'\u2028\u2029");
    static readonly SearchValues<byte> PlainEscapesUtf8 = SearchValues.Create(Encoding.ASCII.GetBytes(Controls + "\"\\"));

    // 0xE2 is how U+2028 and U+2029 begin in UTF-8.
    static readonly SearchValues<byte> ScriptEscapesUtf8 = SearchValues.Create([.. Encoding.ASCII.GetBytes(Controls + "\"\\<>&'"), 0xE2]);

    /// <summary>
    /// The escaped UTF-8 of a name, for <see cref="Name(ReadOnlySpan{byte})"/>: made once for a field that is written with each feature.
    /// It is safe in scripts as well.
    /// </summary>
    public static byte[] EncodeName(string name)
    {
        var encoded = new ArrayBufferWriter<byte>(name.Length + 2);
        var output = new JsonOutput(encoded, escapeForScript: true);
        output.Value(name);
        output.Flush();
        return encoded.WrittenSpan[1..^1].ToArray();
    }

    void WriteString(ReadOnlySpan<char> text)
    {
        Reserve(2);
        _buffer[_position++] = (byte)'"';
        while (true)
        {
            var length = text.IndexOfAny(_mustEscape);
            WritePlain(length < 0 ? text : text[..length]);
            if (length < 0)
            {
                break;
            }

            WriteEscape(text[length]);
            text = text[(length + 1)..];
        }

        Reserve(1);
        _buffer[_position++] = (byte)'"';
    }

    void WritePlain(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var status = Utf8.FromUtf16(text, _buffer.AsSpan(_position, _end - _position), out var read, out var written);
            _position += written;
            if (status != OperationStatus.DestinationTooSmall)
            {
                return;
            }

            text = text[read..];
            Reserve(Math.Max(LongestRune, Math.Min(text.Length, BlockSize)));
        }
    }

    void WriteString(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            WriteString(Encoding.UTF8.GetString(utf8));
            return;
        }

        Reserve(2);
        _buffer[_position++] = (byte)'"';
        while (true)
        {
            var length = utf8.IndexOfAny(_mustEscapeUtf8);
            Append(length < 0 ? utf8 : utf8[..length]);
            if (length < 0)
            {
                break;
            }

            utf8 = utf8[length..];
            Rune.DecodeFromUtf8(utf8, out var rune, out var consumed);
            if (rune.IsAscii || rune.Value is 0x2028 or 0x2029)
            {
                WriteEscape((char)rune.Value);
            }
            else
            {
                Append(utf8[..consumed]);
            }

            utf8 = utf8[consumed..];
        }

        Reserve(1);
        _buffer[_position++] = (byte)'"';
    }

    void WriteEscape(char value)
    {
        Reserve(LongestEscape);
        _buffer[_position++] = (byte)'\\';
        var letter = value switch
        {
            '"' or '\\' => (byte)value,
            '\b' => (byte)'b',
            '\f' => (byte)'f',
            '\n' => (byte)'n',
            '\r' => (byte)'r',
            '\t' => (byte)'t',
            _ => (byte)'u',
        };
        _buffer[_position++] = letter;
        if (letter == 'u')
        {
            for (var shift = 12; shift >= 0; shift -= 4)
            {
                _buffer[_position++] = "0123456789abcdef"u8[(value >> shift) & 15];
            }
        }
    }

    void Append(ReadOnlySpan<byte> bytes)
    {
        while (_end - _position < bytes.Length)
        {
            var part = _end - _position;
            Copy(bytes[..part]);
            bytes = bytes[part..];
            Reserve(Math.Min(bytes.Length, BlockSize));
        }

        Copy(bytes);
    }
}
