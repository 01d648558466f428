using System.Diagnostics.CodeAnalysis;

namespace GpServer.Core.Json;

public ref partial struct JsonScanner
{
    /// <summary>
    /// Reads a number, also one in quotes. <c>null</c>, <c>NaN</c> and <c>Infinity</c>, bare or in quotes, are <see cref="double.NaN"/>:
    /// this is how an empty coordinate is sent. A number beyond the range of a double is an error.
    /// </summary>
    public double ReadDouble()
    {
        if (PeekByte() >= 0 && NumberParser.TryParse(_json[_position..], out var value, out var consumed) && double.IsFinite(value))
        {
            _position += consumed;
            return value;
        }

        return ReadUnusualDouble();
    }

    /// <summary>
    /// Reads a number that is a whole one of 64 bits, also when written as <c>5.0</c>, <c>5e3</c> or in quotes. Otherwise nothing is
    /// read and the answer is false.
    /// </summary>
    public bool TryReadInt64(out long value)
    {
        value = 0;
        var kind = Peek();
        if (kind is not (JsonKind.Number or JsonKind.String))
        {
            return false;
        }

        var start = this;
        var text = kind == JsonKind.String ? ReadUtf8String() : _json[_position..];
        if (NumberParser.TryParseInt64(text, out value, out var consumed) && (kind == JsonKind.Number || consumed == text.Length))
        {
            _position = kind == JsonKind.Number ? _position + consumed : _position;
            return true;
        }

        this = start;
        return false;
    }

    /// <summary>
    /// Reads a flat array of numbers such as the coordinate <c>[x,y,z,m]</c>; its elements as <see cref="ReadDouble"/> reads them.
    /// </summary>
    /// <param name="destination">Takes the first numbers; those for which it has no room are counted only.</param>
    /// <returns>How many numbers the array has.</returns>
    public int ReadNumbers(scoped Span<double> destination)
    {
        EnterArray();
        var count = 0;
        var start = _position;
        while (NumberParser.TryParse(_json[start..], out var value, out var consumed) && double.IsFinite(value))
        {
            Store(destination, count++, value);
            _first = false;
            _position = start + consumed;
            var next = ByteAt(_position);
            if (next == ']')
            {
                _position++;
                _depth--;
                return count;
            }

            if (next != ',')
            {
                break;
            }

            start = _position + 1;
        }

        while (NextElement())
        {
            Store(destination, count++, ReadDouble());
        }

        return count;
    }

    static void Store(Span<double> destination, int index, double value)
    {
        if ((uint)index < (uint)destination.Length)
        {
            destination[index] = value;
        }
    }

    double ReadUnusualDouble()
    {
        var start = _position;
        switch (Peek())
        {
            case JsonKind.Null when TryReadNull():
                return double.NaN;
            case JsonKind.String:
                return ReadQuotedDouble();
            case JsonKind.Number when TryReadNotFinite():
                return double.NaN;
            default:
                ThrowNotANumber(start, _json[start..]);
                return double.NaN;
        }
    }

    double ReadQuotedDouble()
    {
        var start = _position;
        var text = ReadUtf8String();
        if (NumberParser.TryParse(text, out var value, out var consumed) && consumed == text.Length && double.IsFinite(value))
        {
            return value;
        }

        var word = new JsonScanner(text);
        if (word.TryReadNotFinite() && word.Position == text.Length)
        {
            return double.NaN;
        }

        ThrowNotANumber(start, text);
        return double.NaN;
    }

    bool TryReadNotFinite()
    {
        var start = _position;
        if (ByteAt(_position) is '-' or '+')
        {
            _position++;
        }

        // Python writes nan and inf where others write NaN and Infinity.
        if (TryReadWord("NaN"u8) || TryReadWord("Infinity"u8) || TryReadWord("nan"u8) || TryReadWord("inf"u8))
        {
            return true;
        }

        _position = start;
        return false;
    }

    [DoesNotReturn]
    readonly void ThrowNotANumber(int position, ReadOnlySpan<byte> text)
    {
        if (NumberParser.TryParse(text, out var value, out _) && double.IsInfinity(value))
        {
            throw new JsonFormatException($"a number beyond the range of a double {Place(position)}", position);
        }

        ThrowExpected("a number", position);
    }
}
