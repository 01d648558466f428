namespace GpServer.Wire.Drawing.Png;

/// <summary>The rows of an image as the bytes that a file has of them.</summary>
abstract class PixelRows
{
    /// <summary>Bytes of a row.</summary>
    public abstract int Length { get; }

    /// <summary>How far apart bytes of neighbours are.</summary>
    public abstract int BytesOfPixel { get; }

    public abstract void Read(int y, Span<byte> row);
}
