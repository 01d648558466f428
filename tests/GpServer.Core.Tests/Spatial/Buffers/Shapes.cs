using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Tests.Spatial.Buffers;

/// <summary>Geometries that buffers are tested on.</summary>
static class Shapes
{
    public static readonly GeometryFactory Factory = GeometryServices.Factory;

    public static Point PointAt(double x, double y)
    {
        return Factory.CreatePoint(new Coordinate(x, y));
    }

    /// <summary>x and y in turn.</summary>
    public static LineString Line(params double[] ordinates)
    {
        return Factory.CreateLineString(ordinates.Chunk(2).Select(pair => new Coordinate(pair[0], pair[1])).ToArray());
    }

    /// <summary>A polygon of one ring, x and y in turn, without the repeated first vertex.</summary>
    public static Polygon PolygonOf(params double[] ordinates)
    {
        return Factory.CreatePolygon(Line([.. ordinates, ordinates[0], ordinates[1]]).Coordinates);
    }

    /// <summary>A star with rays of random length: every vertex is near every other once the distance is large.</summary>
    public static Polygon Star(int vertices)
    {
        var random = new Random(7);
        var ordinates = new double[2 * vertices];
        for (var i = 0; i < vertices; i++)
        {
            var radius = (i % 2 == 0 ? 100 : 10) * (0.5 + (random.NextDouble() / 2));
            var (sin, cos) = Math.SinCos(2 * Math.PI * i / vertices);
            ordinates[2 * i] = radius * cos;
            ordinates[(2 * i) + 1] = radius * sin;
        }

        return PolygonOf(ordinates);
    }

    /// <summary>A line through random places of a square.</summary>
    public static LineString Scribble(int vertices)
    {
        var random = new Random(3);
        return Line(Enumerable.Range(0, 2 * vertices).Select(_ => random.NextDouble() * 1000).ToArray());
    }

    public static void ShouldBeWellFormed(Geometry result)
    {
        result.IsValid.ShouldBeTrue();
        (result is Polygon or MultiPolygon).ShouldBeTrue(result.GeometryType);
        for (var i = 0; i < result.NumGeometries; i++)
        {
            var polygon = (Polygon)result.GetGeometryN(i);
            RingOrientation.IsClockwise(polygon.ExteriorRing).ShouldBeTrue();
            polygon.InteriorRings.ShouldAllBe(hole => !RingOrientation.IsClockwise(hole));
        }
    }
}
