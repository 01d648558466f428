using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using Buffer = GpServer.Tools.Analysis.Buffer;

namespace GpServer.Tools.Tests.Analysis;

public sealed class BufferTests
{
    [Fact]
    public void A_point_becomes_a_clockwise_circle_of_the_distance()
    {
        using var results = Buffer(Points("POINT (100 200)"), "200 Meters");

        var circle = (Polygon)results.Features.Single().Geometry!;
        RingOrientation.IsClockwise((LinearRing)circle.ExteriorRing).ShouldBeTrue();
        circle.ExteriorRing.IsClosed.ShouldBeTrue();
        circle.Coordinates.ShouldAllBe(vertex => Math.Abs(vertex.Distance(new Coordinate(100, 200)) - 200) < 1e-9);
    }

    [Theory]
    [InlineData("""{"distance":1,"units":"esriFeet"}""", 1200.0 / 3937)]
    [InlineData("""{"distance":1,"units":"esriIntFeet"}""", 0.3048)]
    [InlineData("""{"distance":0.2,"units":"esriKilometers"}""", 200)]
    [InlineData("""{"distance":7,"units":"esriUnknownUnits"}""", 7)]
    public void BUFF_DIST_is_in_metres(string distance, double meters)
    {
        using var results = Buffer(Points("POINT (0 0)"), distance);

        results.Value(0, "BUFF_DIST").ShouldBe(meters);
    }

    [Fact]
    public void A_distance_is_converted_into_the_units_of_the_process_system()
    {
        // 2263 is in US survey feet.
        using var results = Buffer(Features.Set(GeometryType.Point, 2263, "POINT (1000000 200000)"), "1000 Meters");

        results.Shape(0).EnvelopeInternal.Width.ShouldBe(2000 * 3937.0 / 1200, 1e-6);
    }

    [Fact]
    public void Attributes_are_kept_and_ORIG_FID_is_the_object_id()
    {
        using var results = Buffer(Points("POINT (0 0)", "POINT (5 5)"), "1 Meters");

        results.Schema.Fields.Select(field => field.Name).ShouldBe(["OBJECTID", "NAME", "BUFF_DIST", "ORIG_FID"]);
        results.Features[1].Attributes.ShouldBe([2L, "name 1", 1.0, 11L]);
    }

    [Fact]
    public void ORIG_FID_is_the_place_counted_from_1_where_features_have_no_object_id()
    {
        var input = new FeatureSet(
            new FeatureSchema { GeometryType = GeometryType.Point, SpatialReference = SpatialReferences.Default.WebMercator },
            [new Feature(Features.Shape("POINT (0 0)"), []), new Feature(Features.Shape("POINT (9 9)"), [])]);

        using var results = Buffer(input, "1 Meters");

        results.Value(1, "ORIG_FID").ShouldBe(2L);
    }

    [Fact]
    public void A_field_named_BUFF_DIST_is_kept_beside_the_new_one()
    {
        var input = new FeatureSet(
            new FeatureSchema
            {
                GeometryType = GeometryType.Point,
                SpatialReference = SpatialReferences.Default.WebMercator,
                Fields = [new Field("BUFF_DIST", FieldType.Double)],
            },
            [new Feature(Features.Shape("POINT (0 0)"), [5.0])]);

        using var results = Buffer(input, "1 Meters");

        results.Value(0, "BUFF_DIST").ShouldBe(5.0);
        results.Value(0, "BUFF_DIST_1").ShouldBe(1.0);
    }

    [Fact]
    public void A_negative_distance_shrinks_polygons_and_drops_what_is_gone()
    {
        var input = Features.Set(GeometryType.Polygon, 3857, "POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0))", "POLYGON ((0 0, 0 1, 1 1, 1 0, 0 0))");

        using var results = Buffer(input, "-2 Meters");

        results.Shape(0).Area.ShouldBe(36, 1e-9);
        results.Features.Count.ShouldBe(1);
        results.Warnings.ShouldContain(warning => warning.StartsWith("1 features have no geometry, or nothing is left", StringComparison.Ordinal));
    }

