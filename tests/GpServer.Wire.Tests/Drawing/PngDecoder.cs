using System.Buffers.Binary;
using System.IO.Compression;
using GpServer.Wire.Drawing;

namespace GpServer.Wire.Tests.Drawing;

/// <summary>Reads PNG files of 8 bits a channel by the book, apart from the writer: every check sum, every filter.</summary>
sealed class PngDecoder
{
    readonly List<(string Type, byte[] Data)> _chunks = [];

    public PngDecoder(byte[] file)
    {
        file[..8].ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var type = System.Text.Encoding.ASCII.GetString(file, at + 4, 4);
            var crc = Crc(file.AsSpan(at + 4, length + 4));
            BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)).ShouldBe(crc, type);
            _chunks.Add((type, file[(at + 8)..(at + 8 + length)]));
            at += 12 + length;
        }

        var header = Chunk("IHDR");
        (Width, Height, ColorType) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)), header[9]);
        header[8].ShouldBe((byte)8);
        _chunks[^1].Type.ShouldBe("IEND");
        Pixels = Decode();
    }

    public int Width { get; }

    public int Height { get; }

    public int ColorType { get; }

    /// <summary>Not multiplied with alpha, row after row.</summary>
    public Color[] Pixels { get; }

    public Color this[int x, int y] => Pixels[(y * Width) + x];

    public byte[] Chunk(string type) => _chunks.Single(chunk => chunk.Type == type).Data;

    public bool Has(string type) => _chunks.Any(chunk => chunk.Type == type);

    Color[] Decode()
    {
        var bytesOfPixel = ColorType switch { 2 => 3, 3 => 1, 6 => 4, _ => throw new InvalidDataException() };
        var bytes = Unfilter(bytesOfPixel);
        var palette = ColorType == 3 ? Chunk("PLTE") : [];
        var alphas = ColorType == 3 && Has("tRNS") ? Chunk("tRNS") : [];
        var pixels = new Color[Width * Height];
        for (var i = 0; i < pixels.Length; i++)
        {
            var at = i * bytesOfPixel;
            pixels[i] = ColorType switch
            {
                2 => new Color(bytes[at], bytes[at + 1], bytes[at + 2]),
                6 => new Color(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]),
                _ => new Color(palette[bytes[at] * 3], palette[(bytes[at] * 3) + 1], palette[(bytes[at] * 3) + 2],
                    bytes[at] < alphas.Length ? alphas[bytes[at]] : (byte)255),
            };
        }

        return pixels;
    }

    byte[] Unfilter(int bytesOfPixel)
    {
        using var zlib = new ZLibStream(new MemoryStream([.. _chunks.Where(chunk => chunk.Type == "IDAT").SelectMany(chunk => chunk.Data)]),
            CompressionMode.Decompress);
        var length = Width * bytesOfPixel;
        var bytes = new byte[length * Height];
        var row = new byte[length + 1];
        for (var y = 0; y < Height; y++)
        {
            zlib.ReadExactly(row);
            for (var x = 0; x < length; x++)
            {
                int a = x < bytesOfPixel ? 0 : bytes[(y * length) + x - bytesOfPixel];
                int b = y == 0 ? 0 : bytes[((y - 1) * length) + x];
                int c = y == 0 || x < bytesOfPixel ? 0 : bytes[((y - 1) * length) + x - bytesOfPixel];
                bytes[(y * length) + x] = (byte)(row[x + 1] + row[0] switch { 0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, 4 => Paeth(a, b, c), _ => throw new InvalidDataException() });
            }
        }

        zlib.ReadByte().ShouldBe(-1);
        return bytes;
    }

    static int Paeth(int a, int b, int c)
    {
        var p = a + b - c;
        var (pa, pb, pc) = (Math.Abs(p - a), Math.Abs(p - b), Math.Abs(p - c));
        return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    }

    static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
            }
        }

        return ~crc;
    }
}
