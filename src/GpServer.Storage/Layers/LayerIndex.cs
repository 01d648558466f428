using System.Buffers.Binary;
using System.Runtime.InteropServices;
using GpServer.Core.Layers;
using GpServer.Storage.Features;
using NetTopologySuite.Geometries;

namespace GpServer.Storage.Layers;

/// <summary>
/// What is known of all features of a stored set without reading them: in which chunk each is, its object id and its extent. Some 28 bytes a
/// feature. It never changes, so many threads may search it at once.
/// </summary>
public sealed class LayerIndex
{
    /// <summary>More features than these are not indexed: the stored index is one array.</summary>
    public const int MostFeatures = 50_000_000;

    const uint Magic = 0x494C5047; // "GPLI"
    const uint Version = 1;
    const int HeaderBytes = 64;
    const int SummedFrom = 8;

    readonly int[] _firsts;
    readonly long[] _ids;
    readonly float[] _boxes;
    readonly int[]? _byId;
    readonly int[]? _order;
    readonly int _located;
    readonly BoxTree _tree;

    internal LayerIndex(LayerIndexParts parts)
    {
        _firsts = parts.Firsts;
        _ids = parts.Ids;
        _boxes = parts.Boxes;
        _byId = parts.ById;
        _order = parts.Order;
        _located = parts.Located;
        Extent = parts.Extent;
        FeatureBytes = parts.FeatureBytes;
        _tree = new BoxTree(_boxes, _order, _located);
    }

    public int Count => _ids.Length;

    public int Chunks => _firsts.Length - 1;

    /// <summary>Around all geometries; a null envelope when none has a place.</summary>
    public Envelope Extent { get; }

    /// <summary>About how many bytes of memory all features take when they are read.</summary>
    public long FeatureBytes { get; }

    /// <summary>The bytes of memory that the index takes.</summary>
    public long Bytes => ((long)_firsts.Length * sizeof(int)) + ((long)_ids.Length * sizeof(long)) + ((long)_boxes.Length * sizeof(float))
        + ((long)(_byId?.Length ?? 0) * sizeof(int)) + _tree.Bytes;

    /// <summary>What is known of one feature.</summary>
    public LayerEntry this[int place] => new(
        place, _ids[place], _boxes[place * 4], _boxes[(place * 4) + 1], _boxes[(place * 4) + 2], _boxes[(place * 4) + 3]);

    /// <summary>The features whose extents have a place in common with the window, in the order of their places; all for null.</summary>
    public IReadOnlyList<LayerEntry> Find(Envelope? window) => new LayerEntries(this, window is null ? null : _tree.Find(window));

    /// <summary>The features of these object ids that are there, in the order of their places.</summary>
    public IReadOnlyList<LayerEntry> Find(IReadOnlyCollection<long> objectIds)
    {
        ArgumentNullException.ThrowIfNull(objectIds);
        var found = new List<int>(Math.Min(objectIds.Count, Count));
        foreach (var id in objectIds.Distinct())
        {
            if (PlaceOf(id) is var place and >= 0)
            {
                found.Add(place);
            }
        }

        found.Sort();
        return new LayerEntries(this, found);
    }

    /// <summary>The chunk that has the feature at a place, from 1, and the places of its first feature and of the one behind its last.</summary>
    public (int Number, int First, int End) ChunkOf(int place)
    {
        var found = Array.BinarySearch(_firsts, place);
        var chunk = found >= 0 ? found : ~found - 1;
        return (chunk + 1, _firsts[chunk], _firsts[chunk + 1]);
    }

