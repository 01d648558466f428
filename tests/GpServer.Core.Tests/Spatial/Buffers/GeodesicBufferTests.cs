using GpServer.Core.Spatial;
using GpServer.Core.Spatial.Buffers;
using GpServer.Core.Spatial.Geodesy;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace GpServer.Core.Tests.Spatial.Buffers;

public sealed class GeodesicBufferTests
{
    [Theory]
    [InlineData("LINESTRING (8 47, 9 47.5, 8.5 48, 9.5 48.2)", 10_000)]
    [InlineData("LINESTRING (8 47, 9 47.5, 8.5 48, 9.5 48.2)", 0.01)]
    [InlineData("LINESTRING (8 47, 9 47.5, 8.5 48, 9.5 48.2)", 1_000_000)]
    [InlineData("LINESTRING (-125 49, -95 49)", 1_000)]
    [InlineData("LINESTRING (-125 49, -95 49)", 3_000_000)]
    [InlineData("LINESTRING (-20 -70, 30 -80, 60 -60)", 100_000)]
    [InlineData("LINESTRING (170 60, 190 65)", 50_000)]
    [InlineData("LINESTRING (0 89, 90 89, 180 89)", 50_000)]
    [InlineData("LINESTRING (0 80, 0 90, 120 80)", 20_000)]
    [InlineData("MULTILINESTRING ((0 0, 1 1), (0 1, 1 0), (3 3, 3 4))", 20_000)]
    [InlineData("LINESTRING (0 0, 10 0, 10 10, 0 10, 0 0)", 10_000)]
    [InlineData("LINESTRING (0 0, 1 0, 0 0)", 10_000)]
    public void Vertices_around_a_line_are_at_the_distance(string line, double distance)
    {
        var geometry = Read(line);

        var result = Buffer(geometry, distance);

        Shapes.ShouldBeWellFormed(result);
        new TrueDistance(geometry).ShouldBeKeptBy(result, distance);
    }

    [Theory]
    [InlineData("POLYGON ((5 45, 5 50, 15 51, 12 44, 8 47, 5 45), (7 47.5, 10 48, 8 49, 7 47.5))", 30_000)]
    [InlineData("POLYGON ((5 45, 5 50, 15 51, 12 44, 8 47, 5 45), (7 47.5, 10 48, 8 49, 7 47.5))", -30_000)]
    [InlineData("POLYGON ((-120 49, -120 60, -100 60, -100 49, -120 49))", -200_000)]
    [InlineData("POLYGON ((175 -20, 175 -15, 185 -15, 185 -20, 175 -20))", 100_000)]
    [InlineData("POLYGON ((175 -20, 175 -15, 185 -15, 185 -20, 175 -20))", -100_000)]
    [InlineData("MULTIPOLYGON (((0 0, 0 1, 1 1, 1 0, 0 0)), ((1.1 0, 1.1 1, 2 1, 2 0, 1.1 0)))", 15_000)]
    [InlineData("POLYGON ((5 45, 5 50, 15 51, 12 44, 8 47, 5 45))", 5_000_000)]
    public void Vertices_around_and_inside_a_polygon_are_at_the_distance(string polygon, double distance)
    {
        var geometry = Read(polygon);

        var result = Buffer(geometry, distance);

        Shapes.ShouldBeWellFormed(result);
        new TrueDistance(geometry).ShouldBeKeptBy(result, Math.Abs(distance));
    }

    [Theory]
    [InlineData("LINESTRING (-125 49, -95 49, -80 30, -85 55)", 400_000)]
    [InlineData("LINESTRING (100 70, 250 85, 400 60)", 700_000)]
    [InlineData("POLYGON ((20 60, 40 85, 160 80, 100 55, 20 60))", 500_000)]
    [InlineData("POLYGON ((20 60, 40 85, 160 80, 100 55, 20 60))", 9_500_000)]
    [InlineData("LINESTRING (0 0, 30 10)", 15_000_000)]
    public void A_place_is_inside_exactly_when_it_is_nearer_than_the_distance(string shape, double distance)
    {
        var geometry = Read(shape);
        var result = Buffer(geometry, distance);
        var boundary = new TrueDistance(geometry);
        var random = new Random(4);

        Shapes.ShouldBeWellFormed(result);
        for (var i = 0; i < 250; i++)
        {
            double longitude = (random.NextDouble() * 360) - 180, latitude = (random.NextDouble() * 180) - 90;
            var place = Shapes.PointAt(longitude, latitude);
            var found = boundary.To(longitude, latitude);
            if (Math.Abs(found - distance) > distance * 0.001)
            {
                var inside = found < distance || (geometry is Polygon && geometry.Covers(place));
                result.Covers(place).ShouldBe(inside, $"({longitude} {latitude}) at {found}");
            }
        }
    }

