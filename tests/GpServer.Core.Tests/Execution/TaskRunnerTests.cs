using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Tests.Execution;

public sealed class TaskRunnerTests
{
    [Fact]
    public void Results_stay_in_the_system_of_the_input_when_nothing_else_is_asked_for()
    {
        using var results = Run.Through(Run.Points(3857, (100, 200)));

        results.Features().SpatialReference!.LatestWkid.ShouldBe(3857);
        results.Features().Features.Single().Geometry!.Coordinate.X.ShouldBe(100);
    }

    [Fact]
    public void The_tool_works_in_the_process_system_and_the_result_stays_there()
    {
        SpatialReference? seen = null;
        using var results = Run.Through(
            Run.Points(4326, (90, 0)),
            (set, _) =>
            {
                seen = set.SpatialReference;
                return set;
            },
            new() { ["env:processSR"] = "3857" });

        seen!.LatestWkid.ShouldBe(3857);
        results.Features().SpatialReference.ShouldBe(seen);
        results.Features().Features.Single().Geometry!.Coordinate.X.ShouldBe(6378137 * Math.PI / 2, 1e-6);
    }

    [Fact]
    public void The_result_is_projected_to_the_system_asked_for()
    {
        using var results = Run.Through(Run.Points(4326, (90, 0)), settings: new() { ["env:outSR"] = """{"wkid":102100}""" });

        results.Features().SpatialReference!.Wkid.ShouldBe(102100);
        results.Features().Features.Single().Geometry!.Coordinate.X.ShouldBe(6378137 * Math.PI / 2, 1e-6);
    }

    [Fact]
    public void Context_wins_over_env_and_its_nulls_say_nothing()
    {
        using var results = Run.Through(
            Run.Points(4326, (90, 0)),
            settings: new() { ["env:outSR"] = "32633", ["context"] = """{"outSR":{"wkid":3857},"processSR":null,"extent":null}""" });

        results.Features().SpatialReference!.LatestWkid.ShouldBe(3857);
    }

    [Fact]
    public void Features_outside_the_extent_are_left_out_whatever_its_system_is()
    {
        using var results = Run.Through(
            Run.Points(3857, (0, 0), (500_000, 0)),
            settings: new() { ["context"] = """{"extent":{"xmin":-1,"ymin":-1,"xmax":1,"ymax":1,"spatialReference":{"wkid":4326}}}""" });

        results.Features().Features.Count().ShouldBe(1);
    }

    [Fact]
    public void An_extent_of_the_whole_world_leaves_out_nothing_in_any_system()
    {
        // Madrid and Warsaw in LAEA Europe, whose image of the world's outline begins east of Madrid.
        using var results = Run.Through(
            Run.Points(3035, (3_160_000, 2_030_000), (5_070_000, 3_290_000)),
            settings: new() { ["context"] = """{"extent":{"xmin":-180,"ymin":-90,"xmax":180,"ymax":90,"spatialReference":{"wkid":4326}}}""" });

        results.Features().Features.Count().ShouldBe(2);
    }

    [Fact]
    public void An_extent_of_one_point_keeps_what_is_there()
    {
        using var results = Run.Through(
            Run.Points(4326, (1, 1), (2, 2)),
            settings: new() { ["context"] = """{"extent":{"xmin":1,"ymin":1,"xmax":1,"ymax":1,"spatialReference":{"wkid":4326}}}""" });

        results.Features().Features.Count().ShouldBe(1);
    }

    [Fact]
    public void Features_outside_the_extent_are_counted()
    {
        using var results = Run.Through(
            Run.Points(4326, (1, 1), (2, 2), (3, 3)),
            settings: new() { ["context"] = """{'extent': {'xmin': 0, 'ymin': 0, 'xmax': 1.5, 'ymax': 1.5}, 'outSR': None}""" });

        results.Messages.ShouldContain(message => message.Type == MessageType.Warning
            && message.Description == "Input_Features: 2 features lie outside the extent and were not used.");
    }

