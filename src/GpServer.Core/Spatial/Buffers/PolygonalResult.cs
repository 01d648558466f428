using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>Brings what an operation gave into the form of a result: polygons only, x and y only, shells clockwise.</summary>
static class PolygonalResult
{
    /// <summary>Leaves out parts and holes with an area of not more than <paramref name="leastArea"/>.</summary>
    public static Geometry Of(Geometry geometry, double leastArea = 0)
    {
        var polygons = new List<Polygon>(geometry.NumGeometries);
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            if (geometry.GetGeometryN(i) is Polygon { IsEmpty: false } polygon && Area(polygon.ExteriorRing) > leastArea)
            {
                polygons.Add(Of(polygon, leastArea));
            }
        }

        return polygons.Count switch
        {
            0 => GeometryServices.Factory.CreatePolygon(),
            1 => polygons[0],
            _ => GeometryServices.Factory.CreateMultiPolygon(polygons.ToArray()),
        };
    }

    static Polygon Of(Polygon polygon, double leastArea)
    {
        if (leastArea > 0 && Array.Exists(polygon.Holes, hole => Area(hole) <= leastArea))
        {
            var holes = Array.FindAll(polygon.Holes, hole => Area(hole) > leastArea);
            polygon = GeometryServices.Factory.CreatePolygon((LinearRing)polygon.ExteriorRing, holes);
        }

        return RingOrientation.EnsureClockwiseShell(IsFlat(polygon) ? polygon : Flat(polygon));
    }

    static double Area(LineString ring)
    {
        return Math.Abs(RingOrientation.SignedArea(ring.CoordinateSequence));
    }

    static bool IsFlat(Polygon polygon)
    {
        for (var i = 0; i < polygon.NumInteriorRings; i++)
        {
            if (polygon.GetInteriorRingN(i).CoordinateSequence.Dimension > 2)
            {
                return false;
            }
        }

        return polygon.IsEmpty || polygon.ExteriorRing.CoordinateSequence.Dimension == 2;
    }

    static Polygon Flat(Polygon polygon)
    {
        var holes = Array.ConvertAll(polygon.InteriorRings, Flat);
        return GeometryServices.Factory.CreatePolygon(Flat(polygon.ExteriorRing), holes);
    }

    static LinearRing Flat(LineString ring)
    {
        var source = ring.CoordinateSequence;
        var ordinates = new double[2 * source.Count];
        for (var i = 0; i < source.Count; i++)
        {
            ordinates[2 * i] = source.GetX(i);
            ordinates[(2 * i) + 1] = source.GetY(i);
        }

        return GeometryServices.Factory.CreateLinearRing(new PackedDoubleCoordinateSequence(ordinates, 2, 0));
    }
}
