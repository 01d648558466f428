using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// The regions into which the surroundings of a boundary divide the earth. The outer edge of a buffer is among the edges of its pieces
/// that were united, also when others, which lie inside it, were left out; so each of the regions between is wholly inside the buffer or
/// wholly outside, and any of its places tells which.
/// </summary>
sealed class GeodesicRegions
{
    readonly Geometry _surroundings;
    readonly List<Polygon> _inside = [];
    readonly List<Polygon> _near = [];
    readonly List<Polygon> _outside = [];

    /// <param name="surroundings">The union of pieces, between the longitudes -180 and 180.</param>
    /// <param name="reach">What is near the boundary for certain; null when no piece was left out.</param>
    /// <param name="polygons">The valid polygons of which this is the boundary, in any turn; null for lines.</param>
    /// <param name="leastArea">In square degrees at the equator; smaller regions come from rounding.</param>
    /// <param name="checkpoint">Ends the work by throwing.</param>
    public GeodesicRegions(Geometry surroundings, GeodesicReach? reach, Geometry? polygons, double leastArea, Action checkpoint)
    {
        _surroundings = surroundings;
        var locator = polygons is null ? null : new IndexedPointInAreaLocator(polygons);
        var extent = polygons?.EnvelopeInternal ?? new Envelope();
        var between = StoppableOverlay.Compute(GeodesicOutline.World, surroundings, SpatialFunction.Difference, checkpoint);
        for (var i = 0; i < between.NumGeometries; i++)
        {
            checkpoint();
            if (between.GetGeometryN(i) is Polygon { IsEmpty: false } region)
            {
                var kept = IsTiny(region, leastArea) || IsNear(region, reach) ? _near
                    : IsIn(region, locator, extent) ? _inside : _outside;
                kept.Add(region);
            }
        }
    }

    /// <summary>The buffer outwards: the surroundings and what they enclose.</summary>
    public Geometry WithInside(Action checkpoint)
    {
        if (_inside.Count == 0 && _near.Count == 0)
        {
            return PolygonalResult.Of(_surroundings);
        }

        return PolygonalResult.Of(StoppableOverlay.Compute(
            GeodesicOutline.World,
            GeometryServices.Factory.CreateMultiPolygon(_outside.ToArray()),
            SpatialFunction.Difference,
            checkpoint));
    }

    /// <summary>The buffer inwards: what is left of the polygons.</summary>
    public Geometry Inside() => PolygonalResult.Of(GeometryServices.Factory.CreateMultiPolygon(_inside.ToArray()));

    static bool IsTiny(Polygon region, double leastArea) =>
        region.Area * Math.Cos(Geodesy.Angle.ToRadians(region.EnvelopeInternal.Centre.Y)) <= leastArea;

    /// <summary>
    /// By its middle and by most of its vertices: where rounding has left a crack, some vertices of the outside are near as well.
    /// </summary>
    static bool IsNear(Polygon region, GeodesicReach? reach)
    {
        if (reach is null)
        {
            return false;
        }

        var middle = region.InteriorPoint;
        return reach.Covers(middle.X, middle.Y)
            || 2 * region.Coordinates.Count(vertex => reach.Covers(vertex.X, vertex.Y)) > region.NumPoints;
    }

    /// <summary>Whether a place of the region is in the polygons, in whichever turn they are.</summary>
    static bool IsIn(Polygon region, IndexedPointInAreaLocator? locator, Envelope extent)
    {
        if (locator is null)
        {
            return false;
        }

        var place = region.InteriorPoint.Coordinate;
        for (var turn = GeodesicPath.Turn(extent.MinX); turn <= GeodesicPath.Turn(extent.MaxX); turn++)
        {
            if (locator.Locate(new Coordinate(place.X + (360 * turn), place.Y)) == Location.Interior)
            {
                return true;
            }
        }

        return false;
    }
}