    [Theory]
    [InlineData(0, 5, 10, 5, 1)]
    [InlineData(5, 5, 5, 5, 1)]
    [InlineData(20, 5, 30, 5, 0)]
    public void An_extent_without_an_area_is_compared_with_invalid_polygons_too(double xmin, double ymin, double xmax, double ymax, int count)
    {
        var bowTie = GeometryServices.Factory.CreatePolygon([new(0, 0), new(10, 10), new(10, 0), new(0, 10), new(0, 0)]);
        var schema = new FeatureSchema { GeometryType = GeometryType.Polygon, SpatialReference = SpatialReferences.Default.Wgs84 };

        using var results = Run.Through(
            new FeatureSet(schema, [new Feature(bowTie, [])]),
            settings: new() { ["context"] = FormattableString.Invariant($$$"""{"extent":{"xmin":{{{xmin}}},"ymin":{{{ymin}}},"xmax":{{{xmax}}},"ymax":{{{ymax}}}}}""") });

        results.Features().Features.Count().ShouldBe(count);
    }

    [Fact]
    public void Features_keep_their_place_as_object_id_when_an_extent_leaves_others_out()
    {
        using var results = Run.Through(
            Run.Points(4326, (50, 50), (1, 1)),
            settings: new() { ["context"] = """{"extent":{"xmin":0,"ymin":0,"xmax":2,"ymax":2}}""" });

        results.Features().Features.Single().Attributes.ShouldBe([2L]);
    }

    [Theory]
    [InlineData("env:outSR", "{}")]
    [InlineData("env:processSR", "null")]
    [InlineData("context", """{"outSR":{},"extent":{"xmin":null,"ymin":null,"xmax":null,"ymax":null}}""")]
    public void Empty_settings_say_nothing(string name, string value)
    {
        using var results = Run.Through(Run.Points(4326, (1, 1)), settings: new() { [name] = value });

        results.Features().SpatialReference!.Wkid.ShouldBe(4326);
        results.Features().Features.Count().ShouldBe(1);
    }

    [Fact]
    public void An_input_that_was_cut_off_does_not_mark_the_result()
    {
        var input = Run.Points(4326, (1, 1));

        using var results = Run.Through(new FeatureSet(input.Schema, input.Features) { ExceededTransferLimit = true }, (set, _) => set.As(set.Schema));

        results.Features().ExceededTransferLimit.ShouldBeFalse();
    }

    [Fact]
    public void Progress_counts_the_features_of_the_result()
    {
        var seen = new List<ToolProgress>();
        var points = Enumerable.Range(0, 2_500).Select(n => ((double)n / 100, 0.0)).ToArray();
        var input = Run.Points(4326, points);

        using var results = Run.Through(new FeatureSet(input.Schema, input.Features) { KnownCount = 2_500 }, progress: seen.Add);

        seen.ShouldBe([new("Output_Features: 1000 features", 40), new("Output_Features: 2000 features", 80)]);
    }

    [Fact]
    public void A_result_with_more_records_than_the_limit_is_empty_marked_and_explained()
    {
        using var results = Run.Through(Run.Points(4326, (0, 0), (1, 1), (2, 2)), recordLimit: 2);

        results.Features().ExceededTransferLimit.ShouldBeTrue();
        results.Features().Features.ShouldBeEmpty();
        results.Messages.ShouldContain(message => message.Type == MessageType.Warning && message.Description.Contains("more than 2 records"));
    }

    [Fact]
    public void A_result_with_as_many_records_as_the_limit_is_complete()
    {
        using var results = Run.Through(Run.Points(4326, (0, 0), (1, 1)), recordLimit: 2);

        results.Features().ExceededTransferLimit.ShouldBeFalse();
        results.Features().Features.Count().ShouldBe(2);
    }

