namespace GpServer.Wire.Drawing.Png;

/// <summary>Rows of places in a palette.</summary>
sealed class PaletteRows(PixelImage image, Palette palette) : PixelRows
{
    public override int Length => image.Width;

    public override int BytesOfPixel => 1;

    public override void Read(int y, Span<byte> row) => palette.Places(image.Row(y), row);
}
