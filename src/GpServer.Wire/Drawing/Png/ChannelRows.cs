using GpServer.Wire.Drawing.Painting;

namespace GpServer.Wire.Drawing.Png;

/// <summary>Rows of red, green, blue and perhaps alpha. Without alpha, what is transparent is laid over white.</summary>
sealed class ChannelRows(PixelImage image, int channels) : PixelRows
{
    public override int Length => image.Width * channels;

    public override int BytesOfPixel => channels;

    public override void Read(int y, Span<byte> row)
    {
        var at = 0;
        foreach (var pixel in image.Row(y))
        {
            var color = channels == 3 ? Blending.Unpack(Blending.Over(uint.MaxValue, pixel)) : Blending.Unpack(pixel);
            row[at] = color.Red;
            row[at + 1] = color.Green;
            row[at + 2] = color.Blue;
            if (channels == 4)
            {
                row[at + 3] = color.Alpha;
            }

            at += channels;
        }
    }
}
