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
    /// Passes over one value by its quotes and brackets alone, many times faster than <see cref="Skip"/>: for values that are read later, or
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
        ref var json = ref MemoryMarshal.GetReference(_json);
        while (position <= _json.Length - Vector256<byte>.Count)
        {
            // '[' and '{' differ in one bit, as do ']' and '}'.
            var block = Vector256.LoadUnsafe(ref json, (nuint)position);
            var folded = block | Vector256.Create((byte)0x20);
            var opening = Vector256.Equals(folded, Vector256.Create((byte)'{')).ExtractMostSignificantBits();
            var closing = Vector256.Equals(folded, Vector256.Create((byte)'}')).ExtractMostSignificantBits();
            var quotes = (Vector256.Equals(block, Vector256.Create((byte)'"')) | Vector256.Equals(block, Vector256.Create((byte)'\'')))
                .ExtractMostSignificantBits();

            // Only what stands before the first quote counts: none gives all bits.
            var before = (quotes & (0 - quotes)) - 1;
            opening &= before;
            closing &= before;
            if (BitOperations.PopCount(closing) >= depth && FindEnd(depth, opening, closing) is var end and >= 0)
            {
                return position + end + 1;
            }

            depth += BitOperations.PopCount(opening) - BitOperations.PopCount(closing);
            position = quotes == 0
                ? position + Vector256<byte>.Count
                : EndOfString(position + BitOperations.TrailingZeroCount(quotes));
        }

        return EndOfContainer(position, depth);
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

    /// <summary>As <see cref="EndOfContainer(int)"/>, byte by byte, for the end of the text.</summary>
    readonly int EndOfContainer(int position, int depth)
    {
        while (position < _json.Length)
        {
            var found = _json[position];
            if (found is (byte)'"' or (byte)'\'')
            {
                position = EndOfString(position);
                continue;
            }

            position++;
            depth += found is (byte)'{' or (byte)'[' ? 1 : found is (byte)'}' or (byte)']' ? -1 : 0;
            if (depth == 0)
            {
                return position;
            }
        }

        ThrowExpected("a closing bracket", _json.Length);
        return 0;
    }

    /// <summary>Where the string ends whose quote is at a position.</summary>
    readonly int EndOfString(int position)
    {
        var quote = _json[position++];
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
