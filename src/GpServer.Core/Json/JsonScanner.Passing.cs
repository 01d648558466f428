using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace GpServer.Core.Json;

/// <content>Going back to a place, and going past values without reading them.</content>
public ref partial struct JsonScanner
{
    static readonly SearchValues<byte> ScalarEnds = SearchValues.Create(",]} \n\r\t"u8);

    /// <summary>Goes on reading where another scanner of the same text stood.</summary>
    public JsonScanner(ReadOnlySpan<byte> utf8, JsonBookmark bookmark, int maxDepth = DefaultMaxDepth)
        : this(utf8, maxDepth)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bookmark.Position, utf8.Length);
        _position = bookmark.Position;
        _depth = bookmark.Depth;
        _first = bookmark.First;
    }

    /// <summary>The place where this scanner stands.</summary>
    public readonly JsonBookmark Bookmark => new(_position, _depth, _first);

    /// <summary>
    /// Goes to the next member of the object entered where its name is written exactly as expected, which is many times faster than
    /// <see cref="NextMember"/>. Otherwise nothing is read and the answer is false: then ask <see cref="NextMember"/>.
    /// </summary>
    /// <param name="token">The name in double quotes and the colon: <c>"x":</c>.</param>
    public bool TryNextMember(ReadOnlySpan<byte> token)
    {
        var position = _position;
        if (!_first)
        {
            if (ByteAt(position) != ',')
            {
                return false;
            }

            position++;
        }

        if (!_json[position..].StartsWith(token))
        {
            return false;
        }

        _position = position + token.Length;
        _first = false;
        return true;
    }

    /// <summary>
    /// Passes over one value by its quotes and brackets alone, many times faster than <see cref="Skip"/>: for values that are read later,
    /// or
    /// have been. What stands between them is not checked, nor whether brackets match in kind, nor how deep they nest.
    /// </summary>
    public void SkipUnread()
    {
        switch (PeekByte())
        {
            case '{' or '[':
                _position = EndOfContainer(_position);
                break;
            case '"' or '\'' or 'u':
                Skip();
                break;
            case < 0:
                ThrowExpected("a value");
                break;
            default:
                var length = _json[_position..].IndexOfAny(ScalarEnds);
                _position = length < 0 ? _json.Length : _position + length;
                break;
        }
    }

    /// <summary>Where the object or array ends whose bracket is at a position.</summary>
    readonly int EndOfContainer(int position)
    {
        var depth = 0;
        var inString = 0u; // all bits where a block begins inside a string in double quotes
        ref var json = ref MemoryMarshal.GetReference(_json);
        while (position <= _json.Length - Vector256<byte>.Count)
        {
            // '[' and '{' differ in one bit, as do ']' and '}'.
            var block = Vector256.LoadUnsafe(ref json, (nuint)position);
            var folded = block | Vector256.Create((byte)0x20);
            var opening = Vector256.Equals(folded, Vector256.Create((byte)'{')).ExtractMostSignificantBits();
            var closing = Vector256.Equals(folded, Vector256.Create((byte)'}')).ExtractMostSignificantBits();
            var inside = UpToEveryOther(Vector256.Equals(block, Vector256.Create((byte)'"')).ExtractMostSignificantBits()) ^ inString;
            var unusual = Vector256.Equals(block, Vector256.Create((byte)'\\')).ExtractMostSignificantBits()
                | (Vector256.Equals(block, Vector256.Create((byte)'\'')).ExtractMostSignificantBits() & ~inside);
            if (unusual != 0)
            {
                // An escape, or a string in single quotes: this block is left to who reads byte by byte.
                position = inString == 0 ? position : EndOfString(position, (byte)'"');
                inString = 0;
                position = PassSomeBytes(position, ref depth);
                if (depth == 0)
                {
                    return position;
                }

                continue;
            }

            opening &= ~inside;
            closing &= ~inside;
            if (BitOperations.PopCount(closing) >= depth && FindEnd(depth, opening, closing) is var end and >= 0)
            {
                return position + end + 1;
            }

            depth += BitOperations.PopCount(opening) - BitOperations.PopCount(closing);
            inString = (uint)((int)inside >> 31);
            position += Vector256<byte>.Count;
        }

        position = inString == 0 ? position : EndOfString(position, (byte)'"');
        do
        {
            if (position >= _json.Length)
            {
                ThrowExpected("a closing bracket", _json.Length);
            }

            position = PassSomeBytes(position, ref depth);
        }
        while (depth > 0);

        return position;
    }

    /// <summary>
    /// Sets each bit that has an odd number of set bits up to and with itself: from an opening quote to before the closing one.
    /// </summary>
    static uint UpToEveryOther(uint quotes)
    {
        quotes ^= quotes << 1;
        quotes ^= quotes << 2;
        quotes ^= quotes << 4;
        quotes ^= quotes << 8;
        return quotes ^ (quotes << 16);
    }

    /// <summary>Which of the bits is the bracket that brings the depth to zero, or -1.</summary>
    static int FindEnd(int depth, uint opening, uint closing)
    {
        for (var brackets = opening | closing; brackets != 0; brackets &= brackets - 1)
        {
            var place = BitOperations.TrailingZeroCount(brackets);
            depth += (closing >> place & 1) != 0 ? -1 : 1;
            if (depth == 0)
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>
    /// Passes as many bytes as a block has, and the whole of a string that begins there, or fewer where the depth comes to zero.
    /// </summary>
    readonly int PassSomeBytes(int position, ref int depth)
    {
        var end = Math.Min(_json.Length, position + Vector256<byte>.Count);
        while (position < end)
        {
            var found = _json[position++];
            if (found is (byte)'"' or (byte)'\'')
            {
                position = EndOfString(position, found);
                continue;
            }

            depth += found is (byte)'{' or (byte)'[' ? 1 : found is (byte)'}' or (byte)']' ? -1 : 0;
            if (depth == 0)
            {
                break;
            }
        }

        return position;
    }

    /// <summary>Where the string ends whose content a position is in.</summary>
    readonly int EndOfString(int position, byte quote)
    {
        while (true)
        {
            var length = position > _json.Length ? -1 : _json[position..].IndexOfAny(quote, (byte)'\\');
            if (length < 0)
            {
                ThrowExpected(quote == '"' ? "'\"'" : "\"'\"", _json.Length);
            }

            position += length;
            if (_json[position] == quote)
            {
                return position + 1;
            }

            position += 2;
        }
    }
}
