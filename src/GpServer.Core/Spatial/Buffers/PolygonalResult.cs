using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>Brings what an operation gave into the form of a result: polygons only, x and y only, shells clockwise.</summary>
static class PolygonalResult
{
    public static Geometry Of(Geometry geometry)
    {
        if (geometry is Polygon single)
        {
            return Of(single);
        }

        var polygons = new List<Polygon>(geometry.NumGeometries);
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            if (geometry.GetGeometryN(i) is Polygon { IsEmpty: false } polygon)
            {
                polygons.Add(Of(polygon));
            }
        }

        return polygons.Count switch
        {
            0 => GeometryServices.Factory.CreatePolygon(),
            1 => polygons[0],
            _ => GeometryServices.Factory.CreateMultiPolygon(polygons.ToArray()),
        };
    }

    static Polygon Of(Polygon polygon)
    {
        return RingOrientation.EnsureClockwiseShell(IsFlat(polygon) ? polygon : Flat(polygon));
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
