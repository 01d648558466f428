using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Queries;

/// <summary>
/// Makes a geometry of the same kind from another, part by part. A part that is gone leaves nothing; with a shell go its holes.
/// </summary>
abstract class PartEditing
{
    public Geometry Apply(Geometry geometry)
    {
        var factory = GeometryServices.Factory;
        switch (geometry)
        {
            case { IsEmpty: true }:
                return geometry;
            case Point point:
                return factory.CreatePoint(Edit(Packed(point.CoordinateSequence)));
            case LineString line:
                return Line(line) ?? factory.CreateLineString();
            case Polygon polygon:
                return Polygon(polygon) ?? factory.CreatePolygon();
            case MultiPoint points:
                return Points(points);
            case MultiLineString lines:
                return factory.CreateMultiLineString([.. lines.Geometries.Select(part => Line((LineString)part)).OfType<LineString>()]);
            case MultiPolygon polygons:
                return factory.CreateMultiPolygon([.. polygons.Geometries.Select(part => Polygon((Polygon)part)).OfType<Polygon>()]);
            default:
                throw new InvalidOperationException($"A {geometry.GeometryType} cannot be the geometry of a feature.");
        }
    }

    /// <summary>A vertex alone.</summary>
    protected abstract PackedDoubleCoordinateSequence Edit(PackedDoubleCoordinateSequence point);

    /// <summary>The vertices of a line or, closed, of a ring; null where it is gone.</summary>
    protected abstract PackedDoubleCoordinateSequence? Edit(PackedDoubleCoordinateSequence part, bool isRing, bool isHole);

    /// <summary>Points that have fallen together may become one.</summary>
    protected virtual bool DropsRepeatedPoints => false;

    /// <summary>A copy of some of the vertices.</summary>
    protected static PackedDoubleCoordinateSequence Take(PackedDoubleCoordinateSequence part, ReadOnlySpan<int> places)
    {
        var (dimension, source) = (part.Dimension, part.GetRawCoordinates());
        var taken = new double[places.Length * dimension];
        for (var i = 0; i < places.Length; i++)
        {
            source.AsSpan(places[i] * dimension, dimension).CopyTo(taken.AsSpan(i * dimension));
        }

        return new PackedDoubleCoordinateSequence(taken, dimension, part.Measures);
    }

    static PackedDoubleCoordinateSequence Packed(CoordinateSequence sequence) => sequence as PackedDoubleCoordinateSequence
        ?? (PackedDoubleCoordinateSequence)PackedCoordinateSequenceFactory.DoubleFactory.Create(sequence);

    LineString? Line(LineString line) =>
        Edit(Packed(line.CoordinateSequence), isRing: false, isHole: false) is { } edited
            ? GeometryServices.Factory.CreateLineString(edited)
            : null;

    Polygon? Polygon(Polygon polygon)
    {
        if (polygon.IsEmpty || Ring(polygon.ExteriorRing, isHole: false) is not { } shell)
        {
            return null;
        }

        List<LinearRing> holes = [];
        for (var i = 0; i < polygon.NumInteriorRings; i++)
        {
            if (Ring(polygon.GetInteriorRingN(i), isHole: true) is { } hole)
            {
                holes.Add(hole);
            }
        }

        return GeometryServices.Factory.CreatePolygon(shell, [.. holes]);
    }

    LinearRing? Ring(LineString ring, bool isHole) =>
        Edit(Packed(ring.CoordinateSequence), isRing: true, isHole) is { } edited
            ? GeometryServices.Factory.CreateLinearRing(edited)
            : null;

    MultiPoint Points(MultiPoint points)
    {
        HashSet<(double, double)> seen = [];
        List<Point> edited = [];
        foreach (var part in points.Geometries.Cast<Point>().Where(part => !part.IsEmpty))
        {
            var point = GeometryServices.Factory.CreatePoint(Edit(Packed(part.CoordinateSequence)));
            if (!DropsRepeatedPoints || seen.Add((point.X, point.Y)))
            {
                edited.Add(point);
            }
        }

        return GeometryServices.Factory.CreateMultiPoint([.. edited]);
    }
}