    [Fact]
    public void A_run_begins_and_ends_with_the_messages_that_clients_know()
    {
        using var results = Run.Through(Run.Points(4326, (0, 0)), (set, context) =>
        {
            context.Messages.AddWarning("between");
            return set;
        });

        results.Messages[0].Description.ShouldStartWith("Start Time: ");
        results.Messages[1].ShouldBe(new ToolMessage(MessageType.Warning, "between"));
        results.Messages[^1].Description.ShouldMatch(@"^Succeeded at .+ \(Elapsed Time: \d+\.\d\d seconds\)$");
    }

    [Fact]
    public void A_tally_is_said_once_after_the_features_were_made()
    {
        using var results = Run.Through(Run.Points(4326, (0, 0), (1, 1)), (set, context) =>
        {
            var tally = context.Messages.Tally(count => $"{count} seen");
            return set.Map(feature =>
            {
                tally.Add();
                return feature;
            });
        });

        results.Messages.Count(message => message.Description == "2 seen").ShouldBe(1);
    }

    [Fact]
    public void A_stopped_run_ends_with_a_cancellation() =>
        Should.Throw<OperationCanceledException>(() => Run.Through(
            Run.Points(4326, (0, 0)), (set, _) => set.Map(feature => feature), stop: new CancellationToken(true)));

    [Fact]
    public void A_result_too_large_for_memory_comes_back_from_the_disk_as_it_was_and_leaves_no_file()
    {
        var directory = Directory.CreateTempSubdirectory("gpserver-test-").FullName;
        var options = new RunOptions { VerticesInMemory = 100, TemporaryDirectory = directory };
        var input = Many(1_000);

        var results = Run.Through(input, options: options);
        var back = results.Features().Features.ToList();
        var again = results.Features().Features.Count();
        Directory.GetFiles(directory).Length.ShouldBe(1);
        results.Dispose();

        back.Count.ShouldBe(1_000);
        again.ShouldBe(1_000);
        back[999].Attributes.ShouldBe([1000L, null, 999L, 0.5, "tëxt 999"]);
        back[999].Geometry!.EqualsExact(input.Features.Last().Geometry).ShouldBeTrue();
        back[999].Geometry!.Coordinate.Z.ShouldBe(7);
        back[500].Geometry.ShouldBeNull();
        Directory.GetFiles(directory).ShouldBeEmpty();
        Directory.Delete(directory);
    }

    static MultiPolygon Holed(int n)
    {
        var shell = GeometryServices.Factory.CreateLinearRing(
            [new CoordinateZ(n, 0, 7), new CoordinateZ(n, 9, 7), new CoordinateZ(n + 9, 9, 7), new CoordinateZ(n, 0, 7)]);
        var hole = GeometryServices.Factory.CreateLinearRing(
            [new CoordinateZ(n + 1, 4, 7), new CoordinateZ(n + 2, 5, 7), new CoordinateZ(n + 1, 5, 7), new CoordinateZ(n + 1, 4, 7)]);
        return GeometryServices.Factory.CreateMultiPolygon(
            [GeometryServices.Factory.CreatePolygon(shell, [hole]), GeometryServices.Factory.CreatePolygon()]);
    }

    static FeatureSet Many(int count) => new(
        new FeatureSchema
        {
            GeometryType = GeometryType.Point,
            HasZ = true,
            SpatialReference = SpatialReferences.Default.Wgs84,
            Fields =
            [
                new Field("NOTHING", FieldType.String), new Field("N", FieldType.Integer), new Field("HALF", FieldType.Double),
                new Field("TEXT", FieldType.String),
            ],
        },
        [
            .. Enumerable.Range(0, count).Select(n => new Feature(
                n == 500 ? null : n % 2 == 0 ? GeometryServices.Factory.CreatePoint(new CoordinateZ(n, -n, 7)) : Holed(n),
                [null, (long)n, 0.5, $"tëxt {n}"])),
        ]);
}
