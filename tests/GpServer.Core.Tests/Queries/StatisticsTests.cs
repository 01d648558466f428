using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Queries;
using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Queries;

public sealed class StatisticsTests
{
    static readonly CancellationToken None = CancellationToken.None;

    static readonly FeatureSchema Schema = new()
    {
        Fields =
        [
            new Field("OBJECTID", FieldType.OID), new Field("KIND", FieldType.String), new Field("N", FieldType.Integer),
            new Field("X", FieldType.Double), new Field("WHEN_", FieldType.Date),
        ],
    };

    [Fact]
    public void Figures_of_groups_agree_with_a_plain_computation()
    {
        var random = new Random(1);
        var rows = Enumerable.Range(1, 2_000).Select(id => new object?[]
        {
            (long)id, random.Next(6) is var kind && kind == 0 ? null : $"k{kind}", random.Next(10) == 0 ? null : (long)random.Next(-50, 50),
            1e9 + random.NextDouble(), null,
        }).ToList();
        var answer = Runner(rows).Statistics(new LayerQuery
        {
            GroupBy = [1],
            OrderBy = [new SortField("KIND")],
            Statistics =
            [
                new(StatisticType.Count, 2, "c"), new(StatisticType.Sum, 2, "s"), new(StatisticType.Min, 2, "lo"), new(StatisticType.Max, 2, "hi"),
                new(StatisticType.Avg, 3, "a"), new(StatisticType.Var, 3, "v"), new(StatisticType.StdDev, 3, "d"),
                new(StatisticType.PercentileDisc, 2, "m") { Fraction = 0.9 }, new(StatisticType.PercentileCont, 2, "p") { Fraction = 0.25 },
            ],
        }, None);

        var groups = rows.GroupBy(row => (string?)row[1]).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        var found = answer.Features.ToList();
        found.Count.ShouldBe(groups.Count);
        foreach (var (row, group) in found.Select(feature => feature.Attributes).Zip(groups))
        {
            var whole = group.Select(one => one[2]).OfType<long>().Order().ToList();
            // Taken from the values before they become decimals, which have fewer digits of a double.
            var decimals = group.Select(one => (decimal)((double)one[3]! - 1e9)).ToList();
            var mean = decimals.Average();
            var variance = (double)(decimals.Sum(one => (one - mean) * (one - mean)) / (decimals.Count - 1));
            row[..5].ShouldBe([group.Key, (long)whole.Count, (double)whole.Sum(), whole[0], whole[^1]]);
            ((double)row[5]!).ShouldBe(1e9 + (double)mean, 1e-6);

            // The values are near a thousand million and differ by less than one: the naive formula would have no digit right.
            ((double)row[6]!).ShouldBe(variance, variance * 1e-6);
            ((double)row[7]!).ShouldBe(Math.Sqrt(variance), 1e-6);
            row[8].ShouldBe(whole[(int)Math.Ceiling(0.9 * whole.Count) - 1]);
            var place = 0.25 * (whole.Count - 1);
            var below = whole[(int)place];
            ((double)row[9]!).ShouldBe(below + ((place - (int)place) * (whole[Math.Min((int)place + 1, whole.Count - 1)] - below)), 1e-9);
        }
    }

    [Fact]
    public void Figures_of_nothing_are_null_and_its_count_is_zero()
    {
        var query = new LayerQuery { Statistics = [new(StatisticType.Count, 0, "c"), new(StatisticType.Sum, 2, "s"), new(StatisticType.Max, 1, "m")] };
        Runner([]).Statistics(query, None).Features.Single().Attributes.ShouldBe([0L, null, null]);
        Runner([]).Statistics(query with { GroupBy = [1] }, None).Features.ShouldBeEmpty();
        var one = Runner([[1L, "a", 5L, 1.5, null]]);
        one.Statistics(new LayerQuery { Statistics = [new(StatisticType.StdDev, 2, "d"), new(StatisticType.Avg, 3, "a")] }, None)
            .Features.Single().Attributes.ShouldBe([null, 1.5]);
    }