    [Fact]
    public void A_hole_becomes_smaller()
    {
        var input = Features.Set(GeometryType.Polygon, 3857, "POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0), (3 3, 7 3, 7 7, 3 7, 3 3))");

        using var results = Buffer(input, "1 Meters");

        var hole = ((Polygon)results.Shape(0)).GetInteriorRingN(0);
        hole.EnvelopeInternal.ShouldBe(new Envelope(4, 6, 4, 6));
        RingOrientation.IsClockwise((LinearRing)hole).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ROUND", 20 + Math.PI, 0.02)]
    [InlineData("FLAT", 20, 1e-9)]
    [InlineData("SQUARE", 24, 1e-9)]
    public void The_end_of_a_line_is_as_asked_for(string endCap, double area, double tolerance)
    {
        using var results = Buffer(
            Features.Set(GeometryType.Polyline, 3857, "LINESTRING (0 0, 10 0)"), "1 Meters", new() { ["End_Cap"] = endCap });

        results.Shape(0).Area.ShouldBe(area, tolerance);
    }

    [Fact]
    public void All_parts_of_a_multipart_line_are_buffered()
    {
        using var results = Buffer(
            Features.Set(GeometryType.Polyline, 3857, "MULTILINESTRING ((0 0, 10 0), (0 100, 10 100))"), "1 Meters", new() { ["End_Cap"] = "FLAT" });

        results.Shape(0).NumGeometries.ShouldBe(2);
        results.Shape(0).Area.ShouldBe(40, 1e-9);
    }

    [Fact]
    public void Dissolve_joins_all_buffers_into_one_feature_without_attributes()
    {
        using var results = Buffer(
            Points("POINT (0 0)", "POINT (1 0)", "POINT (100 0)"), "2 Meters", new() { ["Dissolve"] = "ALL" });

        results.Features.Count.ShouldBe(1);
        results.Shape(0).NumGeometries.ShouldBe(2);
        results.Schema.Fields.Select(field => field.Name).ShouldBe(["OBJECTID", "BUFF_DIST"]);
    }

    [Fact]
    public void A_bow_tie_is_buffered_like_its_two_triangles()
    {
        using var results = Buffer(Features.Set(GeometryType.Polygon, 3857, "POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))"), "1 Meters");

        results.Shape(0).IsValid.ShouldBeTrue();
        results.Shape(0).Contains(Features.Shape("POINT (1 5)")).ShouldBeTrue();
        results.Shape(0).Contains(Features.Shape("POINT (9 5)")).ShouldBeTrue();
    }

    [Fact]
    public void Features_without_geometry_are_left_out_with_a_warning()
    {
        using var results = Buffer(Points(null, "POINT EMPTY", "POINT (0 0)"), "1 Meters");

        results.Features.Count.ShouldBe(1);
        results.Warnings.Single().ShouldStartWith("2 features have no geometry");
    }

    [Fact]
    public void No_features_give_an_empty_set_of_polygons()
    {
        using var results = Buffer(Points(), "1 Meters");

        results.Features.ShouldBeEmpty();
        results.Schema.GeometryType.ShouldBe(GeometryType.Polygon);
    }

    [Fact]
    public void Z_and_M_of_the_input_do_no_harm()
    {
        var input = new FeatureSet(
            new FeatureSchema
            {
                GeometryType = GeometryType.Polyline,
                HasZ = true,
                HasM = true,
                SpatialReference = SpatialReferences.Default.WebMercator,
            },
            [new Feature(Features.Shape("LINESTRING ZM (0 0 5 1, 10 0 6 2)"), [])]);

        using var results = Buffer(input, "1 Meters", new() { ["End_Cap"] = "FLAT" });

        results.Schema.HasZ.ShouldBeFalse();
        results.Shape(0).Area.ShouldBe(20, 1e-9);
    }

    [Fact]
    public void A_cancelled_run_stops() => Should.Throw<OperationCanceledException>(() =>
        new Buffer().RunWith(new() { ["Input_Features"] = Points("POINT (0 0)"), ["Distance"] = "1 Meters" }, stop: new CancellationToken(true)));

    [Fact]
    public void A_result_over_the_budget_of_vertices_is_refused()
    {
        var failure = Should.Throw<GpException>(() => new Buffer().RunWith(
            new() { ["Input_Features"] = Points("POINT (0 0)", "POINT (9 9)"), ["Distance"] = "1 Meters" },
            new Core.Execution.RunOptions { ResultVertices = 100 }));

        failure.Error.ShouldBe(GpError.LimitExceeded);
    }

    [Theory]
    [InlineData("1e16 Meters", "Distance: 10000000000000000 Meters is too far")]
    [InlineData("1 DecimalDegrees", "Distance: a distance in decimal degrees cannot be used with wkid 102100")]
    public void A_distance_that_cannot_be_used_is_named(string distance, string message) =>
        Should.Throw<GpException>(() => Buffer(Points("POINT (0 0)"), distance)).Message.ShouldStartWith(message);

    static FeatureSet Points(params string?[] points) => Features.Set(GeometryType.Point, 102100, points);

    static Buffered Buffer(FeatureSet input, string distance, Dictionary<string, object>? more = null) =>
        new(new Buffer().RunWith(new(more ?? []) { ["Input_Features"] = input, ["Distance"] = distance }));
}
