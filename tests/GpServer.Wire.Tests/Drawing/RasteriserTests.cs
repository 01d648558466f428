using GpServer.Wire.Drawing;
using GpServer.Wire.Drawing.Painting;

namespace GpServer.Wire.Tests.Drawing;

public sealed class RasteriserTests
{
    [Theory]
    [InlineData(10, 10, 20, 10, 20, 30, 10, 30)]
    [InlineData(10.3f, 10.7f, 20.1f, 12.2f, 17.9f, 30.4f, 3.3f, 21.6f)]
    [InlineData(0, 0, 64, 0, 64, 64, 0, 64)]
    [InlineData(31.9f, 0.1f, 32.1f, 0.1f, 32.1f, 63.9f, 31.9f, 63.9f)]
    [InlineData(1.25f, 1.25f, 1.5f, 1.25f, 1.5f, 1.5f, 1.25f, 1.5f)]
    public void The_covered_pixels_sum_up_to_the_area(params float[] vertices)
    {
        var coverages = Coverages(64, 64, FillRule.NonZero, vertices);
        coverages.Sum().ShouldBe(Area(vertices), 0.3);
        Coverages(64, 64, FillRule.EvenOdd, vertices).ShouldBe(coverages);
        Coverages(64, 64, FillRule.NonZero, Reversed(vertices)).ShouldBe(coverages);
    }

    [Fact]
    public void A_pixel_is_covered_by_the_exact_share()
    {
        var coverages = Coverages(4, 4, FillRule.NonZero, 1.25f, 1, 2.5f, 1, 2.5f, 3, 1.25f, 3);
        coverages[4 + 1].ShouldBe(0.75, 0.003);
        coverages[4 + 2].ShouldBe(0.5, 0.003);
        coverages[0].ShouldBe(0);
        coverages[4 + 3].ShouldBe(0);

        // The diagonal of a pixel.
        Coverages(4, 4, FillRule.NonZero, 1, 1, 2, 1, 1, 2)[4 + 1].ShouldBe(0.5, 0.003);
    }

    [Theory]
    [InlineData(FillRule.NonZero)]
    [InlineData(FillRule.EvenOdd)]
    public void Random_polygons_agree_with_many_samples_of_each_pixel(FillRule rule)
    {
        const int side = 48;
        var random = new Random(7);
        for (var run = 0; run < 25; run++)
        {
            var vertices = new float[2 * random.Next(3, 9)];
            for (var i = 0; i < vertices.Length; i++)
            {
                vertices[i] = (float)((random.NextDouble() * side * 2) - (side / 2.0));
            }

            var coverages = Coverages(side, side, rule, vertices);
            var samples = Samples(side, vertices, rule);
            var off = 0.0;
            for (var i = 0; i < samples.Length; i++)
            {
                // Only where two edges meet within a pixel is the share not exact; these pixels are few.
                var difference = Math.Abs(coverages[i] - samples[i]);
                off += difference > 0.09 ? 1 : 0;
            }

            off.ShouldBeLessThan(0.02 * samples.Length, $"run {run}");
            (coverages.Sum() - samples.Sum()).ShouldBe(0, 0.012 * samples.Length, $"run {run}");
        }
    }

    [Fact]
    public void What_is_beyond_the_image_changes_nothing_in_it()
    {
        float[] inside = [10, 10, 50, 10, 50, 50, 10, 50];
        float[] around = [-3000, -3000, 4000, -3000, 4000, 4000, -3000, 4000];
        Coverages(64, 64, FillRule.NonZero, around).ShouldAllBe(coverage => coverage == 1);
        Coverages(64, 64, FillRule.NonZero, 100, 10, 200, 10, 200, 50).ShouldAllBe(coverage => coverage == 0);
        Coverages(64, 64, FillRule.NonZero, -100, 10, -20, 10, -20, 50).ShouldAllBe(coverage => coverage == 0);
        Coverages(64, 64, FillRule.NonZero, 10, -40, 50, -40, 50, -1).ShouldAllBe(coverage => coverage == 0);
        Coverages(64, 64, FillRule.NonZero, -2000, 10, 50, 10, 50, 50, -2000, 50).Sum().ShouldBe(50 * 40, 0.5);
        Coverages(64, 64, FillRule.NonZero, 10, -2000, 3000, -2000, 3000, 50, 10, 50).Sum().ShouldBe(54 * 50, 0.5);
        Coverages(64, 64, FillRule.NonZero, inside).Sum().ShouldBe(1600, 0.01);
    }

    [Fact]
    public void Edges_that_leave_and_come_back_are_exact_at_the_sides()
    {
        // A diamond around the whole image, cut at all four sides.
        float[] diamond = [32, -20, 84, 32, 32, 84, -20, 32];
        var corner = 12.0; // The corners that it leaves are triangles with these legs.
        Coverages(64, 64, FillRule.NonZero, diamond).Sum().ShouldBe((64 * 64) - (4 * corner * corner / 2), 0.5);
    }

