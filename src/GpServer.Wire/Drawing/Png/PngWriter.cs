using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;

namespace GpServer.Wire.Drawing.Png;

/// <summary>Writes images as PNG (ISO/IEC 15948:2004): 8 bits a channel, not interlaced.</summary>
public static class PngWriter
{
    const double MetresOfInch = 0.0254;

    static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="dpi">Pixels of an inch, which the file says; 0 to say nothing.</param>
    public static byte[] Write(PixelImage image, PngFormat format, double dpi = 0)
    {
        using var output = new MemoryStream();
        Write(image, format, output, dpi);
        return output.ToArray();
    }

    /// <param name="dpi">Pixels of an inch, which the file says; 0 to say nothing.</param>
    public static void Write(PixelImage image, PngFormat format, Stream output, double dpi = 0)
    {
        var palette = format is PngFormat.Palette or PngFormat.Smallest ? Palette.Of(image, mayLose: format == PngFormat.Palette) : null;
        var isOpaque = format == PngFormat.Rgb || (palette is null && format == PngFormat.Smallest && IsOpaque(image));
        output.Write(Signature);
        Header(output, image, (byte)(palette is not null ? 3 : isOpaque ? 2 : 6));
        if (dpi > 0)
        {
            Density(output, dpi);
        }

        if (palette is not null)
        {
            Colors(output, palette);
        }

        PixelRows rows = palette is not null ? new PaletteRows(image, palette) : new ChannelRows(image, isOpaque ? 3 : 4);
        Data(output, image.Height, rows);
        Chunk(output, "IEND"u8, []);
    }

    static bool IsOpaque(PixelImage image)
    {
        var all = uint.MaxValue;
        foreach (var pixel in image.Pixels)
        {
            all &= pixel;
        }

        return all >= 0xFF00_0000;
    }

    static void Header(Stream output, PixelImage image, byte colorType)
    {
        Span<byte> header = stackalloc byte[13];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, image.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], image.Height);
        header[8] = 8;
        header[9] = colorType;
        Chunk(output, "IHDR"u8, header);
    }

    static void Density(Stream output, double dpi)
    {
        var perMetre = (uint)Math.Clamp(Math.Round(dpi / MetresOfInch), 1, int.MaxValue);
        Span<byte> density = stackalloc byte[9];
        BinaryPrimitives.WriteUInt32BigEndian(density, perMetre);
        BinaryPrimitives.WriteUInt32BigEndian(density[4..], perMetre);
        density[8] = 1;
        Chunk(output, "pHYs"u8, density);
    }

    static void Colors(Stream output, Palette palette)
    {
        var colors = new byte[palette.Colors.Count * 3];
        var alphas = new byte[palette.Colors.Count];
        var transparent = 0;
        for (var i = 0; i < alphas.Length; i++)
        {
            var color = palette.Colors[i];
            (colors[i * 3], colors[(i * 3) + 1], colors[(i * 3) + 2], alphas[i]) = (color.Red, color.Green, color.Blue, color.Alpha);
            transparent = color.Alpha < 255 ? i + 1 : transparent;
        }

        Chunk(output, "PLTE"u8, colors);
        if (transparent > 0)
        {
            Chunk(output, "tRNS"u8, alphas.AsSpan(0, transparent));
        }
    }

    static void Data(Stream output, int height, PixelRows rows)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var before = new byte[rows.Length];
            var now = new byte[rows.Length];
            var filtered = ArrayPool<byte>.Shared.Rent(rows.Length + 1);
            for (var y = 0; y < height; y++)
            {
                rows.Read(y, now);
                RowFilter.Apply(now, y == 0 ? [] : before, rows.BytesOfPixel, filtered.AsSpan(0, rows.Length + 1));
                zlib.Write(filtered, 0, rows.Length + 1);
                (before, now) = (now, before);
            }

            ArrayPool<byte>.Shared.Return(filtered);
        }

        Chunk(output, "IDAT"u8, compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
    }

    static void Chunk(Stream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        output.Write(number);
        output.Write(type);
        output.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Append(Crc32.Append(0, type), data));
        output.Write(number);
    }
}
