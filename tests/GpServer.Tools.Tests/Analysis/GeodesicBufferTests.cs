using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Core.Spatial.Geodesy;
using GpServer.Tools.Analysis;
using Buffer = GpServer.Tools.Analysis.Buffer;

namespace GpServer.Tools.Tests.Analysis;

public sealed class GeodesicBufferTests
{
    [Theory]
    [InlineData(11.5, 48.1)]
    [InlineData(-70, -53)]
    [InlineData(0, 0)]
    public void Every_vertex_has_the_distance_on_the_ellipsoid(double longitude, double latitude)
    {
        using var results = Geodesic(Features.Set(GeometryType.Point, 4326, FormattableString.Invariant($"POINT ({longitude} {latitude})")));

        var geodesic = new Geodesic(Ellipsoid.Wgs84);
        results.Shape(0).Coordinates.ShouldAllBe(vertex =>
            Math.Abs(geodesic.Inverse(latitude, longitude, vertex.Y, vertex.X).Distance - 10_000) < 0.001);
    }

    [Fact]
    public void A_planar_length_on_longitude_and_latitude_is_computed_geodesically_and_says_so()
    {
        using var results = new Buffered(new Buffer().RunWith(new()
        {
            ["Input_Features"] = Features.Set(GeometryType.Point, 4326, "POINT (10 60)"),
            ["Distance"] = "10 Kilometers",
        }));

        // At 60 degrees a degree of longitude is about half as long as one of latitude.
        var extent = results.Shape(0).EnvelopeInternal;
        (extent.Width / extent.Height).ShouldBe(2, 0.02);
        results.Warnings.Single().ShouldContain("computed geodesically");
        results.Value(0, "BUFF_DIST").ShouldBe(10_000.0);
    }

    [Fact]
    public void A_distance_in_degrees_stays_planar_and_BUFF_DIST_is_in_degrees()
    {
        using var results = new Buffered(new Buffer().RunWith(new()
        {
            ["Input_Features"] = Features.Set(GeometryType.Polyline, 4326, "LINESTRING (0 60, 10 60)"),
            ["Distance"] = "1 DecimalDegrees",
        }));

        results.Shape(0).EnvelopeInternal.Height.ShouldBe(2, 1e-9);
        results.Value(0, "BUFF_DIST").ShouldBe(1.0);
        results.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Projected_points_get_a_true_circle_drawn_in_their_own_system()
    {
        // Web Mercator at 60 degrees shows lengths about twice as long as they are.
        var webMercator = SpatialReferences.Default.WebMercator;
        var place = SpatialReferences.Default.Transform(SpatialReferences.Default.Wgs84, webMercator)
            .Apply(Features.Shape("POINT (10 60)"));

        using var results = Geodesic(Features.Set(GeometryType.Point, 102100, place));

        results.Schema.SpatialReference.ShouldBe(webMercator);
        results.Shape(0).EnvelopeInternal.Width.ShouldBe(40_000, 200);
    }

    [Fact]
    public void A_circle_over_the_antimeridian_is_cut_into_two_parts()
    {
        using var results = Geodesic(Features.Set(GeometryType.Point, 4326, "POINT (179.99 -17)"));

        results.Shape(0).NumGeometries.ShouldBe(2);
        results.Shape(0).IsValid.ShouldBeTrue();
        results.Shape(0).EnvelopeInternal.MinX.ShouldBe(-180);
        results.Shape(0).EnvelopeInternal.MaxX.ShouldBe(180);
    }

    [Theory]
    [InlineData(32633, "POINT (500000 5000000)", "POINT (1000000000 0)")]
    [InlineData(4326, "POINT (15 45)", "POINT (15 95)")]
    public void A_point_outside_its_system_is_left_out_and_the_others_are_buffered(int wkid, string good, string outside)
    {
        using var results = Geodesic(Features.Set(GeometryType.Point, wkid, good, outside, good));

        results.Features.Count.ShouldBe(2);
        results.Warnings.ShouldHaveSingleItem().ShouldStartWith("1 features have no geometry, or nothing is left of them");
    }

    [Theory]
    [InlineData("LINESTRING (0 60, 1 60)", GeometryType.Polyline, "PLANAR", 1)]
    [InlineData("LINESTRING (0 60, 1 60)", GeometryType.Polyline, "GEODESIC", 0)]
    [InlineData("POLYGON ((0 59.9, 0 60, 1 60, 1 59.9, 0 59.9))", GeometryType.Polygon, "PLANAR", 1)]
    public void Lines_and_polygons_reach_to_the_distance_in_all_directions(string shape, GeometryType type, string method, int warnings)
    {
        using var results = new Buffered(new Buffer().RunWith(new()
        {
            ["Input_Features"] = Features.Set(type, 4326, shape),
            ["Distance"] = "10 Kilometers",
            ["Method"] = method,
        }));

        var extent = results.Shape(0).EnvelopeInternal;
        var geodesic = new Geodesic(Ellipsoid.Wgs84);
        geodesic.Inverse(60, 0, extent.MaxY, 0).Distance.ShouldBe(10_000, 10);
        geodesic.Inverse(60, 0, 60, extent.MinX).Distance.ShouldBe(10_000, 10);
        results.Warnings.Count(warning => warning.Contains("computed geodesically", StringComparison.Ordinal)).ShouldBe(warnings);
    }

    [Fact]
    public void The_ends_of_geodesic_buffers_are_as_asked_for()
    {
        using var results = new Buffered(new Buffer().RunWith(new()
        {
            ["Input_Features"] = Features.Set(GeometryType.Polyline, 4326, "LINESTRING (0 0, 1 0)"),
            ["Distance"] = "10 Kilometers",
            ["Method"] = "GEODESIC",
            ["End_Cap"] = "FLAT",
        }));

        results.Shape(0).EnvelopeInternal.Width.ShouldBe(1, 1e-6);
    }

    [Fact]
    public void A_negative_geodesic_distance_shrinks_polygons_and_drops_what_is_gone()
    {
        using var results = Geodesic(
            Features.Set(GeometryType.Polygon, 4326, "POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))", "POLYGON ((0 0, 0 0.1, 0.1 0.1, 0 0))"),
            "-10 Kilometers");

        results.Features.ShouldHaveSingleItem();
        results.Shape(0).EnvelopeInternal.Width.ShouldBe(1 - (20_000 / 111_320.0), 1e-3);
        results.Warnings.ShouldHaveSingleItem().ShouldStartWith("1 features have no geometry, or nothing is left of them");
    }

    [Fact]
    public void Degrees_are_no_geodesic_distance() =>
        Should.Throw<GpException>(() => Geodesic(Features.Set(GeometryType.Point, 4326, "POINT (0 0)"), "1 DecimalDegrees"))
            .Message.ShouldStartWith("Distance: a geodesic distance cannot be in DecimalDegrees");

    [Fact]
    public void The_task_BufferPoints_gives_the_same_circles()
    {
        var points = Features.Set(GeometryType.Point, 4326, "POINT (11.5 48.1)");
        using var general = Geodesic(points);
        using var special = new Buffered(new BufferPoints().RunWith(new() { ["Input_Points"] = points, ["Distance"] = "10 Kilometers" }));

        special.Shape(0).EqualsExact(general.Shape(0)).ShouldBeTrue();
        special.Features[0].Attributes.ShouldBe(general.Features[0].Attributes);
    }

    static Buffered Geodesic(FeatureSet input, string distance = "10 Kilometers") =>
        new(new Buffer().RunWith(new() { ["Input_Features"] = input, ["Distance"] = distance, ["Method"] = "GEODESIC" }));
}
