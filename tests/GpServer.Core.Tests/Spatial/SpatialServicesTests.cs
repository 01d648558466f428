using GpServer.Core.Spatial;
using GpServer.Core.Spatial.Geodesy;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Tests.Spatial;

public sealed class SpatialServicesTests
{
    static readonly SpatialServices Services = new(SpatialReferences.Default, 1, CancellationToken.None);

    [Theory]
    [InlineData(3460, 179.99, -17)]
    [InlineData(3460, 180, -17)]
    [InlineData(2193, -179.95, -44)]
    [InlineData(32601, -179.99, 10)]
    [InlineData(32660, 179.99, 10)]
    [InlineData(3574, 0, 90)]
    [InlineData(3574, 140, 89.95)]
    [InlineData(6931, -180, 89)]
    [InlineData(6932, 30, -90)]
    [InlineData(32633, 10, 89.99)]
    public void A_circle_over_the_antimeridian_or_a_pole_stays_whole_where_the_map_runs_on(int wkid, double longitude, double latitude)
    {
        const double Radius = 10_000;
        var system = Services.References.Get(wkid);
        var place = Place(system, longitude, latitude);

        var circle = Services.GeodesicBuffer(Radius, system)(place).ShouldBeOfType<Polygon>();

        circle.IsValid.ShouldBeTrue();
        circle.NumInteriorRings.ShouldBe(0);
        circle.Covers(place).ShouldBeTrue();
        RingOrientation.IsClockwise(circle.ExteriorRing).ShouldBeTrue();
        circle.Area.ShouldBe(Math.PI * Radius * Radius, Math.PI * Radius * Radius * 0.02);
        var geodesic = new Geodesic(system.Ellipsoid);
        var vertices = circle.Factory.CreateMultiPointFromCoords(circle.Coordinates);
        Services.Transform(system, system.Geographic).Apply(vertices).Coordinates.ShouldAllBe(vertex =>
            Math.Abs(geodesic.Inverse(latitude, longitude, vertex.Y, vertex.X).Distance - Radius) < 0.001);
    }

    [Theory]
    [InlineData(102100)]
    [InlineData(3395)]
    public void A_circle_over_the_edge_of_the_map_stays_cut(int wkid)
    {
        var system = Services.References.Get(wkid);

        var circle = Services.GeodesicBuffer(10_000, system)(Place(system, 179.99, -17));

        circle.IsValid.ShouldBeTrue();
        circle.NumGeometries.ShouldBe(2);
        circle.EnvelopeInternal.Width.ShouldBe(2 * Math.PI * 6378137, 1);
    }

    [Fact]
    public void Circles_of_a_multipoint_are_joined_over_the_antimeridian()
    {
        var system = Services.References.Get(3460);
        var points = GeometryServices.Factory.CreateMultiPoint(
            [Place(system, 179.99, -17), Place(system, -179.99, -17.05), Place(system, 178, -18)]);

        var circles = Services.GeodesicBuffer(10_000, system)(points);

        circles.IsValid.ShouldBeTrue();
        circles.NumGeometries.ShouldBe(2);
    }

