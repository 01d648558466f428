using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using GpServer.Wire.Files.Archives;

namespace GpServer.Wire.Tests.Files.Archives;

/// <summary>Makes zip archives byte by byte, wrong ones among them.</summary>
sealed class ZipBytes
{
    readonly List<byte> _bytes = [];
    readonly List<byte[]> _headers = [];

    /// <summary>The archive's end counts so many entries, whatever there are.</summary>
    public int? SaidCount { get; init; }

    public static byte[] Of(params (string Name, string Text)[] files)
    {
        var zip = new ZipBytes();
        foreach (var (name, text) in files)
        {
            zip.Add(name, Encoding.UTF8.GetBytes(text));
        }

        return zip.ToArray();
    }

    public static byte[] Zeros(int count) => new byte[count];

    /// <summary>Adds an entry.</summary>
    /// <param name="name">Its name, taken as it is.</param>
    /// <param name="content">What it unpacks to.</param>
    /// <param name="flags">The general purpose bits.</param>
    /// <param name="mode">The Unix mode of the file.</param>
    /// <param name="length">What is said of its length; null for the truth.</param>
    /// <param name="checksum">What is said of its checksum; null for the truth.</param>
    /// <param name="method">The method that is said.</param>
    /// <param name="sameAs">The entry whose bytes it shares, counted from 0.</param>
    public ZipBytes Add(
        string name, byte[] content, int flags = 0, int mode = 0x81A4, uint? length = null, uint? checksum = null, int method = 8, int? sameAs = null)
    {
        var packed = Deflate(content);
        var header = new byte[46 + Encoding.UTF8.GetByteCount(name)];
        Write32(header, 0, 0x02014B50);
        Write16(header, 8, flags);
        Write16(header, 10, method);
        Write32(header, 16, checksum ?? Crc32.End(Crc32.Append(Crc32.Start, content)));
        Write32(header, 20, (uint)packed.Length);
        Write32(header, 24, length ?? (uint)content.Length);
        Write16(header, 28, header.Length - 46);
        Write32(header, 38, (uint)mode << 16);
        Write32(header, 42, sameAs is { } other ? BinaryPrimitives.ReadUInt32LittleEndian(_headers[other].AsSpan(42)) : (uint)_bytes.Count);
        Encoding.UTF8.GetBytes(name).CopyTo(header, 46);
        _headers.Add(header);
        if (sameAs is null)
        {
            var local = new byte[30];
            Write32(local, 0, 0x04034B50);
            Write16(local, 26, header.Length - 46);
            _bytes.AddRange(local);
            _bytes.AddRange(header[46..]);
            _bytes.AddRange(packed);
        }

        return this;
    }

    public byte[] ToArray()
    {
        var directory = _headers.SelectMany(header => header).ToArray();
        var end = new byte[22];
        Write32(end, 0, 0x06054B50);
        Write16(end, 8, SaidCount ?? _headers.Count);
        Write16(end, 10, SaidCount ?? _headers.Count);
        Write32(end, 12, (uint)directory.Length);
        Write32(end, 16, (uint)_bytes.Count);
        return [.. _bytes, .. directory, .. end];
    }

    static byte[] Deflate(byte[] content)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal))
        {
            deflate.Write(content);
        }

        return packed.ToArray();
    }

    static void Write16(byte[] bytes, int at, int value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), (ushort)value);

    static void Write32(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
}
