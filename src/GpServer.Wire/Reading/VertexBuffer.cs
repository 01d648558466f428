using GpServer.Core.Json;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Wire.Reading;

/// <summary>
/// Collects the vertices of one part of a geometry in the layout of the set, checks them, and makes a sequence of them. The room is used
/// again for the next part.
/// </summary>
sealed class VertexBuffer
{
    /// <summary>
    /// The largest x, y or z that is taken: 1e15 metres are a tenth of a light year, and no coordinate system reaches as far. Products of
    /// four such numbers are finite, so that nothing computed later overflows.
    /// </summary>
    public const double MaxOrdinate = 1e15;

    const int FirstRoom = 1024;

    readonly VertexLayout _layout;
    readonly ReadingPlace _place;
    readonly int _dimension;
    double[] _ordinates = new double[FirstRoom];
    int _length;

    public VertexBuffer(VertexLayout layout, ReadingPlace place)
    {
        _layout = layout;
        _place = place;
        _dimension = layout.Dimension;
    }

    public VertexLayout Layout => _layout;

    public int Count => _length / _dimension;

    public ReadOnlySpan<double> Ordinates => _ordinates.AsSpan(0, _length);

    public void Clear() => _length = 0;

    /// <summary>The numbers of one vertex.</summary>
    public Span<double> this[int index] => _ordinates.AsSpan(index * _dimension, _dimension);

    /// <summary>Reads an array of vertices and adds them.</summary>
    /// <param name="source">What the vertices in the text have.</param>
    public void Read(ref JsonScanner json, VertexLayout source)
    {
        json.EnterArray();
        if (source != _layout)
        {
            while (json.NextElement())
            {
                ReadOther(ref json, source);
            }

            return;
        }

        do
        {
            Reserve();
            _length += json.ReadVertices(_ordinates.AsSpan(_length), _dimension);
        }
        while (json.NextElement() && ReadSame(ref json));
    }

    /// <summary>Reads one vertex and adds it.</summary>
    public void ReadVertex(ref JsonScanner json, VertexLayout source)
    {
        if (source == _layout)
        {
            ReadSame(ref json);
        }
        else
        {
            ReadOther(ref json, source);
        }
    }

    /// <summary>Adds a vertex in the layout of the buffer and gives its numbers to be filled in.</summary>
    public Span<double> Add()
    {
        Reserve();
        var vertex = _ordinates.AsSpan(_length, _dimension);
        _length += _dimension;
        return vertex;
    }

    public void RemoveLast() => _length -= _dimension;

    /// <summary>Adds the first vertex again where the last one is another.</summary>
    public void Close()
    {
        if (_length > 0 && (_ordinates[0] != _ordinates[_length - _dimension] || _ordinates[1] != _ordinates[_length - _dimension + 1]))
        {
            var closing = Add();
            _ordinates.AsSpan(0, _dimension).CopyTo(closing);
        }
    }

    /// <summary>Whether there are at least three places among the vertices.</summary>
    public bool HasThreePlaces()
    {
        var second = FirstElsewhere(_dimension, 0, 0);
        return second < _length && FirstElsewhere(second + _dimension, 0, second) < _length;
    }

    /// <summary>Checks all vertices and copies them into a sequence of their own.</summary>
    /// <exception cref="GpServer.Core.GpException">A coordinate is no number, or beyond <see cref="MaxOrdinate"/>.</exception>
    public PackedDoubleCoordinateSequence ToSequence()
    {
        Check();
        return new PackedDoubleCoordinateSequence(_ordinates.AsSpan(0, _length).ToArray(), _dimension, _layout.Measures);
    }

    /// <exception cref="GpServer.Core.GpException">A coordinate is no number, or beyond <see cref="MaxOrdinate"/>.</exception>
    public void Check() => Check(Ordinates);

    /// <summary>As <see cref="Check()"/>, for vertices in the layout of the buffer.</summary>
    public void Check(ReadOnlySpan<double> ordinates)
    {
        for (var i = 0; i < ordinates.Length; i += _dimension)
        {
            // Written so that NaN fails as well; z alone may be missing.
            var isBad = !(Math.Abs(ordinates[i]) <= MaxOrdinate && Math.Abs(ordinates[i + 1]) <= MaxOrdinate)
                || (_layout.HasZ && Math.Abs(ordinates[i + 2]) > MaxOrdinate);
            if (isBad)
            {
                ThrowBadVertex(ordinates[i..], i / _dimension);
            }
        }
    }

    /// <summary>The failure for a coordinate that is no number, or too large.</summary>
    static string BadOrdinate(double value) => double.IsFinite(value)
        ? FormattableString.Invariant($"the coordinate {value} is beyond 1e15, the largest that is taken")
        : "a coordinate is not a number";

    bool ReadSame(ref JsonScanner json)
    {
        Reserve();
        var vertex = _ordinates.AsSpan(_length, _dimension);
        var numbers = json.ReadNumbers(vertex);
        if (numbers < _dimension)
        {
            if (numbers < 2)
            {
                ThrowTooShort(numbers);
            }

            vertex[numbers..].Fill(double.NaN);
        }

        _length += _dimension;
        return true;
    }

    void ReadOther(ref JsonScanner json, VertexLayout source)
    {
        Span<double> numbers = stackalloc double[VertexLayout.MaxDimension];
        numbers.Fill(double.NaN);
        var count = json.ReadNumbers(numbers);
        if (count < 2)
        {
            ThrowTooShort(count);
        }

        var vertex = Add();
        (vertex[0], vertex[1]) = (numbers[0], numbers[1]);
        if (_layout.HasZ)
        {
            vertex[_layout.Z] = source.HasZ ? numbers[source.Z] : double.NaN;
        }

        if (_layout.HasM)
        {
            vertex[_layout.M] = source.HasM ? numbers[source.M] : double.NaN;
        }
    }

    int FirstElsewhere(int start, int one, int other)
    {
        while (start < _length && (IsSamePlace(start, one) || IsSamePlace(start, other)))
        {
            start += _dimension;
        }

        return start;
    }

    bool IsSamePlace(int one, int other) => _ordinates[one] == _ordinates[other] && _ordinates[one + 1] == _ordinates[other + 1];

    void Reserve()
    {
        if (_ordinates.Length - _length < _dimension)
        {
            // One part cannot take more room than all vertices of the request together may: a curve of a few bytes makes thousands.
            CheckLimit(Count);
            var most = (Math.Min(_place.Limits.Vertices, int.MaxValue) + 1) * _dimension;
            Array.Resize(ref _ordinates, (int)Math.Max(Math.Min(2L * _ordinates.Length, most), _ordinates.Length + _dimension));
        }
    }

    /// <exception cref="GpServer.Core.GpException">So many vertices are more than a request may have.</exception>
    public void CheckLimit(long vertices)
    {
        if (vertices > _place.Limits.Vertices)
        {
            throw _place.Exceeds($"the request has more than {_place.Limits.Vertices} vertices, the limit of this server.");
        }
    }

    void ThrowTooShort(int numbers) =>
        throw _place.Invalid(FormattableString.Invariant($"vertex {Count + 1} of a part has {numbers} numbers; expected at least x and y"));

    void ThrowBadVertex(ReadOnlySpan<double> vertex, int index)
    {
        var bad = 0;
        while (Math.Abs(vertex[bad]) <= MaxOrdinate)
        {
            bad++;
        }

        throw _place.Invalid(FormattableString.Invariant($"vertex {index + 1} of a part: {BadOrdinate(vertex[bad])}"));
    }
}
