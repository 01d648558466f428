using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Storage.Features;

/// <summary>Makes the geometries of a section that <see cref="GeometryWriter"/> wrote, with vertices packed as everywhere.</summary>
sealed class GeometryReader : IDisposable
{
    static readonly GeometryFactory Factory = GeometryServices.Factory;

    readonly byte[] _kinds;
    readonly byte[] _layouts;
    readonly long[] _counts;
    readonly OrdinateReader _xs;
    readonly OrdinateReader _ys;
    readonly OrdinateReader _zs;
    readonly OrdinateReader _ms;
    int _kind;
    int _layout;
    int _count;

    /// <exception cref="InvalidDataException">The section is not one of geometries.</exception>
    public GeometryReader(ref SectionReader section)
    {
        _kinds = section.Take(section.ReadLength()).ToArray();
        _layouts = section.Take(section.ReadLength()).ToArray();
        _counts = new long[section.ReadLength()];
        LongColumn.Read(ref section, _counts);
        _xs = new OrdinateReader(ref section);
        _ys = new OrdinateReader(ref section);
        _zs = new OrdinateReader(ref section);
        _ms = new OrdinateReader(ref section);
        section.ExpectEnd();
    }

    /// <summary>The geometry of the next feature.</summary>
    /// <exception cref="InvalidDataException">There is none, or its parts do not make one.</exception>
    public Geometry? Next()
    {
        try
        {
            return Next(0);
        }
        catch (ArgumentException problem)
        {
            // What the geometry's own constructor refuses, such as a ring that is not closed.
            throw Damage.New("vertices do not make a geometry", problem);
        }
    }

    public void ExpectEnd()
    {
        if (_kind != _kinds.Length || _layout != _layouts.Length || _count != _counts.Length
            || _xs.Left + _ys.Left + _zs.Left + _ms.Left > 0)
        {
            Damage.Found("there are more geometries than features");
        }
    }

    public void Dispose()
    {
        _xs.Dispose();
        _ys.Dispose();
        _zs.Dispose();
        _ms.Dispose();
    }

    Geometry? Next(int depth)
    {
        var kind = (GeometryKind)Take(_kinds, ref _kind);
        if (kind >= GeometryKind.MultiPoint && depth == GeometryDepth.Max)
        {
            Damage.Found("collections are inside one another too deep");
        }

        return kind switch
        {
            GeometryKind.None => null,
            GeometryKind.Point => Point(),
            GeometryKind.LineString => Factory.CreateLineString(Vertices()),
            GeometryKind.LinearRing => Factory.CreateLinearRing(Vertices()),
            GeometryKind.Polygon => Polygon(),
            GeometryKind.MultiPoint => Factory.CreateMultiPoint(Parts<Point>(depth)),
            GeometryKind.MultiLineString => Factory.CreateMultiLineString(Parts<LineString>(depth)),
            GeometryKind.MultiPolygon => Factory.CreateMultiPolygon(Parts<Polygon>(depth)),
            GeometryKind.Collection => Factory.CreateGeometryCollection(Parts<Geometry>(depth)),
            _ => throw Damage.New($"a geometry is of the unknown kind {(byte)kind}"),
        };
    }

    Point Point()
    {
        var vertices = Vertices();
        return vertices.Count <= 1 ? Factory.CreatePoint(vertices) : throw Damage.New($"a point has {vertices.Count} vertices");
    }

    Polygon Polygon()
    {
        var holes = new LinearRing[TakeCount(_layouts.Length - _layout)];
        var shell = Factory.CreateLinearRing(Vertices());
        for (var i = 0; i < holes.Length; i++)
        {
            holes[i] = Factory.CreateLinearRing(Vertices());
        }

        return Factory.CreatePolygon(shell, holes);
    }

    T[] Parts<T>(int depth)
        where T : Geometry
    {
        var parts = new T[TakeCount(_kinds.Length - _kind)];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Next(depth + 1) as T ?? throw Damage.New("a geometry has a part of another kind");
        }

        return parts;
    }

    PackedDoubleCoordinateSequence Vertices()
    {
        var layout = (VertexLayout)Take(_layouts, ref _layout);
        if (layout > (VertexLayout.Z | VertexLayout.M))
        {
            Damage.Found("vertices are of an unknown layout");
        }

        var count = TakeCount(_xs.Left);
        var dimension = layout.Dimension();
        var ordinates = new double[count * dimension];
        _xs.Take(count, ordinates, 0, dimension);
        _ys.Take(count, ordinates, 1, dimension);
        if (layout.HasFlag(VertexLayout.Z))
        {
            _zs.Take(count, ordinates, 2, dimension);
        }

        if (layout.HasFlag(VertexLayout.M))
        {
            _ms.Take(count, ordinates, dimension - 1, dimension);
        }

        return new PackedDoubleCoordinateSequence(ordinates, dimension, layout.Measures());
    }

    static byte Take(byte[] values, ref int next) =>
        next < values.Length ? values[next++] : throw Damage.New("there are fewer geometries than features");

    // A count of things of which so many are left.
    int TakeCount(int left)
    {
        var count = _count < _counts.Length ? _counts[_count++] : -1;
        if (count < 0 || count > left)
        {
            Damage.Found("a geometry has an impossible number of parts or vertices");
        }

        return (int)count;
    }
}
