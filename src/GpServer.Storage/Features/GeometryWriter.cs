using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Storage.Features;

/// <summary>
/// Takes geometries apart into columns: their kinds (with those of their parts), the layouts of their lines of vertices, counts of parts
/// and vertices, and then all x, all y, all z and all m. Written so, every number stands beside those it resembles, and nothing of a
/// geometry is lost: not the kind of an empty one, nor the bits of a number that is none.
/// </summary>
sealed class GeometryWriter
{
    readonly List<byte> _kinds = [];
    readonly List<byte> _layouts = [];
    readonly List<long> _counts = [];
    readonly List<double> _xs = [];
    readonly List<double> _ys = [];
    readonly List<double> _zs = [];
    readonly List<double> _ms = [];

    /// <summary>The extent of what was added, without vertices whose x or y is no number.</summary>
    public Extent? Extent => Features.Extent.Of(CollectionsMarshal.AsSpan(_xs), CollectionsMarshal.AsSpan(_ys));

    /// <summary>Adds the geometry of the next feature.</summary>
    /// <exception cref="InvalidOperationException">It is of a class, or its vertices have a layout, that no feature has.</exception>
    public void Add(Geometry? geometry) => Add(geometry, 0);

    /// <summary>Writes what was added as one section and forgets it.</summary>
    public void End(SectionWriter section)
    {
        section.WriteCount(_kinds.Count);
        section.Write(CollectionsMarshal.AsSpan(_kinds));
        section.WriteCount(_layouts.Count);
        section.Write(CollectionsMarshal.AsSpan(_layouts));
        section.WriteCount(_counts.Count);
        LongColumn.Write(section, CollectionsMarshal.AsSpan(_counts));
        foreach (var ordinates in (ReadOnlySpan<List<double>>)[_xs, _ys, _zs, _ms])
        {
            section.WriteCount(ordinates.Count);
            DoubleColumn.Write(section, CollectionsMarshal.AsSpan(ordinates));
        }

        Clear();
    }

    public void Clear()
    {
        _kinds.Clear();
        _layouts.Clear();
        _counts.Clear();
        foreach (var ordinates in (ReadOnlySpan<List<double>>)[_xs, _ys, _zs, _ms])
        {
            ordinates.Clear();
        }
    }

    static GeometryKind KindOf(Geometry? geometry) => geometry switch
    {
        null => GeometryKind.None,
        Point => GeometryKind.Point,
        LinearRing => GeometryKind.LinearRing,
        LineString => GeometryKind.LineString,
        Polygon => GeometryKind.Polygon,
        MultiPoint => GeometryKind.MultiPoint,
        MultiLineString => GeometryKind.MultiLineString,
        MultiPolygon => GeometryKind.MultiPolygon,
        GeometryCollection => GeometryKind.Collection,
        _ => throw new InvalidOperationException($"A {geometry.GeometryType} cannot be stored."),
    };

    void Add(Geometry? geometry, int depth)
    {
        _kinds.Add((byte)KindOf(geometry));
        switch (geometry)
        {
            case Point point:
                Add(point.CoordinateSequence);
                break;
            case LineString line:
                Add(line.CoordinateSequence);
                break;
            case Polygon polygon:
                Add(polygon);
                break;
            case GeometryCollection parts:
                Add(parts, depth);
                break;
        }
    }

    void Add(Polygon polygon)
    {
        _counts.Add(polygon.NumInteriorRings);
        Add(polygon.ExteriorRing.CoordinateSequence);
        foreach (var hole in polygon.Holes)
        {
            Add(hole.CoordinateSequence);
        }
    }

    void Add(GeometryCollection parts, int depth)
    {
        if (depth == GeometryDepth.Max)
        {
            throw new InvalidOperationException($"Collections inside one another more than {depth} deep cannot be stored.");
        }

        _counts.Add(parts.NumGeometries);
        for (var i = 0; i < parts.NumGeometries; i++)
        {
            Add(parts.GetGeometryN(i), depth + 1);
        }
    }

    void Add(CoordinateSequence vertices)
    {
        var layout = VertexLayouts.Of(vertices);
        _layouts.Add((byte)layout);
        _counts.Add(vertices.Count);
        if (vertices is PackedDoubleCoordinateSequence packed && layout == VertexLayout.XY)
        {
            AddPairs(packed.GetRawCoordinates());
            return;
        }

        AddOrdinate(_xs, vertices, 0);
        AddOrdinate(_ys, vertices, 1);
        if (layout.HasFlag(VertexLayout.Z))
        {
            AddOrdinate(_zs, vertices, 2);
        }

        if (layout.HasFlag(VertexLayout.M))
        {
            AddOrdinate(_ms, vertices, vertices.Dimension - 1);
        }
    }

    void AddPairs(ReadOnlySpan<double> ordinates)
    {
        var xs = Grow(_xs, ordinates.Length / 2);
        var ys = Grow(_ys, ordinates.Length / 2);
        for (var i = 0; i < xs.Length; i++)
        {
            xs[i] = ordinates[2 * i];
            ys[i] = ordinates[(2 * i) + 1];
        }
    }

    static void AddOrdinate(List<double> ordinates, CoordinateSequence vertices, int ordinate)
    {
        var added = Grow(ordinates, vertices.Count);
        for (var i = 0; i < added.Length; i++)
        {
            added[i] = vertices.GetOrdinate(i, ordinate);
        }
    }

    static Span<double> Grow(List<double> ordinates, int by)
    {
        var start = ordinates.Count;
        CollectionsMarshal.SetCount(ordinates, checked(start + by));
        return CollectionsMarshal.AsSpan(ordinates)[start..];
    }
}
