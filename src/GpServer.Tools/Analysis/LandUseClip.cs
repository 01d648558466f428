using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace GpServer.Tools.Analysis;

/// <summary>Cuts what lies in an area out of polygons. Immutable, for many threads.</summary>
sealed class LandUseClip
{
    const double LeastHectares = 1e-8;
    const double LeastShare = 1e-6;

    readonly STRtree<PreparedPolygon> _parts = new();
    readonly double _leastHectares;

    /// <param name="area">Valid polygons that do not overlap, in longitude and latitude.</param>
    /// <param name="hectares">How large it is.</param>
    public LandUseClip(Geometry area, double hectares)
    {
        // Where the area's edge follows that of a parcel, rounding leaves slivers of its neighbours.
        _leastHectares = Math.Min(LeastHectares, hectares * LeastShare);
        foreach (var part in PolygonExtracter.GetPolygons(area))
        {
            var prepared = new PreparedPolygon((Polygon)part);

            // Its index is built at the first look, which is not safe with several threads at once.
            _ = prepared.PointLocator.Locate(part.Coordinate);
            _parts.Insert(part.EnvelopeInternal, prepared);
        }

        _parts.Build();
    }

    /// <summary>
    /// What of a polygon lies in the area, shells clockwise; null when nothing does. The same instance when one part of the area has it all.
    /// </summary>
    public Geometry? Apply(Geometry polygon)
    {
        var pieces = new List<Polygon>();
        foreach (var part in _parts.Query(polygon.EnvelopeInternal))
        {
            if (part.Covers(polygon))
            {
                return polygon;
            }

            if (part.Intersects(polygon))
            {
                var common = OverlayNGRobust.Overlay(polygon, part.Geometry, SpatialFunction.Intersection);
                pieces.AddRange(PolygonExtracter.GetPolygons(common).Cast<Polygon>()
                    .Where(piece => LandUseArea.Hectares(piece) > _leastHectares)
                    .Select(RingOrientation.EnsureClockwiseShell));
            }
        }

        return pieces.Count switch
        {
            0 => null,
            1 => pieces[0],
            _ => GeometryServices.Factory.CreateMultiPolygon(pieces.ToArray()),
        };
    }
}
