namespace GpServer.Core.Json;

public ref partial struct JsonScanner
{
    /// <summary>
    /// Reads elements of the array entered that are arrays of exactly so many numbers, such as <c>[x,y]</c>, as long as they are finite,
    /// written without blanks, and there is room. What else comes is left to <see cref="NextElement"/>.
    /// </summary>
    /// <param name="destination">Takes the numbers of one element after the other.</param>
    /// <param name="dimension">How many numbers an element has, at least 1.</param>
    /// <returns>How many numbers were read.</returns>
    public int ReadVertices(scoped Span<double> destination, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        if (_depth == _maxDepth)
        {
            return 0;
        }

        var read = 0;
        while (destination.Length >= dimension)
        {
            var end = VertexEnd(destination[..dimension]);
            if (end < 0)
            {
                break;
            }

            _position = end;
            _first = false;
            destination = destination[dimension..];
            read += dimension;
        }

        return read;
    }

    /// <summary>Where the element ends that comes next and has been read, or -1.</summary>
    readonly int VertexEnd(scoped Span<double> vertex)
    {
        var position = _position;
        if (!_first && ByteAt(position++) != ',')
        {
            return -1;
        }

        var before = '[';
        foreach (ref var number in vertex)
        {
            if (ByteAt(position) != before
                || !NumberParser.TryParse(_json[(position + 1)..], out number, out var consumed)
                || !double.IsFinite(number))
            {
                return -1;
            }

            position += consumed + 1;
            before = ',';
        }

        return ByteAt(position) == ']' ? position + 1 : -1;
    }
}
