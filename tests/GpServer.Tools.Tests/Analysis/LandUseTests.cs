using System.Globalization;
using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Core.Spatial.Geodesy;
using GpServer.Core.Tools;
using GpServer.Tools.Analysis;
using NetTopologySuite.Densify;
using NetTopologySuite.Geometries;
using GeometryType = GpServer.Core.Features.GeometryType;

namespace GpServer.Tools.Tests.Analysis;

public sealed class LandUseTests
{
    const string Town = "POLYGON ((10.57 50.98, 10.57 51.01, 10.61 51.01, 10.61 50.98, 10.57 50.98))";

    /// <summary>Code and hectares, computed by Shapely (GEOS) and pyproj (PROJ), with edges followed in steps of 0.00001 degrees.</summary>
    [Theory]
    [InlineData(Town, 180, "12:357.570639 22:151.62401 13:126.354794 11:113.547216 41:65.615726 21:57.33173 23:15.017804 31:14.946757 " +
        "43:12.869539 81:11.54908 32:9.052936 82:1.744149")]
    [InlineData("POLYGON ((10.42 50.9, 10.42 50.94, 10.47 50.94, 10.47 50.9, 10.42 50.9))", 59, "62:622.766494 82:498.475764 63:254.172492 " +
        "71:88.704711 52:28.385947 64:21.524256 53:20.799657 42:14.474523 31:10.723687 81:4.509365")]
    [InlineData("POLYGON ((10.4 50.9, 10.5 51.1, 10.7 50.95, 10.4 50.9))", 904, "51:10863.821286 52:2363.057007 13:1290.994421 63:1180.777851 " +
        "62:829.90713 53:781.34834 12:688.558507 22:556.44904 82:528.579023 61:319.17358 41:311.043253 31:277.668029 81:237.603239 " +
        "71:237.542762 64:224.183363 21:158.29088 43:133.240108 42:117.568313 11:113.547216 23:113.252679 14:77.706551 32:59.602 54:19.480048")]
    public void The_summary_is_what_another_implementation_computes(string area, int polygons, string expected)
    {
        using var run = new LandUseRun(4326, area);

        run.Features.Count.ShouldBe(polygons);
        string.Join(' ', run.Column("AREA_HA").Select(row => $"{row.Key}:{Math.Round(row.Value, 4)}"))
            .ShouldBe(string.Join(' ', expected.Split(' ').Select(row => row.Split(':'))
                .Select(row => $"{row[0]}:{Math.Round(double.Parse(row[1]), 4)}")));
    }

