using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Wire.Polygons;
using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.Wkb;

/// <summary>
/// Reads geometries as well-known binary (OGC 06-103r4 §8). A reader of our own: a count is believed only as far as there are bytes for
/// it, parts have no
/// parts, and vertices go straight into those of the set.
/// </summary>
sealed class WkbGeometryReader(ShapeBuilder shapes, ReadingPlace place)
{
    readonly List<LineString> _lines = [];

    /// <summary>The type at the beginning of well-known binary; null where there is none.</summary>
    public static WkbType? Head(ReadOnlySpan<byte> bytes)
    {
        var scan = new WkbScan(bytes);
        return scan.TryType(out var type) ? type : null;
    }

    /// <exception cref="GpException">The bytes are damaged, or of a kind that is not read.</exception>
    public Geometry Read(ReadOnlySpan<byte> bytes)
    {
        var scan = new WkbScan(bytes);
        var type = Type(ref scan);
        if (type.Shape == GeometryType.None)
        {
            throw place.Invalid(
                FormattableString.Invariant($"the geometry is of the kind {type.Kind} of well-known binary, which is not read; expected points, lines or polygons"));
        }

        shapes.Check(type.Shape);
        return type.Shape switch
        {
            GeometryType.Point => ReadPoint(ref scan, type),
            GeometryType.Multipoint => ReadMultipoint(ref scan),
            GeometryType.Polyline => ReadLines(ref scan, type),
            _ => ReadPolygons(ref scan, type),
        };
    }

    Geometry ReadPoint(ref WkbScan scan, WkbType type)
    {
        Span<double> numbers = stackalloc double[VertexLayout.MaxDimension];
        Vertex(ref scan, type.Layout, numbers);
        return shapes.Point(
            numbers[0],
            numbers[1],
            type.Layout.HasZ ? numbers[type.Layout.Z] : double.NaN,
            type.Layout.HasM ? numbers[type.Layout.M] : double.NaN);
    }

    Geometry ReadMultipoint(ref WkbScan scan)
    {
        shapes.Part.Clear();
        var count = Count(ref scan, WkbScan.HeadLength);
        Span<double> numbers = stackalloc double[VertexLayout.MaxDimension];
        for (var i = 0; i < count; i++)
        {
            var part = Part(ref scan, WkbType.Point);
            Vertex(ref scan, part.Layout, numbers);

            // An empty point has no numbers.
            if (!double.IsNaN(numbers[0]))
            {
                Add(part.Layout, numbers);
            }
        }

        return shapes.Multipoint();
    }

    Geometry ReadLines(ref WkbScan scan, WkbType type)
    {
        _lines.Clear();
        var count = type.IsMulti ? Count(ref scan, WkbScan.HeadLength) : 1;
        for (var i = 0; i < count; i++)
        {
            var part = type.IsMulti ? Part(ref scan, WkbType.Line) : type;
            ReadVertices(ref scan, part.Layout);
            shapes.AddLine(_lines);
        }

        return shapes.Lines(_lines);
    }

    Geometry ReadPolygons(ref WkbScan scan, WkbType type)
    {
        var polygons = new List<List<Ring>>();
        var count = type.IsMulti ? Count(ref scan, WkbScan.HeadLength) : 1;
        for (var i = 0; i < count; i++)
        {
            var part = type.IsMulti ? Part(ref scan, WkbType.Polygon) : type;
            if (ReadRings(ref scan, part.Layout) is { Count: > 0 } rings)
            {
                polygons.Add(rings);
            }
        }

        return shapes.Polygon(polygons);
    }

    /// <summary>The rings of one polygon, the shell first. Without a shell there are none.</summary>
    List<Ring> ReadRings(ref WkbScan scan, VertexLayout layout)
    {
        var rings = new List<Ring>();
        var hasShell = true;
        var count = Count(ref scan, sizeof(uint));
        for (var i = 0; i < count; i++)
        {
            ReadVertices(ref scan, layout);
            var ring = shapes.Ring();
            hasShell &= ring is not null || rings.Count > 0;
            if (ring is not null && hasShell)
            {
                rings.Add(ring);
            }
        }

        return rings;
    }

    void ReadVertices(ref WkbScan scan, VertexLayout layout)
    {
        shapes.Part.Clear();
        var count = Count(ref scan, layout.Dimension * sizeof(double));
        Span<double> numbers = stackalloc double[VertexLayout.MaxDimension];
        for (var i = 0; i < count; i++)
        {
            Vertex(ref scan, layout, numbers);
            Add(layout, numbers);
        }
    }

    void Add(VertexLayout source, ReadOnlySpan<double> numbers)
    {
        var target = shapes.Part.Layout;
        var vertex = shapes.Part.Add();
        (vertex[0], vertex[1]) = (numbers[0], numbers[1]);
        if (target.HasZ)
        {
            vertex[target.Z] = source.HasZ ? numbers[source.Z] : double.NaN;
        }

        if (target.HasM)
        {
            vertex[target.M] = source.HasM ? numbers[source.M] : double.NaN;
        }
    }

    WkbType Type(ref WkbScan scan) => scan.TryType(out var type) ? type : throw Cut();

    WkbType Part(ref WkbScan scan, int kind)
    {
        var type = Type(ref scan);
        return type.Kind == kind
            ? type
            : throw place.Invalid("the geometry is damaged: one of its parts is of another kind");
    }

    int Count(ref WkbScan scan, int bytesOfEach) => scan.TryCount(bytesOfEach, out var count) ? count : throw Cut();

    void Vertex(ref WkbScan scan, VertexLayout layout, scoped Span<double> numbers)
    {
        if (!scan.TryNumbers(numbers[..layout.Dimension]))
        {
            throw Cut();
        }
    }

    GpException Cut() => place.Invalid("the geometry is damaged: it has fewer bytes than its counts say");
}