    [Fact]
    public void An_edge_along_a_parallel_stays_on_it()
    {
        var result = Buffer(Shapes.Line(-125, 49, -95, 49), 1000);

        // A geodesic would run 5 degrees farther north in the middle.
        result.Covers(Shapes.PointAt(-110, 49)).ShouldBeTrue();
        result.EnvelopeInternal.MaxY.ShouldBeLessThan(49.01);
        result.NumPoints.ShouldBeLessThan(130);
    }

    [Fact]
    public void Polygons_that_meet_at_the_antimeridian_have_no_boundary_there()
    {
        var halves = Read("MULTIPOLYGON (((170 0, 170 10, 180 10, 180 0, 170 0)), ((-180 0, -180 10, -170 10, -170 0, -180 0)))");

        var inwards = Buffer(halves, -100_000);
        var outwards = Buffer(halves, 100_000);

        inwards.Covers(Read("LINESTRING (171 5, 180 5)")).ShouldBeTrue();
        inwards.Covers(Read("LINESTRING (-171 5, -180 5)")).ShouldBeTrue();
        inwards.NumGeometries.ShouldBe(2);
        outwards.NumGeometries.ShouldBe(2);
        outwards.NumPoints.ShouldBeLessThan(220);
    }

    [Fact]
    public void A_polygon_that_ends_at_the_antimeridian_reaches_over_it()
    {
        var result = Buffer(Read("POLYGON ((170 0, 170 10, 180 10, 180 0, 170 0))"), 100_000);

        result.Covers(Shapes.PointAt(-179.5, 5)).ShouldBeTrue();
        Buffer(Read("POLYGON ((170 0, 170 10, 180 10, 180 0, 170 0))"), -100_000).EnvelopeInternal.MaxX.ShouldBeLessThan(179.2);
    }

    [Theory]
    [InlineData("POLYGON ((-180 -90, -180 -70, 0 -75, 180 -70, 180 -90, -180 -90))")]
    [InlineData("POLYGON ((-170 -70, -90 -71, -10 -70, 10 -73, 90 -72, 170 -70, -170 -70))")]
    public void A_cap_around_a_pole_has_no_boundary_at_the_pole(string cap)
    {
        // The second ring crosses itself as it is drawn only when it is read as such; made invalid by a spike it runs around the pole.
        var polygon = Read(cap.Replace("-10 -70, 10 -73", "-10 -70, -5 -60, -5 -85, 10 -73"));

        var outwards = Buffer(polygon, 50_000);
        var inwards = Buffer(polygon, -50_000);

        Shapes.ShouldBeWellFormed(outwards);
        outwards.Covers(Shapes.PointAt(77, -90)).ShouldBeTrue();
        inwards.Covers(Shapes.PointAt(77, -90)).ShouldBeTrue();
        inwards.EnvelopeInternal.Width.ShouldBe(360);
        outwards.NumGeometries.ShouldBe(1);
    }

    [Fact]
    public void A_ring_that_jumps_over_the_antimeridian_and_crosses_itself_as_drawn_is_cut_there()
    {
        // Drawn on a globe; straight from 179 to -179 it crosses its own coast.
        var ring = Read("POLYGON ((160 60, 165 70, 179 69, -179 68, -170 66, -179 65, 179 64, 170 67, 160 60))");

        var result = Buffer(ring, 10_000);

        result.Covers(Shapes.PointAt(-175, 66.5)).ShouldBeTrue();
        result.Covers(Shapes.PointAt(179.9, 66.5)).ShouldBeTrue();
        result.Covers(Shapes.PointAt(0, 67)).ShouldBeFalse();
    }

