using GpServer.Core.Spatial;
using GpServer.Core.Spatial.Buffers;
using GpServer.Core.Spatial.Geodesy;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Tests.Spatial.Buffers;

public sealed class GeodesicPointBufferTests
{
    const double Millimetre = 0.001;

    static readonly GeometryFactory Factory = GeometryServices.Factory;

    [Theory]
    [InlineData(8.5, 47.3, 1)]
    [InlineData(8.5, 47.3, 200)]
    [InlineData(-122.4, 37.8, 50_000)]
    [InlineData(0, 0, 1_000_000)]
    [InlineData(24, 60, 5_000_000)]
    [InlineData(179.99, -16.5, 100_000)]
    [InlineData(-179.5, 70, 300_000)]
    [InlineData(15, 89.9, 5_000)]
    [InlineData(15, 89.9, 50_000)]
    [InlineData(-60, -88, 1_500_000)]
    [InlineData(0, 90, 100_000)]
    [InlineData(33, -90, 4_000_000)]
    [InlineData(170, 50, 9_000_000)]
    [InlineData(10, 5, 15_000_000)]
    [InlineData(-170, 40, 18_000_000)]
    public void Every_vertex_that_is_not_on_the_pole_edge_lies_at_the_radius(double longitude, double latitude, double radius)
    {
        var circle = new GeodesicPointBuffer(Geodesic.Wgs84, radius).Buffer(Factory.CreatePoint(new Coordinate(longitude, latitude)));

        circle.IsValid.ShouldBeTrue();
        circle.NumPoints.ShouldBeGreaterThanOrEqualTo(GeodesicPointBuffer.DefaultVertices);
        foreach (var vertex in circle.Coordinates.Where(vertex => Math.Abs(vertex.Y) < 90))
        {
            var distance = Geodesic.Wgs84.Inverse(latitude, longitude, vertex.Y, vertex.X).Distance;
            distance.ShouldBe(radius, Millimetre, $"at {vertex}");
        }
    }

    [Theory]
    [InlineData(8.5, 47.3, 200)]
    [InlineData(179.99, -16.5, 100_000)]
    [InlineData(15, 89.9, 10_000)]
    [InlineData(15, 89.9, 50_000)]
    [InlineData(-60, -80, 1_000_000)]
    [InlineData(-60, -80, 1_200_000)]
    [InlineData(10, 5, 15_000_000)]
    [InlineData(100, 0, 19_900_000)]
    public void A_place_is_inside_exactly_when_it_is_nearer_than_the_radius(double longitude, double latitude, double radius)
    {
        var circle = new GeodesicPointBuffer(Geodesic.Wgs84, radius).Buffer(Factory.CreatePoint(new Coordinate(longitude, latitude)));

        for (var azimuth = 1.3; azimuth < 360; azimuth += 7.7)
        {
            var inside = Geodesic.Wgs84.Direct(latitude, longitude, azimuth, radius * 0.998);
            var outside = Geodesic.Wgs84.Direct(latitude, longitude, azimuth, radius * 1.002);
            circle.Covers(Factory.CreatePoint(new Coordinate(inside.Longitude, inside.Latitude))).ShouldBeTrue($"azimuth {azimuth}");
            circle.Covers(Factory.CreatePoint(new Coordinate(outside.Longitude, outside.Latitude))).ShouldBeFalse($"azimuth {azimuth}");
        }
    }

    [Theory]
    [InlineData(8.5, 47.3, 200, 1)]
    [InlineData(179.99, -16.5, 100_000, 2)]
    [InlineData(-180, 10, 100_000, 2)]
    [InlineData(180, 10, 100_000, 2)]
    [InlineData(539.99, -16.5, 100_000, 2)]
    [InlineData(15, 89.9, 50_000, 1)]
    [InlineData(15, -89.9, 50_000, 1)]
    public void Parts_lie_within_the_world_and_run_clockwise(double longitude, double latitude, double radius, int parts)
    {
        var circle = new GeodesicPointBuffer(Geodesic.Wgs84, radius).Buffer(Factory.CreatePoint(new Coordinate(longitude, latitude)));

        circle.NumGeometries.ShouldBe(parts);
        new Envelope(-180, 180, -90, 90).Contains(circle.EnvelopeInternal).ShouldBeTrue(circle.EnvelopeInternal.ToString());
        for (var i = 0; i < parts; i++)
        {
            var ring = ((Polygon)circle.GetGeometryN(i)).ExteriorRing;
            ring.IsClosed.ShouldBeTrue();
            RingOrientation.IsClockwise(ring).ShouldBeTrue();
        }
    }

