using System.Numerics;
using GpServer.Wire.Drawing;
using GpServer.Wire.Drawing.Painting;
using GpServer.Wire.Drawing.Strokes;

namespace GpServer.Wire.Tests.Drawing;

public sealed class StrokerTests
{
    [Theory]
    [InlineData(LineCap.Butt, 40 * 6)]
    [InlineData(LineCap.Square, 46 * 6)]
    [InlineData(LineCap.Round, (40 * 6) + 28.27)]
    public void A_straight_line_covers_its_length_times_its_width_and_its_caps(LineCap cap, double area)
    {
        Area(new LineStyle(6) { Cap = cap }, false, 20, 30, 60, 30).ShouldBe(area, 0.5);
        Area(new LineStyle(6) { Cap = cap }, false, 30, 60, 30, 20).ShouldBe(area, 0.5);
    }

    [Theory]
    [InlineData(LineJoin.Miter, 9)]
    [InlineData(LineJoin.Bevel, 4.5)]
    [InlineData(LineJoin.Round, 7.07)]
    public void A_corner_is_joined_as_its_style_says(LineJoin join, double corner)
    {
        // Two legs of 40 by 6 that share a square of 3 by 3 inside, and beyond the corner what the join adds.
        Area(new LineStyle(6) { Join = join }, false, 20, 20, 60, 20, 60, 60).ShouldBe((2 * 40 * 6) - 9 + corner, 0.5);
        Area(new LineStyle(6) { Join = join }, false, 60, 60, 60, 20, 20, 20).ShouldBe((2 * 40 * 6) - 9 + corner, 0.5);
    }

    [Fact]
    public void A_miter_beyond_its_limit_is_cut()
    {
        float[] spike = [20, 40, 60, 42, 20, 44];
        var cut = Area(new LineStyle(4) { Join = LineJoin.Miter, MiterLimit = 4 }, false, spike);
        cut.ShouldBe(Area(new LineStyle(4) { Join = LineJoin.Bevel }, false, spike), 0.01);
        Area(new LineStyle(4) { Join = LineJoin.Miter, MiterLimit = 40 }, false, spike).ShouldBeGreaterThan(cut + 30);
    }

    [Fact]
    public void A_closed_line_goes_around()
    {
        Area(new LineStyle(4) { Join = LineJoin.Miter }, true, 20, 20, 60, 20, 60, 60, 20, 60).ShouldBe((44 * 44) - (36 * 36), 0.5);
        Area(new LineStyle(4) { Join = LineJoin.Miter }, true, 20, 60, 60, 60, 60, 20, 20, 20, 20, 60).ShouldBe((44 * 44) - (36 * 36), 0.5);
    }

    [Fact]
    public void Dashes_leave_gaps_that_go_on_around_corners()
    {
        var style = new LineStyle(2) { Dashes = [6, 4] };
        Area(style, false, 10, 10, 60, 10).ShouldBe(30 * 2, 0.3);

        // The dash from 40 to 46 goes around the corner at 43.
        var bent = Picture(style, false, 10, 10, 53, 10, 53, 60);
        Covered(bent, 52, 10).ShouldBeTrue();
        Covered(bent, 53, 12).ShouldBeTrue();
        Covered(bent, 53, 14).ShouldBeFalse();
        Covered(bent, 47, 10).ShouldBeFalse();
    }

    [Fact]
    public void A_line_of_more_dashes_than_can_be_seen_has_no_gaps()
    {
        Area(new LineStyle(2) { Dashes = [0.0001f, 0.0001f] }, false, 10, 10, 60, 10).ShouldBe(100, 0.3);
    }

    [Fact]
    public void A_line_without_length_is_a_dot()
    {
        Area(new LineStyle(4), false, 30, 30).ShouldBe(16, 0.1);
        Area(new LineStyle(4) { Cap = LineCap.Round }, true, 30, 30, 30, 30, 30, 30).ShouldBe(12.57, 0.6);
    }

    [Theory]
    [InlineData(LineJoin.Round, LineCap.Round)]
    [InlineData(LineJoin.Miter, LineCap.Butt)]
    [InlineData(LineJoin.Bevel, LineCap.Square)]
    public void Wild_lines_cover_at_least_what_is_within_half_their_width_and_nothing_far_off(LineJoin join, LineCap cap)
    {
        var random = new Random(11);
        for (var run = 0; run < 40; run++)
        {
            var step = run % 2 == 0 ? 40.0 : 3.0; // also segments shorter than the line is wide
            var vertices = new float[40];
            (vertices[0], vertices[1]) = (50, 50);
            for (var i = 2; i < vertices.Length; i++)
            {
                vertices[i] = Math.Clamp(vertices[i - 2] + (float)((random.NextDouble() - 0.5) * step), 12, 88);
            }

            var style = new LineStyle(7) { Join = join, Cap = cap, MiterLimit = 2 };
            var picture = Picture(style, false, vertices);
            for (var y = 0; y < 100; y++)
            {
                for (var x = 0; x < 100; x++)
                {
                    // Between the ends of segments, beside which no join decides.
                    var (near, inner) = Distances(new Vector2(x + 0.5f, y + 0.5f), vertices);
                    if (inner < 2.6)
                    {
                        Covered(picture, x, y).ShouldBeTrue($"{run}: {x}, {y}");
                    }
                    else if (near > (3.5 * 2.1) + 1)
                    {
                        picture[(y * 100) + x].ShouldBe(0, $"{run}: {x}, {y}");
                    }
                }
            }
        }
    }

    static (double Near, double Inner) Distances(Vector2 place, float[] vertices)
    {
        var (near, inner) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var i = 2; i < vertices.Length; i += 2)
        {
            var (a, b) = (new Vector2(vertices[i - 2], vertices[i - 1]), new Vector2(vertices[i], vertices[i + 1]));
            var along = Vector2.Dot(place - a, b - a) / Math.Max(1e-9f, (b - a).LengthSquared());
            var distance = Vector2.Distance(place, Vector2.Lerp(a, b, Math.Clamp(along, 0, 1)));
            near = Math.Min(near, distance);
            var margin = 0.8f / Math.Max(1e-9f, Vector2.Distance(a, b));
            inner = along >= margin && along <= 1 - margin ? Math.Min(inner, distance) : inner;
        }

        return (near, inner);
    }

    static bool Covered(double[] picture, int x, int y) => picture[(y * 100) + x] > 0.9;

    static double Area(LineStyle style, bool isClosed, params float[] vertices) => Picture(style, isClosed, vertices).Sum();

    static double[] Picture(LineStyle style, bool isClosed, params float[] vertices)
    {
        using var list = new DrawList();
        new Stroker().Add(vertices, isClosed, style, list.Contours);
        list.Fill(0, new Paint(Color.Black), FillRule.NonZero);
        using var image = new PixelImage(100, 100);
        using var canvas = new Canvas(image, 1);
        canvas.Paint(list);
        return [.. image.Pixels.ToArray().Select(pixel => (pixel >> 24) / 255.0)];
    }
}