    [Fact]
    public void Bands_of_rows_together_are_the_whole()
    {
        var random = new Random(3);
        var list = new DrawList();
        for (var i = 0; i < 200; i++)
        {
            var first = list.Contours.Count;
            for (var vertex = 0; vertex < 40; vertex++)
            {
                list.Contours.Add((float)random.NextDouble() * 300, (float)random.NextDouble() * 200);
            }

            list.Contours.End();
            list.Fill(first, new Paint(new Color((byte)i, 100, 200, 90)), FillRule.EvenOdd);
            list.Rectangle(i, i / 2f, i + 1.5f, (i / 2f) + 7.25f, new Paint(Color.Black));
        }

        using var one = new PixelImage(300, 200);
        using var many = new PixelImage(300, 200);
        using (var canvas = new Canvas(one, 1))
        {
            canvas.Paint(list);
        }

        using (var canvas = new Canvas(many, 4))
        {
            canvas.Paint(list);
        }

        // An edge that is cut at the border of a band is rounded there.
        for (var i = 0; i < one.Pixels.Length; i++)
        {
            var (a, b) = (one.Pixels[i], many.Pixels[i]);
            for (var shift = 0; shift < 32; shift += 8)
            {
                Math.Abs((int)((a >> shift) & 255) - (int)((b >> shift) & 255)).ShouldBeLessThanOrEqualTo(2);
            }
        }
    }

    [Fact]
    public void Holes_are_left_out_by_both_rules()
    {
        using var list = new DrawList();
        Add(list, 4, 4, 60, 4, 60, 60, 4, 60);
        Add(list, 20, 20, 20, 40, 40, 40, 40, 20);
        list.Fill(0, new Paint(Color.Black), FillRule.NonZero);
        Painted(list).Sum().ShouldBe((56 * 56) - 400, 0.1);
        list.Clear();
        Add(list, 4, 4, 60, 4, 60, 60, 4, 60);
        Add(list, 20, 20, 40, 20, 40, 40, 20, 40);
        list.Fill(0, new Paint(Color.Black), FillRule.EvenOdd);
        Painted(list).Sum().ShouldBe((56 * 56) - 400, 0.1);
        list.Clear();
        Add(list, 4, 4, 60, 4, 60, 60, 4, 60);
        Add(list, 20, 20, 40, 20, 40, 40, 20, 40);
        list.Fill(0, new Paint(Color.Black), FillRule.NonZero);
        Painted(list).Sum().ShouldBe(56 * 56, 0.1);
    }

    static void Add(DrawList list, params float[] vertices)
    {
        list.Contours.Add(vertices);
        list.Contours.End();
    }

    static double[] Painted(DrawList list)
    {
        using var image = new PixelImage(64, 64);
        using var canvas = new Canvas(image, 1);
        canvas.Paint(list);
        return [.. image.Pixels.ToArray().Select(pixel => (pixel >> 24) / 255.0)];
    }

    static double[] Coverages(int width, int height, FillRule rule, params float[] vertices)
    {
        using var image = new PixelImage(width, height);
        using var rasteriser = new Rasteriser(width, 0, height);
        rasteriser.Add(vertices);
        rasteriser.Fill(image, new Paint(Color.Black), rule);
        return [.. image.Pixels.ToArray().Select(pixel => (pixel >> 24) / 255.0)];
    }

    static double Area(float[] vertices)
    {
        var area = 0.0;
        for (var i = 0; i < vertices.Length; i += 2)
        {
            var j = (i + 2) % vertices.Length;
            area += ((double)vertices[i] * vertices[j + 1]) - ((double)vertices[j] * vertices[i + 1]);
        }

        return Math.Abs(area / 2);
    }

    static float[] Reversed(float[] vertices) =>
        [.. Enumerable.Range(0, vertices.Length / 2).Reverse().SelectMany(i => new[] { vertices[2 * i], vertices[(2 * i) + 1] })];

    /// <summary>How many of 16 × 16 points of each pixel are inside, by the winding around each.</summary>
    static double[] Samples(int side, float[] vertices, FillRule rule)
    {
        const int grid = 16;
        var samples = new double[side * side];
        for (var sy = 0; sy < side * grid; sy++)
        {
            var y = (sy + 0.5) / grid;
            var crossings = new List<(double X, int Winding)>();
            for (var i = 0; i < vertices.Length; i += 2)
            {
                var j = (i + 2) % vertices.Length;
                var (y0, y1) = (vertices[i + 1], vertices[j + 1]);
                if (y0 <= y != y1 <= y)
                {
                    crossings.Add((vertices[i] + ((y - y0) / (y1 - y0) * (vertices[j] - vertices[i])), y0 < y1 ? 1 : -1));
                }
            }

            for (var sx = 0; sx < side * grid; sx++)
            {
                var x = (sx + 0.5) / grid;
                var winding = 0;
                foreach (var crossing in crossings)
                {
                    winding += crossing.X <= x ? crossing.Winding : 0;
                }

                var inside = rule == FillRule.NonZero ? winding != 0 : winding % 2 != 0;
                samples[(sy / grid * side) + (sx / grid)] += inside ? 1.0 / (grid * grid) : 0;
            }
        }

        return samples;
    }
}
