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

    static Point Place(SpatialReference system, double longitude, double latitude) => (Point)Services.Transform(system.Geographic, system)
        .Apply(GeometryServices.Factory.CreatePoint(new Coordinate(longitude, latitude)));
}
