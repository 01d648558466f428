using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace GpServer.Core.Json;

/// <summary>
/// Reads UTF-8 JSON value by value, without a tree and without allocating anything but the strings asked for. It takes what clients
/// of the field send beside strict JSON: member names without quotes, single quotes, the literals of Python (<c>True</c>,
/// <c>False</c>, <c>None</c>, <c>u'text'</c>), <c>NaN</c> and <c>Infinity</c>, a byte order mark. Members may repeat; a comma before a
/// closing bracket is an error. A copy of the struct is a bookmark: assign it back to read again from there.
/// </summary>
/// <remarks>
/// Whatever the bytes are, the only exception that comes out is <see cref="JsonFormatException"/>. Call <see cref="EnterObject"/>, then
/// for each <see cref="NextMember"/> read or skip exactly one value; arrays likewise.
/// </remarks>
public ref partial struct JsonScanner
{
    /// <summary>How deep objects and arrays may nest unless the caller says otherwise.</summary>
    public const int DefaultMaxDepth = 64;

    const int DeepestMaxDepth = 512; // skipping is recursive: a bound that no stack fears

    readonly ReadOnlySpan<byte> _json;
    readonly int _maxDepth;
    int _position;
    int _depth;
    bool _first; // no member or element of the innermost container has been read yet

    /// <summary>Begins to read at the start of the text.</summary>
    /// <param name="utf8">The whole text; a byte order mark at its start is passed over.</param>
    /// <param name="maxDepth">How deep objects and arrays may nest, 1 to 512.</param>
    public JsonScanner(ReadOnlySpan<byte> utf8, int maxDepth = DefaultMaxDepth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDepth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxDepth, DeepestMaxDepth);
        _json = utf8;
        _maxDepth = maxDepth;
        _position = utf8.StartsWith("\uFEFF"u8) ? 3 : 0;
    }

    /// <summary>Offset in bytes of what is read next.</summary>
    public readonly int Position => _position;

    /// <summary>How many objects and arrays have been entered and not left.</summary>
    public readonly int Depth => _depth;

    /// <summary>Passes white space and tells what kind of value comes; the value itself is checked when it is read.</summary>
    public JsonKind Peek()
    {
        switch (PeekByte())
        {
            case -1:
                return JsonKind.End;
            case '{':
                return JsonKind.Object;
            case '[':
                return JsonKind.Array;
            case '"' or '\'':
                return JsonKind.String;
            case '-' or '+' or '.' or (>= '0' and <= '9') or 'I' or 'i':
                return JsonKind.Number;
            case 't' or 'T':
                return JsonKind.True;
            case 'f' or 'F':
                return JsonKind.False;
            case 'n' or 'N':
                return ByteAt(_position + 1) == 'a' ? JsonKind.Number : JsonKind.Null;
            case 'u' when ByteAt(_position + 1) is '"' or '\'':
                return JsonKind.String;
            default:
                ThrowExpected("a value");
                return JsonKind.End;
        }
    }

    /// <summary>Reads the <c>{</c> of an object.</summary>
    public void EnterObject() => Enter('{', "'{'");

    /// <summary>Reads the <c>[</c> of an array.</summary>
    public void EnterArray() => Enter('[', "'['");

    /// <summary>
    /// Goes to the next member of the object entered: its name has been read and its value comes next. False when the object ended.
    /// </summary>
    /// <param name="name">The name, without quotes and escapes.</param>
    public bool NextMember(out ReadOnlySpan<byte> name)
    {
        if (!NextItem('}', "',' or '}'", "a member name"))
        {
            name = default;
            return false;
        }

        name = ReadName();
        ReadColon();
        return true;
    }

    /// <summary>Goes to the next element of the array entered. False when the array ended.</summary>
    public bool NextElement() => NextItem(']', "',' or ']'", "a value");

    /// <summary>Reads <c>true</c> or <c>false</c>.</summary>
    public bool ReadBoolean()
    {
        PeekByte();
        if (TryReadWord("true"u8) || TryReadWord("True"u8))
        {
            return true;
        }

        if (!TryReadWord("false"u8) && !TryReadWord("False"u8))
        {
            ThrowExpected("true or false");
        }

        return false;
    }

    /// <summary>Reads <c>null</c> when it comes next, and otherwise nothing.</summary>
    public bool TryReadNull()
    {
        return PeekByte() is 'n' or 'N' && (TryReadWord("null"u8) || TryReadWord("None"u8));
    }

    /// <summary>Checks that nothing but white space is left.</summary>
    public void ExpectEnd()
    {
        if (PeekByte() >= 0)
        {
            ThrowExpected("the end of the text");
        }
    }

    void Enter(char open, string expected)
    {
        if (PeekByte() != open)
        {
            ThrowExpected(expected);
        }

        if (_depth == _maxDepth)
        {
            throw new JsonFormatException(
                string.Create(CultureInfo.InvariantCulture, $"more than {_maxDepth} nested objects and arrays {Place(_position)}"),
                _position);
        }

        _position++;
        _depth++;
        _first = true;
    }

    bool NextItem(char close, string separator, string item)
    {
        var found = PeekByte();
        if (found == close)
        {
            _position++;
            _depth--;
            _first = false;
            return false;
        }

        if (_first)
        {
            _first = false;
            return true;
        }

        if (found != ',')
        {
            ThrowExpected(separator);
        }

        _position++;
        if (PeekByte() == close)
        {
            ThrowExpected(item);
        }

        return true;
    }

    void ReadColon()
    {
        if (PeekByte() != ':')
        {
            ThrowExpected("':'");
        }

        _position++;
    }

    /// <summary>The next byte that is not white space, which stays unread, or -1.</summary>
    int PeekByte()
    {
        var json = _json;
        var position = _position;
        for (; (uint)position < (uint)json.Length; position++)
        {
            var found = json[position];
            if (found > ' ' || found is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                _position = position;
                return found;
            }
        }

        _position = position;
        return -1;
    }

    readonly int ByteAt(int position) => (uint)position < (uint)_json.Length ? _json[position] : -1;

    bool TryReadWord(ReadOnlySpan<byte> word)
    {
        if (!_json[_position..].StartsWith(word) || IsNameByte(ByteAt(_position + word.Length)))
        {
            return false;
        }

        _position += word.Length;
        return true;
    }

    [DoesNotReturn]
    readonly void ThrowExpected(string what) => ThrowExpected(what, _position);

    [DoesNotReturn]
    readonly void ThrowExpected(string what, int position)
    {
        throw new JsonFormatException($"expected {what} but found {Found(position)} {Place(position)}", position);
    }

    /// <summary>Characters are counted as the sender sees them, not as bytes.</summary>
    readonly string Place(int position)
    {
        var character = Encoding.UTF8.GetCharCount(_json[..position]) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"at character {character}");
    }

    readonly string Found(int position)
    {
        if (position >= _json.Length)
        {
            return "the end of the text";
        }

        Rune.DecodeFromUtf8(_json[position..], out var rune, out _);
        return Rune.IsControl(rune)
            ? string.Create(CultureInfo.InvariantCulture, $"the control character {rune.Value}")
            : $"'{rune}'";
    }
}