    [Fact]
    public void Halves_at_the_antimeridian_meet_at_the_same_latitudes()
    {
        var circle = new GeodesicPointBuffer(Geodesic.Wgs84, 100_000).Buffer(Factory.CreatePoint(new Coordinate(179.7, 52)));

        var east = circle.Coordinates.Where(vertex => vertex.X == 180).Select(vertex => vertex.Y).Order();
        var west = circle.Coordinates.Where(vertex => vertex.X == -180).Select(vertex => vertex.Y).Order();
        east.Distinct().ShouldBe(west.Distinct());
        east.Distinct().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData(90, 90)]
    [InlineData(-90, -90)]
    [InlineData(89.9, 90)]
    public void A_circle_around_a_pole_reaches_from_antimeridian_to_antimeridian(double latitude, double pole)
    {
        var circle = new GeodesicPointBuffer(Geodesic.Wgs84, 50_000).Buffer(Factory.CreatePoint(new Coordinate(15, latitude)));

        circle.EnvelopeInternal.MinX.ShouldBe(-180);
        circle.EnvelopeInternal.MaxX.ShouldBe(180);
        circle.Covers(Factory.CreatePoint(new Coordinate(-77, pole))).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.001)]
    [InlineData(0.001)]
    public void A_circle_through_a_pole_is_valid(double beyond)
    {
        var toPole = Geodesic.Wgs84.Inverse(89, 0, 90, 0).Distance;

        var circle = new GeodesicPointBuffer(Geodesic.Wgs84, toPole + beyond).Buffer(Factory.CreatePoint(new Coordinate(175, 89)));

        circle.IsValid.ShouldBeTrue();
        circle.Covers(Factory.CreatePoint(new Coordinate(170, 89.5))).ShouldBeTrue();
        circle.Covers(Factory.CreatePoint(new Coordinate(-5, 89.9))).ShouldBeFalse();
    }

    [Fact]
    public void A_circle_over_both_poles_leaves_out_only_the_opposite_side()
    {
        var circle = new GeodesicPointBuffer(Geodesic.Wgs84, 15_000_000).Buffer(Factory.CreatePoint(new Coordinate(0, 5)));

        circle.Covers(Factory.CreatePoint(new Coordinate(0, 90))).ShouldBeTrue();
        circle.Covers(Factory.CreatePoint(new Coordinate(0, -90))).ShouldBeTrue();
        circle.Covers(Factory.CreatePoint(new Coordinate(180, -5))).ShouldBeFalse();
        circle.Covers(Factory.CreatePoint(new Coordinate(120, -5))).ShouldBeTrue();
    }

    [Fact]
    public void Circles_of_a_multipoint_are_united_across_the_antimeridian()
    {
        var points = Factory.CreateMultiPointFromCoords([new(179.9, 0), new(-179.9, 0), new(20, 0)]);

        var circles = new GeodesicPointBuffer(Geodesic.Wgs84, 50_000).Buffer(points);

        circles.NumGeometries.ShouldBe(3);
        circles.IsValid.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void No_distance_leaves_nothing(double distance)
    {
        var buffer = new GeodesicPointBuffer(Geodesic.Wgs84, distance);

        buffer.Buffer(Factory.CreatePoint(new Coordinate(1, 2))).IsEmpty.ShouldBeTrue();
        buffer.Buffer(Factory.CreateMultiPointFromCoords([new(1, 2), new(3, 4)])).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Nothing_has_an_empty_buffer()
    {
        var buffer = new GeodesicPointBuffer(Geodesic.Wgs84, 100);

        buffer.Buffer(null).ShouldBeOfType<Polygon>().IsEmpty.ShouldBeTrue();
        buffer.Buffer(Factory.CreatePoint()).IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData(19_970_327)]
    [InlineData(1e9)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_distance_beyond_half_the_circumference_is_refused(double distance)
    {
        Should.Throw<GpException>(() => new GeodesicPointBuffer(Geodesic.Wgs84, distance)).Error.ShouldBe(GpError.InvalidParameter);
    }

    [Theory]
    [InlineData(0, 90.001)]
    [InlineData(0, double.NaN)]
    [InlineData(double.PositiveInfinity, 0)]
    public void A_point_off_the_earth_is_refused(double longitude, double latitude)
    {
        var buffer = new GeodesicPointBuffer(Geodesic.Wgs84, 100);

        Should.Throw<GpException>(() => buffer.Buffer(Factory.CreatePoint(new Coordinate(longitude, latitude))))
            .Error.ShouldBe(GpError.InvalidParameter);
    }

    [Fact]
    public void Lines_are_refused()
    {
        var buffer = new GeodesicPointBuffer(Geodesic.Wgs84, 100);

        Should.Throw<GpException>(() => buffer.Buffer(Factory.CreateLineString([new Coordinate(0, 0), new Coordinate(1, 1)])))
            .Error.ShouldBe(GpError.NotAvailable);
    }

    [Fact]
    public void A_cancelled_token_stops_before_the_first_circle()
    {
        var points = Factory.CreateMultiPointFromCoords([new(1, 2), new(3, 4)]);

        Should.Throw<OperationCanceledException>(
            () => new GeodesicPointBuffer(Geodesic.Wgs84, 100).Buffer(points, new CancellationToken(canceled: true)));
    }
}