    [Fact]
    public void Sums_of_large_whole_numbers_do_not_overflow_and_sums_of_decimals_lose_nothing_small()
    {
        var runner = Runner([[1L, "a", long.MaxValue, 1e100, null], [2L, "a", long.MaxValue, 1.0, null], [3L, "a", 2L, -1e100, null]]);
        runner.Statistics(new LayerQuery { Statistics = [new(StatisticType.Sum, 2, "n"), new(StatisticType.Sum, 3, "x")] }, None)
            .Features.Single().Attributes.ShouldBe([18446744073709551616.0, 1.0]);
    }

    [Theory]
    [InlineData("COUNT(*) > 1", "a,b")]
    [InlineData("total >= 10", "b,c")]
    [InlineData("SUM(N) >= 10 AND MAX(X) < 3", "c")]
    [InlineData("KIND = 'a' OR AVG(N) > 9", "a,c")]
    public void A_condition_chooses_among_groups(string having, string kinds)
    {
        var runner = Runner(
        [
            [1L, "a", 1L, 1.0, null], [2L, "a", 2L, 1.0, null], [3L, "b", 5L, 3.0, null], [4L, "b", 6L, 1.0, null], [5L, "c", 10L, 2.0, null],
        ]);
        var query = new LayerQuery { GroupBy = [1], Statistics = [new(StatisticType.Sum, 2, "total")], Having = having };
        var answer = runner.Statistics(query, None);
        answer.Schema.Fields.Select(field => field.Name).ShouldBe(["KIND", "total"]);
        string.Join(',', answer.Features.Select(feature => feature.Attributes[0])).ShouldBe(kinds);
        answer.Features.ShouldAllBe(feature => feature.Attributes.Length == 2);
    }

    [Fact]
    public void Distinct_values_are_groups_without_figures()
    {
        var runner = Runner([[1L, "b", 1L, 1.0, null], [2L, "a", 1L, 1.0, null], [3L, "b", 1L, 2.0, null], [4L, null, null, 2.0, null]]);
        var query = new LayerQuery { GroupBy = [1, 2], OrderBy = [new SortField("KIND", IsDescending: true)], Limit = 2 };
        var answer = runner.Statistics(query, None);
        answer.Features.Select(feature => feature.Attributes[0]).ShouldBe(["b", "a"]);
        answer.ExceededTransferLimit.ShouldBeTrue();
    }

    [Fact]
    public void A_figure_that_does_not_fit_its_field_is_refused()
    {
        Should.Throw<GpException>(() => Runner([]).Statistics(new LayerQuery { Statistics = [new(StatisticType.Sum, 1, "s")] }, None))
            .Message.ShouldContain("'KIND', which is of type String");
        Should.Throw<GpException>(() => Runner([]).Statistics(new LayerQuery { Statistics = [new(StatisticType.Sum, 2, "s"), new(StatisticType.Min, 2, "S")] }, None))
            .Message.ShouldContain("two fields of the answer have the name 'S'");
    }

    [Fact]
    public void Too_many_groups_are_refused()
    {
        var rows = Enumerable.Range(1, 200_001).Select(id => new object?[] { (long)id, null, null, (double)id, null });
        Should.Throw<GpException>(() => Runner(rows).Statistics(new LayerQuery { GroupBy = [3] }, None)).Error.ShouldBe(GpError.LimitExceeded);
    }

    [Fact]
    public void Many_figures_of_many_groups_are_refused()
    {
        var rows = Enumerable.Range(1, 10_001).Select(id => new object?[] { (long)id, null, (long)id, null, null });
        var statistics = Enumerable.Range(0, 200).Select(i => new Statistic(StatisticType.Count, 2, $"c{i}")).ToList();
        var refused = Should.Throw<GpException>(() => Runner(rows).Statistics(new LayerQuery { GroupBy = [2], Statistics = statistics }, None));
        refused.Error.ShouldBe(GpError.LimitExceeded);
        refused.Message.ShouldContain("2000000 figures of all groups");
    }

    static LayerQueryRunner Runner(IEnumerable<object?[]> rows) =>
        new(new MemoryLayer(Schema, rows.Select(row => new Feature(null, row))), SpatialReferences.Default);
}