    [Theory]
    [InlineData(4326, 10, 90.5)]
    [InlineData(4326, double.PositiveInfinity, 0)]
    [InlineData(4807, 10, 101)]
    [InlineData(32633, 1e9, 0)]
    [InlineData(32633, 500_000, double.NegativeInfinity)]
    public void A_point_that_has_no_place_gets_an_empty_polygon(int wkid, double x, double y)
    {
        var buffer = Services.GeodesicBuffer(10_000, Services.References.Get(wkid));

        var circle = buffer(GeometryServices.Factory.CreatePoint(new Coordinate(x, y)));

        circle.ShouldBeOfType<Polygon>().IsEmpty.ShouldBeTrue();
        buffer(null).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_circle_that_the_map_cannot_show_is_an_empty_polygon()
    {
        // Transverse Mercator runs to infinity 90 degrees from its central meridian on the equator.
        var system = Services.References.Get(32633);

        Services.GeodesicBuffer(10_000_000, system)(Place(system, 15, 0)).IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData(32633, "LINESTRING (300000 5000000, 700000 5400000)", 20_000)]
    [InlineData(3395, "POLYGON ((0 6000000, 0 8000000, 3000000 8000000, 3000000 6000000, 0 6000000))", 50_000)]
    [InlineData(3857, "LINESTRING (0 6000000, 5000000 9000000)", 30_000)]
    public void Edges_are_as_drawn_on_the_map(int wkid, string shape, double distance)
    {
        var system = Services.References.Get(wkid);
        var geometry = new NetTopologySuite.IO.WKTReader(GeometryServices.Services).Read(shape);

        var result = Services.GeodesicBuffer(distance, system)(geometry);

        // Places along the edges of the map tell the distance, a kilometre or two from one another, so that a foot between is not missed.
        result.IsValid.ShouldBeTrue();
        var toGeographic = Services.Transform(system, system.Geographic);
        var densified = NetTopologySuite.Densify.Densifier.Densify(geometry, 1000);
        var feet = toGeographic.Apply(densified).Coordinates;
        var vertices = toGeographic.Apply(result).Coordinates;
        var geodesic = new Geodesic(system.Ellipsoid);
        for (var i = 0; i < vertices.Length; i += vertices.Length / 20)
        {
            var nearest = feet.Where(foot => Math.Abs(foot.Y - vertices[i].Y) < 1)
                .Min(foot => geodesic.Inverse(vertices[i].Y, vertices[i].X, foot.Y, foot.X).Distance);
            nearest.ShouldBeInRange(distance * 0.999, distance * 1.0008);
        }
    }

    [Fact]
    public void A_polygon_around_the_pole_of_a_polar_map_is_buffered_in_one_piece()
    {
        var system = Services.References.Get(3574);
        var square = GeometryServices.Factory.ToGeometry(new Envelope(-500_000, 500_000, -500_000, 500_000));

        var outwards = Services.GeodesicBuffer(50_000, system)(square).ShouldBeOfType<Polygon>();
        var inwards = Services.GeodesicBuffer(-50_000, system)(square).ShouldBeOfType<Polygon>();

        // An equal-area map: near its centre lengths are nearly true.
        outwards.Area.ShouldBe((1e12 + (4 * 1e6 * 5e4)) + (Math.PI * 5e4 * 5e4), 2e9);
        inwards.Area.ShouldBe(9e5 * 9e5, 2e9);
        outwards.NumInteriorRings.ShouldBe(0);
    }

    [Theory]
    [InlineData(3857, 10, 60, 2_500_000)]
    [InlineData(3031, 20, -60, 4_000_000)]
    [InlineData(3395, 10, 55, 3_000_000)]
    [InlineData(32633, 15, 20, 2_000_000)]
    public void Edges_of_a_large_circle_follow_it_on_the_map(int wkid, double longitude, double latitude, double distance)
    {
        var system = Services.References.Get(wkid);

        var circle = Services.GeodesicBuffer(distance, system)(Place(system, longitude, latitude)).ShouldBeOfType<Polygon>();

        var points = circle.ExteriorRing.Coordinates;
        var middles = points.Zip(points.Skip(1), (from, to) => new Coordinate((from.X + to.X) / 2, (from.Y + to.Y) / 2)).ToArray();
        var geodesic = new Geodesic(system.Ellipsoid);

        // Edges in longitude and latitude are off by 0.1 % at most, the divided ones on the map from them by 0.02 %.
        Services.Transform(system, system.Geographic).Apply(circle.Factory.CreateMultiPointFromCoords(middles)).Coordinates.ShouldAllBe(
            place => Math.Abs(geodesic.Inverse(latitude, longitude, place.Y, place.X).Distance - distance) < distance * 0.001);
    }

    [Fact]
    public void A_buffer_follows_the_outline_of_the_map_to_a_pole()
    {
        // Robinson's outline, the antimeridian, is curved; a straight edge to the pole would leave it by two degrees.
        var system = Services.References.Get(54030);

        var circle = Services.GeodesicBuffer(2_000_000, system)(Place(system, 0, -85));

        var points = circle.Coordinates;
        var middles = points.Zip(points.Skip(1), (from, to) => new Coordinate((from.X + to.X) / 2 * (1 - 1e-9), (from.Y + to.Y) / 2)).ToArray();
        var longitudes = Services.Transform(system, system.Geographic).Apply(circle.Factory.CreateMultiPointFromCoords(middles)).Coordinates
            .Where(place => place.Y > -89).Select(place => Math.Abs(place.X)).ToArray();
        longitudes.Count(longitude => longitude > 179.97).ShouldBeGreaterThan(10);
    }

    [Fact]
    public void An_edge_almost_around_the_earth_is_not_the_short_one_between_its_ends()
    {
        const double edge = 20_037_508, north = 10_000_000;
        var system = SpatialReferences.Default.WebMercator;
        var world = GeometryServices.Factory.ToGeometry(new Envelope(-edge, edge, -north, north));
        var line = GeometryServices.Factory.CreateLineString([new(-edge, north), new(edge, north)]);

        Services.GeodesicBuffer(-10_000, system)(world).Area.ShouldBe(4 * edge * north, 4 * edge * north * 0.01);
        Services.GeodesicBuffer(10_000, system)(line).Covers(GeometryServices.Factory.CreatePoint(new Coordinate(0, north))).ShouldBeTrue();
    }

    [Fact]
    public void A_ring_that_was_drawn_on_a_globe_is_read_so_on_Web_Mercator_too()
    {
        var system = SpatialReferences.Default.WebMercator;
        var ring = new NetTopologySuite.IO.WKTReader(GeometryServices.Services).Read(
            "POLYGON ((160 60, 165 70, 179 69, -179 68, -170 66, -179 65, 179 64, 170 67, 160 60))");
        var toMap = Services.Transform(system.Geographic, system);

        var result = Services.GeodesicBuffer(10_000, system)(toMap.Apply(ring));

        result.IsValid.ShouldBeTrue();
        result.Covers(Place(system, -175, 66.5)).ShouldBeTrue();
        result.Covers(Place(system, 179.9, 66.5)).ShouldBeTrue();
        result.Covers(Place(system, 0, 67)).ShouldBeFalse();
    }

    [Fact]
    public void Without_distance_a_polygon_of_a_map_keeps_its_vertices()
    {
        var square = GeometryServices.Factory.ToGeometry(new Envelope(400_000, 500_000, 5_000_000, 5_100_000));

        var result = Services.GeodesicBuffer(0, Services.References.Get(32633))(square);

        result.NumPoints.ShouldBe(5);
        result.EqualsTopologically(square).ShouldBeTrue();
    }

    [Fact]
    public void Edges_that_would_need_too_many_vertices_are_refused()
    {
        var lines = GeometryServices.Factory.CreateMultiLineString([.. Enumerable.Range(0, 2000).Select(i =>
            GeometryServices.Factory.CreateLineString([new(0, 4e6 + (i * 100)), new(900_000, 5e6 + (i * 100))]))]);

        var failure = Should.Throw<GpException>(() => Services.GeodesicBuffer(0.01, Services.References.Get(32633))(lines));

        failure.Error.ShouldBe(GpError.LimitExceeded);
        failure.Message.ShouldContain("1000000 vertices");
    }

    [Fact]
    public void A_buffer_is_clockwise_on_a_map_whose_axes_point_south_and_west()
    {
        var system = Services.References.Get(2048);
        var line = Services.Transform(system.Geographic, system).Apply(
            GeometryServices.Factory.CreateLineString([new(19, -33), new(19.5, -33.5)]));

        var result = Services.GeodesicBuffer(10_000, system)(line).ShouldBeOfType<Polygon>();

        RingOrientation.IsClockwise(result.ExteriorRing).ShouldBeTrue();
    }

    static Point Place(SpatialReference system, double longitude, double latitude) => (Point)Services.Transform(system.Geographic, system)
        .Apply(GeometryServices.Factory.CreatePoint(new Coordinate(longitude, latitude)));
}
