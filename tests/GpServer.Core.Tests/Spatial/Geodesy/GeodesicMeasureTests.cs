using GpServer.Core.Spatial;
using GpServer.Core.Spatial.Geodesy;
using GpServer.Core.Tests.Spatial.Buffers;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace GpServer.Core.Tests.Spatial.Geodesy;

public sealed class GeodesicMeasureTests
{
    /// <summary>4π times the square of the authalic radius 6,371,007.1809 m (GeographicLib).</summary>
    const double Earth = 510_065_621_724_088.44;

    static readonly GeodesicMeasure Measure = new(Geodesic.Wgs84);

    [Fact]
    public void The_ellipsoid_has_the_known_area() => Measure.EllipsoidArea.ShouldBe(Earth, 1);

    // Reference values from GeographicLib's Planimeter, to a hundredth of a square metre and of a micrometre.
    [Theory]
    [InlineData("0 80, 120 80, -120 80", 1634782820860.6875, 5795767.8067659233)]
    [InlineData("0 80, -120 80, 120 80", -1634782820860.6875, 5795767.8067659233)]
    [InlineData("0 -80, 120 -80, -120 -80", -1634782820860.6875, 5795767.8067659233)]
    [InlineData("0 90, 0 0, 90 0", 63758202715511.05469, 30022685.6300200671)]
    [InlineData("0 0, 90 0, 179 0", 0, 39852377.7039919421)]
    [InlineData("0 1, 179.5 -1, 20 30", 34288909723684.08984, 39964832.1246711612)]
    public void A_ring_has_the_area_and_length_of_its_geodesics(string ring, double area, double length)
    {
        var line = Ring(ring);

        Measure.SignedArea(line.CoordinateSequence).ShouldBe(area, 0.1);
        Measure.Length(line).ShouldBe(length, 1e-6);
    }

    [Fact]
    public void Half_of_the_earth_is_the_largest_area() =>
        Measure.SignedArea(Ring("0 0, 120 0, -120 0").CoordinateSequence).ShouldBe(Earth / 2, 1);

    [Fact]
    public void An_octant_that_is_entered_by_any_longitude_at_the_pole_is_the_same()
    {
        var area = Measure.SignedArea(Ring("0 90, 0 0, 90 0").CoordinateSequence);

        Measure.SignedArea(Ring("170 90, 0 0, 90 0").CoordinateSequence).ShouldBe(area, 0.1);
        area.ShouldBe(Earth / 8, 1);
    }

    [Fact]
    public void Many_short_edges_do_not_add_up_to_an_error()
    {
        // About 3 km by 3 km, cut into edges of a metre. Along a parallel so short an edge does not leave it.
        const int cuts = 3_000;
        double west = 10.1, south = 47.3, width = 0.04, height = 0.027;
        var ring = new List<Coordinate>();
        ring.AddRange(Enumerable.Range(0, cuts).Select(i => new Coordinate(west + (width * i / cuts), south)));
        ring.AddRange(Enumerable.Range(0, cuts).Select(i => new Coordinate(west + width, south + (height * i / cuts))));
        ring.AddRange(Enumerable.Range(0, cuts).Select(i => new Coordinate(west + width - (width * i / cuts), south + height)));
        ring.AddRange(Enumerable.Range(0, cuts).Select(i => new Coordinate(west, south + height - (height * i / cuts))));
        ring.Add(ring[0].Copy());

        var area = Measure.Area(new Polygon(new LinearRing([.. ring])));

        area.ShouldBe(double.DegreesToRadians(width) * (Below(south + height) - Below(south)), 0.1);

        // Between the equator and a parallel, for a radian of longitude: J. P. Snyder, Map Projections, a Working Manual (1987), equation 3-12.
        static double Below(double latitude)
        {
            var ellipsoid = Ellipsoid.Wgs84;
            var e = Math.Sqrt(ellipsoid.Flattening * (2 - ellipsoid.Flattening));
            var sin = Math.Sin(double.DegreesToRadians(latitude));
            return ellipsoid.SemiMajorAxis * ellipsoid.SemiMajorAxis * (1 - (e * e)) / 2
                * ((sin / (1 - (e * e * sin * sin))) + (Math.Atanh(e * sin) / e));
        }
    }

    [Fact]
    public void A_small_square_is_right_to_a_tenth_of_a_square_metre()
    {
        // A hundred metres or so: on this scale the area is the product of the sides.
        const double size = 1e-3;
        var square = Shapes.PolygonOf(10, 50, 10 + size, 50, 10 + size, 50 + size, 10, 50 + size);
        var east = Geodesic.Wgs84.Inverse(50 + (size / 2), 10, 50 + (size / 2), 10 + size).Distance;
        var north = Geodesic.Wgs84.Inverse(50, 10, 50 + size, 10).Distance;

        Measure.Area(square).ShouldBe(east * north, 0.1);
    }

    [Fact]
    public void Holes_are_taken_away_and_parts_are_added()
    {
        var shell = Shapes.PolygonOf(0, 0, 4, 0, 4, 4, 0, 4);
        var hole = Shapes.PolygonOf(1, 1, 1, 2, 2, 2, 2, 1);
        var far = Shapes.PolygonOf(178, 10, -178, 10, -178, 12, 178, 12);
        var holed = Shapes.Factory.CreatePolygon((LinearRing)shell.ExteriorRing, [(LinearRing)hole.ExteriorRing]);

        var area = Measure.Area(Shapes.Factory.CreateMultiPolygon([holed, far]));

        area.ShouldBe(Measure.Area(shell) - Measure.Area(hole) + Measure.Area(far), 0.1);
        Measure.Area(far).ShouldBeLessThan(Measure.Area(shell));
    }

    [Fact]
    public void Parts_of_a_polygon_have_together_its_area()
    {
        // Both are cut along a geodesic, the diagonal.
        var whole = Measure.SignedArea(Ring("-20 30, 60 35, 70 -40, -10 -5").CoordinateSequence);

        var parts = Measure.SignedArea(Ring("-20 30, 60 35, 70 -40").CoordinateSequence)
            + Measure.SignedArea(Ring("-20 30, 70 -40, -10 -5").CoordinateSequence);

        parts.ShouldBe(whole, 0.2);
        whole.ShouldBeLessThan(0);
    }

    [Fact]
    public void Lines_add_up_and_points_have_no_length()
    {
        var lines = new WKTReader(GeometryServices.Services)
            .Read("GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (0 0, 1 0), LINESTRING (179.5 0, -179.5 0))");

        Measure.Length(lines).ShouldBe(2 * 6378137 * Math.PI / 180, 1e-6);
        Measure.Area(lines).ShouldBe(0);
    }

    [Fact]
    public void A_sphere_has_the_area_of_a_sphere() =>
        new GeodesicMeasure(new Geodesic(new Ellipsoid(1000, 0))).EllipsoidArea.ShouldBe(4e6 * Math.PI, 1e-6);

    [Theory]
    [InlineData(0, 91)]
    [InlineData(double.NaN, 0)]
    public void A_place_off_the_earth_is_named(double longitude, double latitude) =>
        Should.Throw<GpException>(() => Measure.Length(Shapes.Line(0, 0, longitude, latitude)))
            .Message.ShouldStartWith(FormattableString.Invariant($"The point ({longitude}, {latitude}) is not"));

    static LineString Ring(string points) =>
        (LineString)new WKTReader(GeometryServices.Services).Read($"LINESTRING ({points}, {points.Split(',')[0]})");
}