    [Fact]
    public void A_valid_polygon_is_as_it_is_drawn_also_over_more_than_half_of_the_earth()
    {
        var result = Buffer(Read("POLYGON ((-170 -50, -170 50, 170 50, 170 -50, -170 -50))"), 100_000);

        result.Covers(Shapes.PointAt(0, 0)).ShouldBeTrue();
        result.Covers(Shapes.PointAt(180, 0)).ShouldBeFalse();
    }

    [Fact]
    public void The_whole_earth_stays_whole()
    {
        var earth = Read("POLYGON ((-180 -90, -180 90, 180 90, 180 -90, -180 -90))");

        Buffer(earth, 1000).Area.ShouldBe(360 * 180, 1e-9);
        Buffer(earth, -1000).Area.ShouldBe(360 * 180, 1e-9);
    }

    [Fact]
    public void A_hole_fills_and_a_polygon_vanishes()
    {
        var holed = Read("POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0), (4 4, 5 4, 5 5, 4 5, 4 4))");

        ((Polygon)Buffer(holed, 30_000)).NumInteriorRings.ShouldBe(1);
        ((Polygon)Buffer(holed, 60_000)).NumInteriorRings.ShouldBe(0);
        Buffer(holed, -100_000).NumGeometries.ShouldBe(1);
        Buffer(holed, -600_000).ShouldBeOfType<Polygon>().IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_self_crossing_polygon_is_buffered_by_all_that_it_encloses()
    {
        var result = Buffer(Read("POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))"), 10_000);

        Shapes.ShouldBeWellFormed(result);
        result.Covers(Shapes.PointAt(1, 5)).ShouldBeTrue();
        result.Covers(Shapes.PointAt(9, 5)).ShouldBeTrue();
        result.Covers(Shapes.PointAt(5, 1)).ShouldBeFalse();
    }

    [Fact]
    public void The_end_of_a_line_is_as_asked_for()
    {
        var line = Shapes.Line(10, 60, 11, 60.5);
        var start = Geodesic.Wgs84.Inverse(60, 10, 60.00005, 10.0001).Azimuth1 + 180;
        Point Behind(double distance)
        {
            var place = Geodesic.Wgs84.Direct(60, 10, start, distance);
            return Shapes.PointAt(place.Longitude, place.Latitude);
        }

        var round = new GeodesicBuffer(Geodesic.Wgs84, 5000).Buffer(line);
        var flat = new GeodesicBuffer(Geodesic.Wgs84, 5000, BufferEndCap.Flat).Buffer(line);
        var square = new GeodesicBuffer(Geodesic.Wgs84, 5000, BufferEndCap.Square).Buffer(line);

        foreach (var (result, reach) in new[] { (round, 5000.0), (flat, 0), (square, 5000) })
        {
            Shapes.ShouldBeWellFormed(result);
            result.Covers(Behind(reach - 5)).ShouldBeTrue();
            result.Covers(Behind(reach + 5)).ShouldBeFalse();
        }

        var measure = new GeodesicMeasure(Geodesic.Wgs84);
        (measure.Area(square) - measure.Area(flat)).ShouldBe(2 * 10_000 * 5000, 100_000);
        (measure.Area(round) - measure.Area(flat)).ShouldBe(Math.PI * 5000 * 5000, 100_000);
    }

    [Fact]
    public void A_hole_along_the_antimeridian_is_a_hole_as_it_is_drawn()
    {
        // The rings touch, but neither crosses itself.
        var earth = Read("POLYGON ((-180 -90, -180 90, 180 90, 180 -90, -180 -90), (-180 85, 180 85, 180 80, -180 80, -180 85))");

        var result = Buffer(earth, 100_000);

        Shapes.ShouldBeWellFormed(result);
        result.Covers(Shapes.PointAt(0, 0)).ShouldBeTrue();
        result.Covers(Shapes.PointAt(0, 80.5)).ShouldBeTrue();
        result.Covers(Shapes.PointAt(0, 89)).ShouldBeTrue();
        result.Covers(Shapes.PointAt(0, 82.5)).ShouldBeFalse();
    }

    [Fact]
    public void Cutting_at_the_antimeridian_can_be_stopped()
    {
        var circle = Shapes.PointAt(180, 0).Buffer(50, 5_000);
        var steps = 0;

        Should.Throw<OperationCanceledException>(() => GeodesicOutline.ByStrips(circle, 130, 230, () =>
        {
            if (++steps > 1)
            {
                throw new OperationCanceledException();
            }
        }));
    }

    [Theory]
    [InlineData(BufferEndCap.Round, false)]
    [InlineData(BufferEndCap.Flat, true)]
    [InlineData(BufferEndCap.Square, true)]
    public void A_line_without_length_is_a_point_with_round_ends_only(BufferEndCap cap, bool empty)
    {
        var buffer = new GeodesicBuffer(Geodesic.Wgs84, 5000, cap);

        buffer.Buffer(Shapes.Line(10, 20, 10, 20)).IsEmpty.ShouldBe(empty);
        buffer.Buffer(Shapes.Line(0, 90, 50, 90)).IsEmpty.ShouldBe(empty);
    }

    [Fact]
    public void Members_of_a_collection_are_united()
    {
        var result = Buffer(Read("GEOMETRYCOLLECTION (POINT (0 0), LINESTRING (0 0, 1 0), POLYGON ((1 0, 1 1, 2 1, 1 0)))"), 10_000);

        result.ShouldBeOfType<Polygon>().NumInteriorRings.ShouldBe(0);
    }

    [Theory]
    [InlineData("POINT (1 1)", 0)]
    [InlineData("LINESTRING (0 0, 1 1)", 0)]
    [InlineData("LINESTRING (0 0, 1 1)", -5)]
    [InlineData("MULTIPOINT (0 0, 1 1)", -5)]
    [InlineData("POLYGON EMPTY", 10)]
    [InlineData("LINESTRING EMPTY", 10)]
    [InlineData("GEOMETRYCOLLECTION EMPTY", 10)]
    public void Nothing_is_left_of_it(string shape, double distance) =>
        Buffer(Read(shape), distance).ShouldBeOfType<Polygon>().IsEmpty.ShouldBeTrue();

    [Fact]
    public void Without_distance_a_polygon_stays_and_is_cut_at_the_antimeridian()
    {
        var polygon = Read("POLYGON ((170 0, 170 10, 190 10, 190 0, 170 0))");

        var result = Buffer(polygon, 0);

        result.NumGeometries.ShouldBe(2);
        result.Area.ShouldBe(200, 1e-9);
        result.EnvelopeInternal.ShouldBe(new Envelope(-180, 180, 0, 10));
    }

    [Theory]
    [InlineData("LINESTRING (0 0, 1 90.5)", "(1, 90.5)")]
    [InlineData("POLYGON ((0 0, 0 1, NaN 1, 0 0))", "(NaN, 1)")]
    [InlineData("LINESTRING (0 0, 2000 0)", "(2000, 0)")]
    public void A_place_off_the_earth_is_named(string shape, string place)
    {
        var failure = Should.Throw<GpException>(() => Buffer(Read(shape), 100));

        failure.Error.ShouldBe(GpError.InvalidParameter);
        failure.Message.ShouldContain(place);
    }

    [Theory]
    [InlineData(2e7)]
    [InlineData(-2e7)]
    [InlineData(double.NaN)]
    public void A_distance_of_half_the_circumference_is_refused(double distance) =>
        Should.Throw<GpException>(() => new GeodesicBuffer(Geodesic.Wgs84, distance)).Error.ShouldBe(GpError.InvalidParameter);

    [Fact]
    public void A_run_can_be_stopped_in_the_middle()
    {
        var steps = 0;
        var line = Shapes.Scribble(50);
        line = (LineString)NetTopologySuite.Geometries.Utilities.AffineTransformation.ScaleInstance(0.01, 0.01).Transform(line);

        Should.Throw<OperationCanceledException>(() => new GeodesicBuffer(Geodesic.Wgs84, 1000).Buffer(line, () =>
        {
            if (++steps > 200)
            {
                throw new OperationCanceledException();
            }
        }));
        Should.Throw<OperationCanceledException>(
            () => new GeodesicBuffer(Geodesic.Wgs84, 1000).Buffer(line, new CancellationToken(canceled: true)));
    }

    static Geometry Read(string wkt) => new WKTReader(GeometryServices.Services).Read(wkt);

    static Geometry Buffer(Geometry geometry, double distance) => new GeodesicBuffer(Geodesic.Wgs84, distance).Buffer(geometry);
}
