namespace GpServer.Wire.Drawing.Painting;

/// <summary>A small picture that is laid over an image; pixels multiplied with their alpha. Immutable.</summary>
sealed record PixelBlock(int Width, int Height, uint[] Pixels)
{
    public ReadOnlySpan<uint> Row(int y) => Pixels.AsSpan(y * Width, Width);
}