    /// <summary>The index as it is stored.</summary>
    public byte[] Write()
    {
        var bytes = new byte[HeaderBytes + Length(_firsts) + Length(_ids) + Length(_boxes) + Length(_byId) + Length(_order)];
        var header = bytes.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], Chunks);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], Count);
        BinaryPrimitives.WriteInt32LittleEndian(header[20..], _located);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], (_byId is null ? 0 : 1) + (_order is null ? 0 : 2) + (Extent.IsNull ? 0 : 4));
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], (int)Math.Min(int.MaxValue, FeatureBytes >> 10));
        BinaryPrimitives.WriteDoubleLittleEndian(header[32..], Extent.MinX);
        BinaryPrimitives.WriteDoubleLittleEndian(header[40..], Extent.MinY);
        BinaryPrimitives.WriteDoubleLittleEndian(header[48..], Extent.MaxX);
        BinaryPrimitives.WriteDoubleLittleEndian(header[56..], Extent.MaxY);
        var rest = header[HeaderBytes..];
        Put(_firsts, ref rest);
        Put(_ids, ref rest);
        Put(_boxes, ref rest);
        Put(_byId, ref rest);
        Put(_order, ref rest);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Checksum.Of(header[SummedFrom..]));
        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are no index, of a newer form, or damaged.</exception>
    public static LayerIndex Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderBytes || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            Damage.Found("this is not the index of a layer");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) is var version && version != Version)
        {
            Damage.Found($"an index of version {version}, where {Version} is known");
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) != Checksum.Of(bytes[SummedFrom..]))
        {
            Damage.Found("the checksum of an index is not that of its bytes");
        }

        var chunks = BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]);
        var count = BinaryPrimitives.ReadInt32LittleEndian(bytes[16..]);
        var located = BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]);
        var marks = BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]);
        if (chunks < 0 || chunks > count || count > MostFeatures || located < 0 || located > count)
        {
            Damage.Found("the counts of an index cannot be");
        }

        var rest = bytes[HeaderBytes..];
        var parts = new LayerIndexParts
        {
            Firsts = Take<int>(chunks + 1, ref rest),
            Ids = Take<long>(count, ref rest),
            Boxes = Take<float>(count * 4, ref rest),
            ById = (marks & 1) == 0 ? null : Take<int>(count, ref rest),
            Order = (marks & 2) == 0 ? null : Take<int>(located, ref rest),
            Located = located,
            Extent = (marks & 4) == 0 ? new Envelope() : new Envelope(
                BinaryPrimitives.ReadDoubleLittleEndian(bytes[32..]), BinaryPrimitives.ReadDoubleLittleEndian(bytes[48..]),
                BinaryPrimitives.ReadDoubleLittleEndian(bytes[40..]), BinaryPrimitives.ReadDoubleLittleEndian(bytes[56..])),
            FeatureBytes = (long)BinaryPrimitives.ReadInt32LittleEndian(bytes[28..]) << 10,
        };
        return rest.IsEmpty && parts.Firsts[^1] == count
            ? new LayerIndex(parts)
            : throw Damage.New("an index is longer than what is in it");
    }

    int PlaceOf(long id)
    {
        var (low, high) = (0, _ids.Length - 1);
        while (low <= high)
        {
            var middle = (int)(((uint)low + (uint)high) / 2);
            var place = _byId is null ? middle : _byId[middle];
            if (_ids[place] == id)
            {
                return place;
            }

            (low, high) = _ids[place] < id ? (middle + 1, high) : (low, middle - 1);
        }

        return -1;
    }

    static int Length<T>(T[]? values)
        where T : unmanaged => values is null ? 0 : MemoryMarshal.AsBytes(values.AsSpan()).Length;

    static void Put<T>(T[]? values, ref Span<byte> rest)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }

    static T[] Take<T>(int count, ref ReadOnlySpan<byte> rest)
        where T : unmanaged
    {
        // Arrays are stored as they are in memory: every processor on which the server runs has the low byte first.
        var values = new T[count];
        var bytes = MemoryMarshal.AsBytes(values.AsSpan());
        if (bytes.Length > rest.Length)
        {
            Damage.Found("an index ends too early");
        }

        rest[..bytes.Length].CopyTo(bytes);
        rest = rest[bytes.Length..];
        return values;
    }
}
