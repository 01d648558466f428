using System.Numerics;
using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.MapProjections;

public sealed class VectorMathTests
{
    static readonly double[] Special =
        [0, 1e-300, 1e-8, Math.PI / 8, Math.PI / 4, 1, Math.PI / 2, Math.BitDecrement(Math.PI / 2), Math.PI, 3, 100, 99_999, 100_001, 1e22];

    [Fact]
    public void Sines_and_cosines_agree_with_the_framework()
    {
        foreach (var x in Numbers(count: 20_000, range: 20))
        {
            var (sin, cos) = VectorMath.SinCos(new Vector<double>(x));

            sin[0].ShouldBe(Math.Sin(x), 1.2e-16);
            cos[0].ShouldBe(Math.Cos(x), 1.2e-16);
            Math.Abs(cos[0] - Math.Cos(x)).ShouldBeLessThanOrEqualTo(3e-16 * Math.Abs(Math.Cos(x)));
        }
    }

    [Fact]
    public void Exponentials_and_logarithms_agree_with_the_framework()
    {
        foreach (var x in Numbers(count: 20_000, range: 700).Where(x => Math.Abs(x) <= 709))
        {
            var exponential = VectorMath.Exp(new Vector<double>(x));

            (exponential[0] / Math.Exp(x)).ShouldBe(1, 5e-16);
            VectorMath.Log(exponential)[0].ShouldBe(x, 3e-16 * Math.Max(1, Math.Abs(x)));
        }

        VectorMath.Exp(new Vector<double>(1e300))[0].ShouldBeGreaterThan(1e307);
        VectorMath.Exp(new Vector<double>(-1e300))[0].ShouldBeInRange(0, 1e-307);
    }

    [Fact]
    public void Angles_agree_with_the_framework_in_all_quadrants()
    {
        var numbers = Numbers(count: 10_000, range: 5);
        foreach (var (y, x) in numbers.Zip(numbers.Reverse()))
        {
            VectorMath.Atan2(new Vector<double>(y), new Vector<double>(x))[0].ShouldBe(Math.Atan2(y, x), 4.5e-16);
        }

        (double Y, double X)[] axes = [(0, 0), (0, 1), (0, -1), (-0.0, -1), (1, 0), (-1, 0), (1e300, 1), (double.PositiveInfinity, 2)];
        foreach (var (y, x) in axes)
        {
            VectorMath.Atan2(new Vector<double>(y), new Vector<double>(x))[0].ShouldBe(Math.Atan2(y, x));
        }
    }

    [Fact]
    public void What_is_not_a_number_stays_so()
    {
        var (nan, one) = (new Vector<double>(double.NaN), Vector<double>.One);

        var (sin, cos) = VectorMath.SinCos(nan);
        Vector<double>[] results =
        [
            sin, cos, VectorMath.SinCos(new Vector<double>(double.NegativeInfinity)).Sin, VectorMath.Exp(nan), VectorMath.Log(nan),
            VectorMath.Atan2(nan, one), VectorMath.Atan2(one, nan), VectorMath.OneTurn(nan),
        ];

        results.ShouldAllBe(result => double.IsNaN(result[0]));
    }

    [Fact]
    public void Lanes_do_not_touch_each_other()
    {
        var numbers = Numbers(Vector<double>.Count, 3).Take(Vector<double>.Count).ToArray();
        numbers[0] = 1e9;

        var (sin, _) = VectorMath.SinCos(new Vector<double>(numbers));

        for (var i = 0; i < numbers.Length; i++)
        {
            sin[i].ShouldBe(Math.Sin(numbers[i]), 1.2e-16);
        }
    }

    [Fact]
    public void A_far_neighbour_leaves_sines_and_turns_to_the_last_bit()
    {
        foreach (var x in Numbers(count: 2_000, range: 20))
        {
            var lanes = new double[Vector<double>.Count];
            (lanes[0], lanes[^1]) = (x, 1e300);

            VectorMath.SinCos(new Vector<double>(lanes)).Sin[0].ShouldBe(VectorMath.SinCos(new Vector<double>(x)).Sin[0]);
            VectorMath.OneTurn(new Vector<double>(lanes))[0].ShouldBe(VectorMath.OneTurn(new Vector<double>(x))[0]);
            Math.Abs(VectorMath.OneTurn(new Vector<double>(lanes))[Vector<double>.Count - 1]).ShouldBeLessThanOrEqualTo(Math.PI);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(511)]
    [InlineData(513)]
    public void A_point_has_the_same_result_alone_as_among_others(int count)
    {
        var references = SpatialReferences.Default;
        var transform = references.Transform(references.Get(27700), references.Get(32633));
        var (xs, ys) = (new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            (xs[i], ys[i]) = (400_000 + (i * 100), 200_000 + (i * 300));
        }

        double[] lastX = [xs[^1]];
        double[] lastY = [ys[^1]];
        transform.Apply(xs, ys).ShouldBe(0);
        transform.Apply(lastX, lastY);

        xs[^1].ShouldBe(lastX[0]);
        ys[^1].ShouldBe(lastY[0]);
    }

    static IEnumerable<double> Numbers(int count, double range)
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * 2 * range), .. Special, .. Special.Select(x => -x)];
    }
}
