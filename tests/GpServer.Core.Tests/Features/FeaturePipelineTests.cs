using GpServer.Core.Features;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Tests.Features;

public sealed class FeaturePipelineTests
{
    static readonly FeatureSchema Points = new()
    {
        GeometryType = GeometryType.Point,
        Fields = [new Field("N", FieldType.Integer)],
    };

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Features_leave_in_the_order_in_which_they_came(int cores)
    {
        var set = Numbered(5_000, new FeaturePipeline(RunBudget.Unlimited, cores));

        var doubled = set.Map(feature => new Feature(feature.Geometry, [2 * (long)feature.Attributes[0]!]));

        doubled.Features.Select(feature => (long)feature.Attributes[0]!).ShouldBe(Enumerable.Range(0, 5_000).Select(n => 2L * n));
    }

    [Fact]
    public void A_feature_that_is_mapped_to_nothing_is_left_out()
    {
        var set = Numbered(1_000, new FeaturePipeline(RunBudget.Unlimited, 2));

        var odd = set.Map(feature => (long)feature.Attributes[0]! % 2 == 1 ? feature : null);

        odd.Features.Count().ShouldBe(500);
    }

    [Fact]
    public void The_place_that_a_map_is_given_counts_over_batches()
    {
        var set = Numbered(1_000, new FeaturePipeline(RunBudget.Unlimited, 3));

        var placed = set.Map(Points, (feature, place) => new Feature(null, [(long)place]));

        placed.Features.Select(feature => (long)feature.Attributes[0]!).ShouldBe(Enumerable.Range(0, 1_000).Select(n => (long)n));
    }

    [Fact]
    public void Nothing_is_done_before_the_result_is_read()
    {
        var done = 0;
        var set = Numbered(10, FeaturePipeline.Sequential).Map(feature =>
        {
            done++;
            return feature;
        });

        done.ShouldBe(0);
        set.Features.Count().ShouldBe(10);
        done.ShouldBe(10);
    }

    [Fact]
    public void A_large_set_is_worked_on_by_several_threads()
    {
        var threads = new HashSet<int>();
        using var together = new Barrier(2);
        var set = Numbered(256 * 8, new FeaturePipeline(RunBudget.Unlimited, 2));

        // Two features of different batches wait for each other: with one thread this would never pass.
        var first = 0;
        set.Map(feature =>
        {
            if ((long)feature.Attributes[0]! is 0 or 256 && Interlocked.Increment(ref first) <= 2)
            {
                together.SignalAndWait(TimeSpan.FromSeconds(60)).ShouldBeTrue();
            }

            lock (threads)
            {
                threads.Add(Environment.CurrentManagedThreadId);
            }

            return feature;
        }).Features.Count().ShouldBe(2_048);

        threads.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_failure_in_one_feature_comes_out_as_it_was_thrown()
    {
        var set = Numbered(2_000, new FeaturePipeline(RunBudget.Unlimited, 2)).Map(feature =>
            (long)feature.Attributes[0]! == 1_500 ? throw new GpException(GpError.ToolFailed, "feature 1500") : feature);

        Should.Throw<GpException>(() => set.Features.Count()).Message.ShouldBe("feature 1500");
    }

    [Fact]
    public void A_run_that_is_to_stop_makes_no_further_feature()
    {
        using var stop = new CancellationTokenSource();
        var made = 0;
        var set = Numbered(100_000, new FeaturePipeline(new RunBudget(long.MaxValue, stop.Token), 2)).Map(feature =>
        {
            if (Interlocked.Increment(ref made) == 1_000)
            {
                stop.Cancel();
            }

            return feature;
        });

        Should.Throw<OperationCanceledException>(() => set.Features.Count());
        made.ShouldBeLessThan(10_000);
    }

    [Fact]
    public void Nothing_goes_on_after_a_reader_has_had_enough()
    {
        var made = 0;
        var set = Numbered(10_000, new FeaturePipeline(RunBudget.Unlimited, 4)).Map(feature =>
        {
            Interlocked.Increment(ref made);
            Thread.SpinWait(1_000);
            return feature;
        });

        set.Features.Take(1).Count().ShouldBe(1);
        var atTheEnd = made;
        Thread.Sleep(100);

        made.ShouldBe(atTheEnd);
    }

    [Fact]
    public void Steps_of_one_run_use_no_more_cores_together_than_it_may()
    {
        var (now, most) = (0, 0);
        var set = Numbered(20_000, new FeaturePipeline(RunBudget.Unlimited, 2)).Map(Busy).Map(Busy).Map(Busy);

        set.Features.Count().ShouldBe(20_000);

        most.ShouldBeLessThanOrEqualTo(2);

        Feature Busy(Feature feature)
        {
            var running = Interlocked.Increment(ref now);
            for (var seen = most; running > seen; seen = most)
            {
                Interlocked.CompareExchange(ref most, running, seen);
            }

            Thread.SpinWait(200);
            Interlocked.Decrement(ref now);
            return feature;
        }
    }

    [Fact]
    public void A_run_that_makes_more_vertices_than_it_may_fails_and_names_the_limit()
    {
        var set = Numbered(1_000, new FeaturePipeline(new RunBudget(maxVertices: 500, CancellationToken.None), 2));

        var failure = Should.Throw<GpException>(() => set.Map(feature => feature).Features.Count());

        failure.Error.ShouldBe(GpError.LimitExceeded);
        failure.Message.ShouldContain("500");
    }

    static FeatureSet Numbered(int count, FeaturePipeline pipeline) => new(
        Points,
        Enumerable.Range(0, count).Select(n => new Feature(GeometryServices.Factory.CreatePoint(new Coordinate(n, n)), [(long)n])),
        pipeline);
}
