using System.Buffers;

namespace GpServer.Wire.Drawing.Painting;

/// <summary>Contours or lines in pixels, one after the other in one array that grows and is used again.</summary>
sealed class Contours : IDisposable
{
    readonly List<int> _ends = [];
    float[] _vertices = ArrayPool<float>.Shared.Rent(1024);
    int _length;

    /// <summary>How many contours have been ended.</summary>
    public int Count => _ends.Count;

    /// <summary>Vertices, those of a contour that has not been ended among them.</summary>
    public int VertexCount => _length / 2;

    /// <summary>A contour: x and y in turn.</summary>
    public ReadOnlySpan<float> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _vertices.AsSpan(start, _ends[index] - start);
        }
    }

    /// <summary>Adds a vertex to the contour that is being made.</summary>
    public void Add(float x, float y)
    {
        if (_length + 2 > _vertices.Length)
        {
            Grow(2);
        }

        _vertices[_length++] = x;
        _vertices[_length++] = y;
    }

    /// <summary>Adds vertices to the contour that is being made.</summary>
    public void Add(ReadOnlySpan<float> vertices)
    {
        if (_length + vertices.Length > _vertices.Length)
        {
            Grow(vertices.Length);
        }

        vertices.CopyTo(_vertices.AsSpan(_length));
        _length += vertices.Length;
    }

    /// <summary>The vertices of the contour that is being made.</summary>
    public Span<float> Open => _vertices.AsSpan(OpenStart, _length - OpenStart);

    int OpenStart => _ends.Count == 0 ? 0 : _ends[^1];

    /// <summary>Ends the contour that is being made.</summary>
    public void End() => _ends.Add(_length);

    /// <summary>Forgets the contour that is being made.</summary>
    public void Drop() => _length = OpenStart;

    /// <summary>Keeps the room and forgets what is in it.</summary>
    public void Clear()
    {
        _ends.Clear();
        _length = 0;
    }

    /// <summary>The least and the largest y of the contours from one on.</summary>
    public (float Top, float Bottom) Heights(int first)
    {
        var (top, bottom) = (float.PositiveInfinity, float.NegativeInfinity);
        var start = first == 0 ? 0 : _ends[first - 1];
        for (var i = start + 1; i < _length; i += 2)
        {
            top = Math.Min(top, _vertices[i]);
            bottom = Math.Max(bottom, _vertices[i]);
        }

        return (top, bottom);
    }

    public void Dispose()
    {
        var vertices = _vertices;
        _vertices = [];
        if (vertices.Length > 0)
        {
            ArrayPool<float>.Shared.Return(vertices);
        }
    }

    void Grow(int more)
    {
        var larger = ArrayPool<float>.Shared.Rent(Math.Max(_vertices.Length * 2, _length + more));
        _vertices.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<float>.Shared.Return(_vertices);
        _vertices = larger;
    }
}
