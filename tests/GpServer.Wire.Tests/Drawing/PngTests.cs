using GpServer.Wire.Drawing;
using GpServer.Wire.Drawing.Painting;
using GpServer.Wire.Drawing.Png;

namespace GpServer.Wire.Tests.Drawing;

public sealed class PngTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(257, 130)]
    public void Pixels_with_alpha_come_back_as_they_were(int width, int height)
    {
        using var image = Noise(width, height, 1);
        var decoded = new PngDecoder(PngWriter.Write(image, PngFormat.Rgba));
        (decoded.Width, decoded.Height, decoded.ColorType).ShouldBe((width, height, 6));
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                decoded[x, y].ShouldBe(image[x, y]);
            }
        }
    }

    [Fact]
    public void Without_alpha_what_is_transparent_is_laid_over_white()
    {
        using var image = new PixelImage(3, 1);
        image.Row(0)[0] = Blending.Pack(new Color(255, 0, 0));
        image.Row(0)[1] = Blending.Pack(new Color(0, 0, 0, 51));
        var decoded = new PngDecoder(PngWriter.Write(image, PngFormat.Rgb));
        decoded.ColorType.ShouldBe(2);
        decoded.Pixels.ShouldBe([new Color(255, 0, 0), new Color(204, 204, 204), Color.White]);
    }

    [Fact]
    public void Few_colours_are_kept_exactly_in_a_palette()
    {
        using var image = new PixelImage(64, 64);
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            image.Pixels[i] = Blending.Pack(new Color((byte)(i % 8 * 30), (byte)(i / 64 % 4 * 60), 77, (byte)(i % 2 == 0 ? 255 : 128)));
        }

        var decoded = new PngDecoder(PngWriter.Write(image, PngFormat.Smallest));
        decoded.ColorType.ShouldBe(3);
        decoded.Pixels.ShouldBe(image.Pixels.ToArray().Select(Blending.Unpack));
    }

    [Fact]
    public void Many_colours_are_reduced_to_near_ones_and_nothing_stays_nothing()
    {
        using var image = new PixelImage(256, 256);
        for (var y = 20; y < 256; y++)
        {
            for (var x = 0; x < 256; x++)
            {
                image.Row(y)[x] = Blending.Pack(new Color((byte)x, (byte)y, (byte)((x + y) / 2), (byte)(x < 10 ? 60 : 255)));
            }
        }

        var decoded = new PngDecoder(PngWriter.Write(image, PngFormat.Palette));
        decoded.ColorType.ShouldBe(3);
        (decoded.Chunk("PLTE").Length / 3).ShouldBeInRange(200, 256);
        decoded[100, 5].Alpha.ShouldBe((byte)0);
        double difference = 0;
        for (var y = 20; y < 256; y++)
        {
            for (var x = 10; x < 256; x++)
            {
                decoded[x, y].Alpha.ShouldBe((byte)255);
                difference += Math.Abs(decoded[x, y].Red - x) + Math.Abs(decoded[x, y].Green - y);
            }
        }

        (difference / (246 * 236 * 2)).ShouldBeLessThan(8);
    }

    [Fact]
    public void The_smallest_form_of_many_colours_loses_nothing()
    {
        using var image = Noise(100, 100, 2);
        new PngDecoder(PngWriter.Write(image, PngFormat.Smallest)).ColorType.ShouldBe(6);
        image.Pixels.ToArray().Select((pixel, i) => pixel | 0xFF000000).ToArray().CopyTo(image.Pixels);
        new PngDecoder(PngWriter.Write(image, PngFormat.Smallest)).ColorType.ShouldBe(2);
    }

    [Fact]
    public void The_file_says_how_many_pixels_an_inch_has()
    {
        using var image = new PixelImage(2, 2);
        var decoded = new PngDecoder(PngWriter.Write(image, PngFormat.Rgba, 96));
        decoded.Chunk("pHYs").ShouldBe([0, 0, 0x0E, 0xC4, 0, 0, 0x0E, 0xC4, 1]); // 3,780 a metre
        new PngDecoder(PngWriter.Write(image, PngFormat.Rgba)).Has("pHYs").ShouldBeFalse();
    }

    [Fact]
    public void An_empty_image_is_a_small_file()
    {
        using var image = new PixelImage(1024, 768);
        PngWriter.Write(image, PngFormat.Smallest).Length.ShouldBeLessThan(10_000);
    }

    static PixelImage Noise(int width, int height, int seed)
    {
        var random = new Random(seed);
        var image = new PixelImage(width, height);
        foreach (ref var pixel in image.Pixels)
        {
            pixel = Blending.Pack(new Color((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256)));
        }

        return image;
    }
}
