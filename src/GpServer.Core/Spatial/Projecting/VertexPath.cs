using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Spatial.Projecting;

/// <summary>The vertices of a line or ring on their way to another system, with all their ordinates; x and y come first.</summary>
/// <param name="dimension">Ordinates of a vertex, measures included.</param>
/// <param name="measures">How many of them are measures.</param>
sealed class VertexPath(int dimension, int measures)
{
    readonly List<double> _ordinates = [];

    public int Count { get; private set; }

    public int Dimension => dimension;

    public int Measures => measures;

    public double X(int index) => _ordinates[index * dimension];

    public double Y(int index) => _ordinates[(index * dimension) + 1];

    /// <summary>A path of the same vertices.</summary>
    /// <param name="sequence">What is copied.</param>
    /// <param name="xs">x in place of that of the sequence.</param>
    /// <param name="ys">y in place of that of the sequence.</param>
    public static VertexPath Of(CoordinateSequence sequence, ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        var path = new VertexPath(sequence.Dimension, sequence.Measures) { Count = sequence.Count };
        path._ordinates.Capacity = sequence.Count * sequence.Dimension;
        for (var i = 0; i < sequence.Count; i++)
        {
            path._ordinates.Add(xs[i]);
            path._ordinates.Add(ys[i]);
            for (var k = 2; k < sequence.Dimension; k++)
            {
                path._ordinates.Add(sequence.GetOrdinate(i, k));
            }
        }

        return path;
    }

    /// <summary>An empty path for vertices of the same kind.</summary>
    public VertexPath Another() => new(dimension, measures);

    public void Move(int index, double x, double y) => (_ordinates[index * dimension], _ordinates[(index * dimension) + 1]) = (x, y);

    /// <summary>Adds a vertex of a path, moved to another place.</summary>
    public void Add(VertexPath from, int index, double x, double y)
    {
        _ordinates.Add(x);
        _ordinates.Add(y);
        for (var k = 2; k < dimension; k++)
        {
            _ordinates.Add(from._ordinates[(index * dimension) + k]);
        }

        Count++;
    }

    public void Add(VertexPath from, int index) => Add(from, index, from.X(index), from.Y(index));

    /// <summary>Adds a vertex whose further ordinates lie between those of two others.</summary>
    /// <param name="fraction">0 at the first, 1 at the second.</param>
    public void AddBetween((VertexPath Path, int Index) first, (VertexPath Path, int Index) second, double fraction, double x, double y)
    {
        _ordinates.Add(x);
        _ordinates.Add(y);
        for (var k = 2; k < dimension; k++)
        {
            var start = first.Path._ordinates[(first.Index * dimension) + k];
            var end = second.Path._ordinates[(second.Index * dimension) + k];
            _ordinates.Add(start + (fraction * (end - start)));
        }

        Count++;
    }

    /// <summary>Makes the last vertex of a ring the first again.</summary>
    public void Close()
    {
        if (Count > 0 && (X(0) != X(Count - 1) || Y(0) != Y(Count - 1)))
        {
            Add(this, 0);
        }
    }

    public VertexPath Reversed()
    {
        var reversed = Another();
        for (var i = Count - 1; i >= 0; i--)
        {
            reversed.Add(this, i);
        }

        return reversed;
    }

    /// <summary>A path of the same edges, none of which is longer in x or y.</summary>
    public VertexPath Divided(double longest)
    {
        var divided = Another();
        for (var i = 0; i < Count; i++)
        {
            var steps = i == 0 ? 1 : Math.Ceiling(Math.Max(Math.Abs(X(i) - X(i - 1)), Math.Abs(Y(i) - Y(i - 1))) / longest);
            for (var k = 1; k < steps; k++)
            {
                var share = k / steps;
                divided.AddBetween(
                    (this, i - 1), (this, i), share, X(i - 1) + (share * (X(i) - X(i - 1))), Y(i - 1) + (share * (Y(i) - Y(i - 1))));
            }

            divided.Add(this, i);
        }

        return divided;
    }

    /// <summary>Twice the area inside a closed path, positive when it runs counter-clockwise.</summary>
    public double DoubledArea()
    {
        var doubled = 0.0;
        for (var i = 1; i < Count - 1; i++)
        {
            doubled += ((X(i) - X(0)) * (Y(i + 1) - Y(0))) - ((X(i + 1) - X(0)) * (Y(i) - Y(0)));
        }

        return doubled;
    }

    public (double West, double South, double East, double North) Extent()
    {
        var extent = (West: double.PositiveInfinity, South: double.PositiveInfinity, East: double.NegativeInfinity, North: double.NegativeInfinity);
        for (var i = 0; i < Count; i++)
        {
            extent.West = Math.Min(extent.West, X(i));
            extent.East = Math.Max(extent.East, X(i));
            extent.South = Math.Min(extent.South, Y(i));
            extent.North = Math.Max(extent.North, Y(i));
        }

        return extent;
    }

    /// <summary>All x and all y, to be computed with.</summary>
    public (double[] Xs, double[] Ys) Positions()
    {
        var (xs, ys) = (new double[Count], new double[Count]);
        for (var i = 0; i < Count; i++)
        {
            (xs[i], ys[i]) = (X(i), Y(i));
        }

        return (xs, ys);
    }

    public void SetPositions(double[] xs, double[] ys)
    {
        for (var i = 0; i < Count; i++)
        {
            Move(i, xs[i], ys[i]);
        }
    }

    public CoordinateSequence ToSequence() => new PackedDoubleCoordinateSequence([.. _ordinates], dimension, measures);
}
