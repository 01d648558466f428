using System.Buffers;
using System.Buffers.Text;
using System.IO.Compression;
using System.Text;

namespace GpServer.Core.Spatial;

/// <summary>
/// The embedded table of coordinate systems. It is read once, row by row, and kept as compressed blocks of rows with an index by wkid and
/// by name: unpacked it is 9.9 MB, of which a server uses a few rows. When a code exists under both authorities the EPSG row is kept.
/// </summary>
sealed class CrsTable
{
    const string Resource = "GpServer.Core.Spatial.References.Data.crs.tsv.br";
    const int BlockSize = 48 * 1024;
    const int LongestRow = 16 * 1024;

    /// <summary>Characters; names of known systems have up to 80.</summary>
    const int LongestName = 256;

    readonly List<byte[]> _blocks = [];
    readonly List<Entry> _entries = [];
    readonly CrsNameIndex _names = new();

    CrsTable()
    {
    }

    readonly record struct Entry(int Wkid, int Block, int Offset, int Length);

    /// <summary>The row of a wkid, or null.</summary>
    public CrsRow? Find(int wkid)
    {
        var (low, high) = (0, _entries.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var found = _entries[middle].Wkid;
            if (found == wkid)
            {
                return Read(_entries[middle]);
            }

            (low, high) = found < wkid ? (middle + 1, high) : (low, middle - 1);
        }

        return null;
    }

    /// <summary>
    /// The rows whose authority's or Esri's name has the same letters and digits, those still in use first and then the lower wkid.
    /// </summary>
    public IReadOnlyList<CrsRow> FindByName(string name) => name.Length > LongestName
        ? []
        : [.. _names.Find(name)
            .Select(index => Read(_entries[index]))
            .Where(row => CrsNameIndex.IsSame(row.Name, name) || CrsNameIndex.IsSame(row.EsriName, name))
            .OrderBy(row => row.IsDeprecated)
            .ThenBy(row => row.Wkid)];

    public static CrsTable Load()
    {
        using var packed = typeof(CrsTable).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing.");
        using var stream = new BrotliStream(packed, CompressionMode.Decompress);
        var table = new CrsTable();
        var block = new ArrayBufferWriter<byte>(BlockSize + LongestRow);
        var buffer = new byte[BlockSize];
        var (filled, header) = (0, true);
        int read;
        while ((read = stream.Read(buffer.AsSpan(filled))) > 0)
        {
            filled += read;
            var rest = buffer.AsSpan(0, filled);
            int end;
            while ((end = rest.IndexOf((byte)'\n')) >= 0)
            {
                if (!header)
                {
                    table.Add(rest[..end], block);
                }

                header = false;
                rest = rest[(end + 1)..];
            }

            filled = rest.Length;
            rest.CopyTo(buffer);
        }

        table.Close(block);
        table._names.Complete();
        table._blocks.TrimExcess();
        table._entries.TrimExcess();
        return table;
    }

    void Add(ReadOnlySpan<byte> row, ArrayBufferWriter<byte> block)
    {
        if (!Utf8Parser.TryParse(row, out int wkid, out _) || (_entries.Count > 0 && wkid < _entries[^1].Wkid))
        {
            throw new InvalidDataException($"Row {_entries.Count + 1} of {Resource} does not begin with a wkid in ascending order.");
        }

        if (_entries.Count > 0 && wkid == _entries[^1].Wkid)
        {
            return;
        }

        _names.Add(_entries.Count, row);
        _entries.Add(new Entry(wkid, _blocks.Count, block.WrittenCount, row.Length));
        block.Write(row);
        if (block.WrittenCount >= BlockSize)
        {
            Close(block);
        }
    }

    void Close(ArrayBufferWriter<byte> block)
    {
        var packed = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(block.WrittenCount));
        if (!BrotliEncoder.TryCompress(block.WrittenSpan, packed, out var length, quality: 1, window: 18))
        {
            throw new InvalidOperationException("A block of coordinate systems could not be compressed.");
        }

        _blocks.Add(packed.AsSpan(0, length).ToArray());
        ArrayPool<byte>.Shared.Return(packed);
        block.ResetWrittenCount();
    }

    CrsRow Read(Entry entry)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BlockSize + LongestRow);
        if (!BrotliDecoder.TryDecompress(_blocks[entry.Block], buffer, out _))
        {
            throw new InvalidOperationException("A block of coordinate systems could not be unpacked.");
        }

        var row = new CrsRow(Encoding.UTF8.GetString(buffer, entry.Offset, entry.Length));
        ArrayPool<byte>.Shared.Return(buffer);
        return row;
    }
}
