using System.Buffers;

namespace GpServer.Wire.Drawing;

/// <summary>
/// Pixels in rows from the top, each four bytes red, green, blue and alpha, the colours multiplied with alpha. The memory goes back to its
/// pool when the image is disposed.
/// </summary>
public sealed class PixelImage : IDisposable
{
    /// <summary>Pixels of one side that any image may have.</summary>
    public const int MaxSide = 16_384;

    uint[] _pixels;

    /// <summary>A transparent image.</summary>
    public PixelImage(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, MaxSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, MaxSide);
        (Width, Height) = (width, height);
        _pixels = ArrayPool<uint>.Shared.Rent(width * height);
        Pixels.Clear();
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>All pixels; the bytes of each lie in memory as red, green, blue, alpha.</summary>
    public Span<uint> Pixels => _pixels.AsSpan(0, Width * Height);

    public Span<uint> Row(int y) => _pixels.AsSpan(y * Width, Width);

    /// <summary>Gives every pixel one colour.</summary>
    public void Clear(Color color) => Pixels.Fill(Painting.Blending.Pack(color));

    /// <summary>The colour of one pixel, no longer multiplied.</summary>
    public Color this[int x, int y] => Painting.Blending.Unpack(Row(y)[x]);

    public void Dispose()
    {
        var pixels = _pixels;
        _pixels = [];
        if (pixels.Length > 0)
        {
            ArrayPool<uint>.Shared.Return(pixels);
        }
    }
}