    [Fact]
    public void The_areas_sum_to_the_geodesic_area_of_the_area_and_the_shares_to_100()
    {
        using var run = new LandUseRun(4326, Town);

        var whole = new GeodesicMeasure(Geodesic.Wgs84).Area(Densifier.Densify(Features.Shape(Town), 1e-3)) / 10_000;
        run.Hectares.ShouldBe(whole, 1e-6 * whole);
        run.Column("AREA_HA").Values.Sum().ShouldBe(run.Hectares, 1e-9 * whole);
        run.Column("SHARE_PCT").Values.Sum().ShouldBe(100, 1e-9);
        run.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void The_features_cover_the_area_and_nothing_else()
    {
        using var run = new LandUseRun(4326, Town);

        var town = Features.Shape(Town);
        run.Union().SymmetricDifference(town).Area.ShouldBe(0, 1e-12);
        run.Features.Sum(feature => feature.Geometry!.Area).ShouldBe(town.Area, 1e-12);
        run.Features.ShouldAllBe(feature => feature.Geometry!.IsValid);
    }

    [Fact]
    public void A_feature_has_code_class_name_and_hectares_and_the_summary_the_largest_class_first()
    {
        using var run = new LandUseRun(4326, Town);

        run.Schema.Fields.Select(field => field.Name).ShouldBe(["OBJECTID", "CODE", "CLASS", "NAME", "AREA_HA"]);
        run.SummarySchema.Fields.Select(field => field.Name).ShouldBe(["OBJECTID", "CODE", "CLASS", "AREA_HA", "SHARE_PCT"]);
        run.SummarySchema.IsTable.ShouldBeTrue();
        run.Features.ShouldContain(feature => Equals(run.Value(feature, "CODE"), 81L) && Equals(run.Value(feature, "CLASS"), "River")
            && Equals(run.Value(feature, "NAME"), "Aune"));
        run.Column("AREA_HA").Values.ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void The_messages_say_how_many_polygons_and_classes_there_are()
    {
        using var run = new LandUseRun(4326, Town);

        run.Messages(MessageType.Informative).ShouldContain("180 land use polygons of 12 classes cover 937.22 hectares.");
    }

    [Theory]
    [InlineData(3857)]
    [InlineData(25832)]
    [InlineData(3035)]
    [InlineData(4258)]
    public void An_area_in_another_system_has_its_land_use_in_that_system(int wkid)
    {
        var system = SpatialReferences.Default.Get(wkid);
        var area = SpatialReferences.Default.Transform(SpatialReferences.Default.Wgs84, system).Apply(Features.Shape(Town));
        using var run = new LandUseRun(Features.Set(GeometryType.Polygon, wkid, area));

        run.Schema.SpatialReference.ShouldBe(system);
        // The edges follow those of the area to a centimetre.
        run.Union().SymmetricDifference(area).Area.ShouldBeLessThan(area.Length * (system.IsGeographic ? 1e-7 : 0.01));

        // Edges that are straight on another map are others, so that the town is not the same to the last metre.
        run.Hectares.ShouldBe(937.2244, 0.02);
    }

    [Fact]
    public void What_lies_outside_the_layer_is_said_with_hectares_and_percent()
    {
        // Half of it, but for the difference of latitudes.
        using var run = new LandUseRun(4326, LandUseRun.Rectangle(10.86, 50.9, 10.9, 50.92));

        var outside = LandUseArea.Hectares(Features.Shape(LandUseRun.Rectangle(10.88, 50.9, 10.9, 50.92)));
        run.Hectares.ShouldBe(outside, 1e-6);
        run.Warnings.ShouldBe([string.Create(CultureInfo.InvariantCulture,
            $"Area_of_Interest: {outside:N2} hectares (50.00 % of the area) have no land use; the land use is known from 10.32 to 10.88 "
            + $"degrees east and from 50.82 to 51.18 degrees north.")]);
        run.Column("SHARE_PCT").Values.Sum().ShouldBe(100, 1e-9);
        run.Report.ShouldContain("(50.00 % of the area of interest) have no land use");
    }

    [Theory]
    [InlineData("POLYGON ((-120 40, -120 41, -119 41, -119 40, -120 40))")]
    [InlineData("POLYGON ((179 -1, 179 1, 181 1, 181 -1, 179 -1))")]
    [InlineData("POLYGON ((10.88 51, 10.88 51.1, 10.9 51.1, 10.9 51, 10.88 51))")]
    public void An_area_without_land_use_gives_empty_results_a_warning_and_a_report_that_says_so(string area)
    {
        using var run = new LandUseRun(4326, area);

        run.Features.ShouldBeEmpty();
        run.Summary.ShouldBeEmpty();
        var hectares = FormattableString.Invariant($"{LandUseArea.Hectares(Features.Shape(area)):N2}");
        run.Warnings.Single().ShouldStartWith($"Area_of_Interest: nothing of the area ({hectares} hectares) has a land use");
        run.Report.ShouldContain($"Nothing of the area of interest ({hectares} hectares) has a land use.");
        run.Report.ShouldNotContain("<table");
    }

    [Theory]
    [InlineData(-180, 180)]
    [InlineData(-540, 540)]
    [InlineData(0, 360)]
    public void The_whole_world_has_the_whole_layer_once(double west, double east)
    {
        using var run = new LandUseRun(4326, LandUseRun.Rectangle(west, -90, east, 90));

        run.Features.Count.ShouldBe(LandUseLayer.Shared.Parcels.Count);
        var world = new GeodesicMeasure(Geodesic.Wgs84).EllipsoidArea / 10_000;
        var outside = FormattableString.Invariant($"{world - run.Hectares:N0}");
        run.Warnings.Single().ShouldStartWith($"Area_of_Interest: {outside[..^5]}");
    }

    [Fact]
    public void The_whole_world_on_Web_Mercator_has_the_whole_layer()
    {
        using var run = new LandUseRun(3857, LandUseRun.Rectangle(-20037508.342789244, -2e7, 20037508.342789244, 2e7));

        run.Features.Count.ShouldBe(LandUseLayer.Shared.Parcels.Count);
    }

    [Fact]
    public void Longitudes_of_another_turn_are_the_same_places()
    {
        using var run = new LandUseRun(4326, LandUseRun.Rectangle(370.57, 50.98, 370.61, 51.01));

        run.Features.Count.ShouldBe(180);
        run.Hectares.ShouldBe(937.224381, 1e-4);
        run.Features.ShouldAllBe(feature => feature.Geometry!.EnvelopeInternal.MaxX < 11);
    }

    [Fact]
    public void A_square_of_a_metre_has_one_ten_thousandth_of_a_hectare()
    {
        using var run = new LandUseRun(25832, LandUseRun.Rectangle(612_000, 5_651_000, 612_001, 5_651_001));

        run.Features.Count.ShouldBe(1);
        run.Hectares.ShouldBe(1e-4, 1e-7);
        run.Report.ShouldContain("<path");
    }

    [Fact]
    public void Areas_that_overlap_count_once()
    {
        using var twice = new LandUseRun(
            4326, LandUseRun.Rectangle(10.57, 50.98, 10.60, 51.01), LandUseRun.Rectangle(10.58, 50.98, 10.61, 51.01), Town);

        twice.Hectares.ShouldBe(937.224381, 1e-4);
    }

    [Fact]
    public void Every_part_and_hole_of_a_multipart_area_counts()
    {
        using var run = new LandUseRun(4326, """
            MULTIPOLYGON (((10.5 51, 10.5 51.1, 10.6 51.1, 10.6 51, 10.5 51),
            (10.52 51.02, 10.58 51.02, 10.58 51.08, 10.52 51.08, 10.52 51.02)), ((10.7 50.9, 10.7 50.95, 10.75 50.95, 10.7 50.9)))
            """);

        double Ha(string wkt) => LandUseArea.Hectares(Features.Shape(wkt));
        run.Hectares.ShouldBe(
            Ha(LandUseRun.Rectangle(10.5, 51, 10.6, 51.1)) - Ha(LandUseRun.Rectangle(10.52, 51.02, 10.58, 51.08))
                + Ha("POLYGON ((10.7 50.9, 10.7 50.95, 10.75 50.95, 10.7 50.9))"),
            1e-4);
    }

    [Fact]
    public void Both_halves_of_a_bow_tie_count()
    {
        using var run = new LandUseRun(4326, "POLYGON ((10.5 51, 10.6 51.1, 10.6 51, 10.5 51.1, 10.5 51))");

        run.Hectares.ShouldBe(LandUseArea.Hectares(Features.Shape(
            "MULTIPOLYGON (((10.5 51, 10.55 51.05, 10.5 51.1, 10.5 51)), ((10.6 51.1, 10.6 51, 10.55 51.05, 10.6 51.1)))")), 1e-4);
    }

    [Fact]
    public void Z_and_M_of_the_area_are_not_in_the_result()
    {
        using var run = new LandUseRun(
            4326, "POLYGON ZM ((10.57 50.98 5 1, 10.57 51.01 5 1, 10.61 51.01 5 1, 10.61 50.98 5 1, 10.57 50.98 5 1))");

        run.Hectares.ShouldBe(937.224381, 1e-4);
        run.Schema.HasZ.ShouldBeFalse();
        run.Features.ShouldAllBe(feature => double.IsNaN(feature.Geometry!.Coordinate.Z));
    }

    [Fact]
    public void Features_without_a_shape_are_counted()
    {
        using var run = new LandUseRun(4326, Town, null, "POLYGON EMPTY");

        run.Hectares.ShouldBe(937.224381, 1e-4);
        run.Warnings.Single().ShouldStartWith("Area_of_Interest: 2 features have no area");
    }

    [Fact]
    public void An_area_without_features_is_refused() =>
        Refusal(4326).ShouldBe("Area_of_Interest: no feature came; expected at least one polygon.");

    [Theory]
    [InlineData(4326, null, "Area_of_Interest: none of the 1 features has an area in wkid 4326; expected at least one polygon that has.")]
    [InlineData(4326, "POLYGON ((10.5 51, 10.6 51, 10.5 51, 10.5 51))", "Area_of_Interest: none of the 1 features has an area")]
    [InlineData(4326, "POLYGON ((10 89, 10 95, 20 95, 10 89))", "Area_of_Interest: a polygon reaches from (10, 89) to (20, 95); expected")]
    [InlineData(4326, "POLYGON ((0 0, 0 1, 1e9 1, 0 0))", "Area_of_Interest: a polygon reaches from (0, 0) to (1000000000, 1); expected")]
    [InlineData(25832, "POLYGON ((0 0, 0 1e30, 1e30 1, 0 0))", "Area_of_Interest: none of the 1 features has an area in wkid 25832")]
    public void An_area_that_is_none_is_refused(int wkid, string? shape, string message) => Refusal(wkid, shape).ShouldStartWith(message);

    [Fact]
    public void Several_cores_give_what_one_gives()
    {
        var areas = Patches(200);
        using var one = new LandUseRun(areas, new RunOptions { Cores = 1 });
        using var four = new LandUseRun(areas, new RunOptions { Cores = 4 });

        one.Features.Count.ShouldBeGreaterThan(1_000);
        four.Features.Select(feature => feature.Attributes[1..^1]).ShouldBe(one.Features.Select(feature => feature.Attributes[1..^1]));
        four.Features.Zip(one.Features).Max(pair => Math.Abs((double)pair.First.Attributes[^1]! - (double)pair.Second.Attributes[^1]!))
            .ShouldBeLessThan(1e-8);
    }

    [Theory]
    [InlineData("Reading the area of interest")]
    [InlineData("Clipping the land use")]
    [InlineData("Writing the report")]
    public void A_run_stops_where_it_is_cancelled(string step)
    {
        using var cancel = new CancellationTokenSource();
        var said = new List<string>();
        var settings = new RunSettings
        {
            Progress = progress =>
            {
                said.Add(progress.Message);
                if (progress.Message == step)
                {
                    cancel.Cancel();
                }
            },
        };

        Should.Throw<OperationCanceledException>(() => new LandUseRun(
            Features.Set(GeometryType.Polygon, 4326, Town), stop: cancel.Token, settings: settings));
        said[^1].ShouldBe(step);
    }

    [Fact]
    public void A_result_beyond_the_budget_of_vertices_is_refused() =>
        Should.Throw<GpException>(() => new LandUseRun(
                Features.Set(GeometryType.Polygon, 4326, LandUseRun.Rectangle(10.3, 50.8, 10.9, 51.2)),
                new RunOptions { ResultVertices = 1_000 }))
            .Error.ShouldBe(GpError.LimitExceeded);

    [Fact]
    public void The_tool_is_one_of_the_sample_service_and_takes_polygons_alone()
    {
        var definition = new LandUse().Definition;

        definition.OnlyForService.ShouldBe("LandUseReport");
        new ToolCatalog([new LandUse()]).Find("LandUse").ShouldNotBeNull();
        ((Core.Parameters.FeaturesParameter)definition.Inputs.Single()).GeometryTypes.ShouldBe([GeometryType.Polygon]);
    }

    /// <summary>Octagons in rows that touch and overlap all over the layer.</summary>
    internal static FeatureSet Patches(int count)
    {
        var side = (int)Math.Ceiling(Math.Sqrt(count));
        return Features.Set(GeometryType.Polygon, 4326, [.. Enumerable.Range(0, count).Select(i => (Geometry)new Point(
            10.33 + (0.54 * (i % side) / side), 50.83 + (0.34 * (i / side) / side)).Buffer(0.28 / side, 2))]);
    }

    static string Refusal(int wkid, params string?[] shapes)
    {
        var failure = Should.Throw<GpException>(() => new LandUseRun(wkid, shapes));
        failure.Error.ShouldBe(GpError.InvalidParameter);
        return failure.Message;
    }
}
