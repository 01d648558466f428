using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

public sealed class CoordinateTransformTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    [Fact]
    public void The_same_pair_yields_the_same_transform() =>
        Between(4326, 27700).ShouldBeSameAs(Between(4326, 27700));

    [Theory]
    [InlineData(102100, 3785)]
    [InlineData(102718, 2263)]
    [InlineData(4326, 4326)]
    public void Equivalent_systems_leave_numbers_as_they_are(int from, int to)
    {
        double[] ordinates = [1.5, -7e9];

        var transform = Between(from, to);

        transform.IsIdentity.ShouldBeTrue();
        transform.Apply(ordinates, 2).ShouldBe(0);
        ordinates.ShouldBe([1.5, -7e9]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void More_points_than_a_batch_are_all_transformed_and_other_ordinates_kept(int stride)
    {
        var ordinates = Enumerable.Range(0, 1300 * stride).Select(i => i / 1000.0).ToArray();
        var before = (double[])ordinates.Clone();

        Between(4326, 3857).Apply(ordinates, stride).ShouldBe(0);

        for (var i = 0; i < ordinates.Length; i++)
        {
            var expected = (i % stride) switch
            {
                0 => before[i] * Math.PI / 180 * 6378137,
                1 => 6378137 * Math.Log(Math.Tan((Math.PI / 4) + (before[i] * Math.PI / 360))),
                _ => before[i],
            };
            ordinates[i].ShouldBe(expected, 1e-8);
        }
    }

    [Fact]
    public void A_pole_on_Web_Mercator_is_drawn_at_the_limit_beyond_every_other_latitude()
    {
        double[] xs = [0, 0, 0];
        double[] ys = [-90, -89.9999, 90];

        Between(4326, 3857).Apply(xs, ys).ShouldBe(0);

        ys[0].ShouldBeLessThan(ys[1]);
        ys[0].ShouldBe(-ys[2], 1e-6);
        ys[2].ShouldBe(-6378137 * Math.Log(Math.Tan(0.00001 / 2 * Math.PI / 180)), 0.1);
    }

    [Fact]
    public void A_longitude_beyond_the_antimeridian_stays_beyond_it_on_Web_Mercator_and_back()
    {
        double[] xs = [190];
        double[] ys = [10];

        Between(4326, 3857).Apply(xs, ys);
        xs[0].ShouldBe(6378137 * 190 * Math.PI / 180, 1e-6);

        Between(3857, 4326).Apply(xs, ys);
        xs[0].ShouldBe(190, 1e-12);
    }

    [Fact]
    public void A_longitude_of_another_turn_is_the_same_place_on_a_local_grid()
    {
        double[] xs = [-2, 358];
        double[] ys = [52, 52];

        Between(4326, 27700).Apply(xs, ys);

        xs[1].ShouldBe(xs[0], 1e-6);
        ys[1].ShouldBe(ys[0], 1e-6);
    }

    [Fact]
    public void Systems_on_one_base_are_not_shifted_between_each_other()
    {
        // Each of the two has its own choice of shift to WGS 84 for its own area.
        double[] xs = [-75];
        double[] ys = [40];

        Between(4267, 26718).Apply(xs, ys);
        Between(26718, 4267).Apply(xs, ys);

        xs[0].ShouldBe(-75, 1e-11);
        ys[0].ShouldBe(40, 1e-11);
    }

    [Fact]
    public void Southing_and_westing_come_as_x_and_y()
    {
        double[] xs = [15];
        double[] ys = [50];
        double[] east = [15];
        double[] north = [50];

        Between(4326, 5513).Apply(xs, ys);
        Between(4326, 5514).Apply(east, north);

        xs[0].ShouldBe(-north[0], 1e-6);
        ys[0].ShouldBe(-east[0], 1e-6);
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(0, 91)]
    [InlineData(105, 0)]
    public void Points_without_a_place_become_NaN_and_are_counted(double longitude, double latitude)
    {
        double[] xs = [15, longitude, 16];
        double[] ys = [50, latitude, 51];

        Between(4326, 32633).Apply(xs, ys).ShouldBe(1);

        double.IsNaN(xs[1] + ys[1]).ShouldBeTrue();
        double.IsFinite(xs[0] + ys[0] + xs[2] + ys[2]).ShouldBeTrue();
    }

    [Theory]
    [InlineData(5514)]
    [InlineData(2154)]
    [InlineData(5070)]
    [InlineData(30200)]
    [InlineData(29101)]
    [InlineData(28992)]
    [InlineData(2056)]
    [InlineData(3375)]
    [InlineData(3035)]
    public void No_number_makes_a_projection_fail(int wkid)
    {
        double[] values = [0, 1e-300, 90, -90, 180, 1e7, -1e9, 1e20, 1e300, double.NaN, double.NegativeInfinity];
        foreach (var transform in (CoordinateTransform[])[Between(4326, wkid), Between(wkid, 4326)])
        {
            var xs = values.SelectMany(value => values.Select(_ => value)).ToArray();
            var ys = values.SelectMany(_ => values).ToArray();

            var outside = transform.Apply(xs, ys);

            outside.ShouldBe(xs.Count(double.IsNaN));
        }
    }

    [Fact]
    public void Every_twentieth_system_brings_its_area_of_use_back_to_where_it_was()
    {
        var worst = Enumerable.Range(0, 32800 / 20).Select(i => i * 20)
            .Where(HasComputedArea)
            .ToDictionary(wkid => wkid, RoundTripMetres);

        worst.Count.ShouldBeGreaterThan(200);
        worst.Where(system => !(system.Value < 0.1)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(32633)]
    [InlineData(3035)]
    [InlineData(2154)]
    [InlineData(5070)]
    [InlineData(5514)]
    [InlineData(28992)]
    [InlineData(2056)]
    [InlineData(3375)]
    [InlineData(30200)]
    [InlineData(29101)]
    [InlineData(3857)]
    [InlineData(27700)]
    public void Four_threads_on_one_transform_get_what_one_thread_gets(int wkid)
    {
        var area = References.Get(wkid).AreaOfUse!.Value;
        var input = Enumerable.Range(0, 4000)
            .Select(i => i % 2 == 0 ? Part(area.West, area.East, i / 4000.0) : Part(area.South, area.North, i / 4000.0))
            .ToArray();
        var expected = ThereAndBack(wkid, input);

        var results = new double[4][];
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => results[i] = ThereAndBack(wkid, input));

        results.ShouldAllBe(result => result.SequenceEqual(expected));
    }

    static double Part(double from, double to, double share) => from + ((to - from) * share);

    static bool HasComputedArea(int wkid) => References.TryGet(wkid, out var known)
        && known is { AreaOfUse: not null, System.Projection: null or { IsComputed: true } };

    static double[] ThereAndBack(int wkid, double[] input)
    {
        var there = (double[])input.Clone();
        Between(4326, wkid).Apply(there, 2);
        var back = (double[])there.Clone();
        Between(wkid, 4326).Apply(back, 2);
        return [.. there, .. back];
    }

    static double RoundTripMetres(int wkid)
    {
        var (west, south, east, north) = References.Get(wkid).AreaOfUse!.Value;
        double[] xs = [(west + (east < west ? east + 360 : east)) / 2];
        double[] ys = [(south + north) / 2];
        var (longitude, latitude) = (xs[0], ys[0]);
        Between(4326, wkid).Apply(xs, ys);
        Between(wkid, 4326).Apply(xs, ys);
        var across = Math.IEEERemainder(xs[0] - longitude, 360) * Math.Cos(latitude * Math.PI / 180);
        return 111_000 * Math.Max(Math.Abs(across), Math.Abs(ys[0] - latitude));
    }

    static CoordinateTransform Between(int from, int to) => References.Transform(References.Get(from), References.Get(to));
}
