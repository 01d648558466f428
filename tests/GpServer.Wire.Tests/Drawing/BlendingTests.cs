using GpServer.Wire.Drawing;
using GpServer.Wire.Drawing.Painting;

namespace GpServer.Wire.Tests.Drawing;

public sealed class BlendingTests
{
    [Fact]
    public void One_pixel_over_another_is_the_rounded_result_of_the_formula()
    {
        var random = new Random(5);
        for (var run = 0; run < 20_000; run++)
        {
            var (above, below) = (Any(random), Any(random));
            var (source, pixel) = (Blending.Pack(above), Blending.Pack(below));
            var result = Blending.Over(pixel, source);
            var span = new uint[7];
            span.AsSpan().Fill(pixel);
            Blending.Over(span, source);
            span.ShouldAllBe(value => value == result);
            for (var shift = 0; shift < 32; shift += 8)
            {
                var exact = ((source >> shift) & 255) + (((pixel >> shift) & 255) * (255 - above.Alpha) / 255.0);
                ((double)((result >> shift) & 255)).ShouldBe(exact, 0.500001);
            }
        }
    }

    [Fact]
    public void A_part_of_a_colour_over_a_pixel_is_rounded_once()
    {
        var random = new Random(6);
        for (var run = 0; run < 20_000; run++)
        {
            var (above, below, coverage) = (Any(random), Any(random), random.NextSingle());
            var pixel = Blending.Pack(below);
            var before = pixel;
            Blending.Over(ref pixel, Blending.Premultiplied(above), coverage);
            double[] channels = [above.Red * above.Alpha / 255.0, above.Green * above.Alpha / 255.0, above.Blue * above.Alpha / 255.0, above.Alpha];
            for (var i = 0; i < 4; i++)
            {
                var exact = (channels[i] * coverage) + (((before >> (8 * i)) & 255) * (1 - (above.Alpha / 255.0 * coverage)));
                ((double)((pixel >> (8 * i)) & 255)).ShouldBe(exact, 0.501);
            }
        }
    }

    [Fact]
    public void A_colour_comes_back_from_its_pixel_as_far_as_its_alpha_lets_it()
    {
        Blending.Unpack(Blending.Pack(new Color(12, 34, 56))).ShouldBe(new Color(12, 34, 56));
        Blending.Unpack(Blending.Pack(new Color(12, 34, 56, 0))).ShouldBe(Color.Transparent);
        var half = Blending.Unpack(Blending.Pack(new Color(200, 100, 50, 128)));
        (half.Red, half.Alpha).ShouldBe(((byte)199, (byte)128));
    }

    static Color Any(Random random) => new((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256));
}
