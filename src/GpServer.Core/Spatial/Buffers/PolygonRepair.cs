using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Polygonize;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>Makes polygons valid whose rings cross or touch themselves or one another.</summary>
static class PolygonRepair
{
    /// <summary>
    /// Pairs of segments with overlapping extents that a check for validity, which cannot be interrupted, gets through in some seconds.
    /// Borders have a few for each segment; a star has half the square of its vertices.
    /// </summary>
    const double MaxSharedExtents = 20e6;

    /// <summary>Crossings that a repair, which cannot be interrupted either, gets through in some seconds.</summary>
    const int MaxCrossings = 20_000;

    /// <summary>Fewer vertices cannot have as many pairs.</summary>
    const int FewVertices = 6_000;

    /// <summary>
    /// The same instance when it is valid. Otherwise of each polygon the areas are kept that its rings enclose an odd number of times,
    /// whatever their orientation: both halves of a figure of eight, and not the middle of a pentagram. Polygons that overlap are
    /// joined. Rings without area vanish.
    /// </summary>
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/> when there is too much to check or to repair;
    /// <see cref="GpError.ToolFailed"/> when rounding leaves no valid polygon.</exception>
    public static Geometry MakeValid(Geometry polygons, Action checkpoint)
    {
        if (IsValid(polygons, checkpoint))
        {
            return polygons;
        }

        SelfCrossings.Count(polygons, MaxCrossings, checkpoint);
        var parts = Enumerable.Range(0, polygons.NumGeometries).Select(i => polygons.GetGeometryN(i))
            .Select(part => polygons.NumGeometries > 1 && part.IsValid ? part : EvenOdd((Polygon)part, checkpoint));
        return PolygonUnion.Union(parts, checkpoint, 1);
    }

    /// <summary>Whether rings neither cross themselves nor one another.</summary>
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/> when there is too much to check.</exception>
    public static bool IsValid(Geometry polygons, Action checkpoint)
    {
        if (polygons.NumPoints > FewVertices && SharedExtents.Estimate(Boundary.OfPolygons(polygons, 0), 0) > MaxSharedExtents)
        {
            throw new GpException(
                GpError.LimitExceeded,
                $"A polygon of {polygons.NumPoints} vertices has too many long segments next to one another to be checked.");
        }

        checkpoint();
        return polygons.IsValid;
    }

    /// <summary>The rings are cut where they cross, and of the faces between them those are kept that lie inside by parity.</summary>
    static Geometry EvenOdd(Polygon polygon, Action checkpoint)
    {
        checkpoint();
        var factory = GeometryServices.Factory;
        var rings = Rings(polygon);
        var polygonizer = new Polygonizer();
        polygonizer.Add(Noded(factory.CreateMultiLineString(rings), checkpoint));

        // The locator counts the crossings of a ray with all rings, whichever polygon they belong to.
        var locator = new IndexedPointInAreaLocator(factory.CreateMultiPolygon(Array.ConvertAll(rings, factory.CreatePolygon)));
        var inside = polygonizer.GetPolygons().Where(face => locator.Locate(face.InteriorPoint.Coordinate) == Location.Interior);
        return PolygonUnion.Union(inside, checkpoint, 1);
    }

    static LinearRing[] Rings(Polygon polygon)
    {
        var rings = new List<LinearRing>();
        foreach (var ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing))
        {
            var finite = Array.FindAll(ring.Coordinates, vertex => double.IsFinite(vertex.X) && double.IsFinite(vertex.Y));
            var points = new CoordinateList(finite, false);
            points.CloseRing();
            if (points.Count > 3)
            {
                rings.Add(GeometryServices.Factory.CreateLinearRing(points.ToCoordinateArray()));
            }
        }

        return rings.ToArray();
    }

    static Geometry Noded(MultiLineString rings, Action checkpoint)
    {
        try
        {
            return OverlayNG.Overlay(rings, rings.Factory.CreateLineString(), SpatialFunction.Union, new StoppableNoder(checkpoint));
        }
        catch (TopologyException)
        {
            checkpoint();
            return RoundingFailure.Report(() => OverlayNGRobust.Union((Geometry)rings), "repaired");
        }
    }
}
