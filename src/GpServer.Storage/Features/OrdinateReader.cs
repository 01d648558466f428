using System.Buffers;

namespace GpServer.Storage.Features;

/// <summary>The numbers of one axis of all vertices of a chunk, taken part by part.</summary>
sealed class OrdinateReader : IDisposable
{
    readonly double[] _values;
    readonly int _length;
    int _next;

    /// <exception cref="InvalidDataException">The section does not go on with a column of decimal numbers.</exception>
    public OrdinateReader(ref SectionReader section)
    {
        _length = section.ReadLength();
        _values = ArrayPool<double>.Shared.Rent(_length);
        DoubleColumn.Read(ref section, _values.AsSpan(0, _length));
    }

    /// <summary>How many are not taken yet.</summary>
    public int Left => _length - _next;

    /// <summary>Takes so many into each vertex's place for this axis.</summary>
    /// <exception cref="InvalidDataException">Not so many are left.</exception>
    public void Take(int count, double[] vertices, int place, int dimension)
    {
        if (count > Left)
        {
            Damage.Found("there are fewer numbers than vertices");
        }

        foreach (var value in _values.AsSpan(_next, count))
        {
            vertices[place] = value;
            place += dimension;
        }

        _next += count;
    }

    public void Dispose() => ArrayPool<double>.Shared.Return(_values);
}
