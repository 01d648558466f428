using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using NetTopologySuite.Shape.Fractal;

namespace GpServer.Wire.Files.FlatGeobuf;

/// <summary>
/// The packed Hilbert R-tree of the format: features in the order of a Hilbert curve through the middles of their extents, above them nodes
/// of 16 each, up to one root; stored from the root down, 40 bytes a node.
/// </summary>
sealed class FlatIndex
{
    public const int NodeSize = 16;

    /// <summary>The index is kept in memory until all features are known: 48 bytes for each. With more of them there is none.</summary>
    public const int MostFeatures = 1_000_000;

    const int NodeBytes = 40;
    const int CurveLevel = 15;

    readonly FlatItem[] _items;
    readonly Envelope _extent;

    /// <summary>Sorts the features.</summary>
    public FlatIndex(List<FlatItem> items, Envelope extent)
    {
        _items = [.. items];
        _extent = extent;
        Array.Sort(Array.ConvertAll(_items, Code), _items);
    }

    /// <summary>The features in their order in the file.</summary>
    public IReadOnlyList<FlatItem> Items => _items;

    public void Write(Stream output)
    {
        var levels = Levels();
        var first = 0L;
        for (var level = levels.Count - 1; level >= 0; level--)
        {
            // Nodes point to the first of their children by its number, counted from the root; features by their first byte.
            var next = first += levels[level].Length;
            WriteLevel(output, levels[level], i => next + ((long)i * NodeSize));
        }

        var place = 0L;
        WriteLevel(output, Array.ConvertAll(_items, item => item.Bounds), i =>
        {
            var start = place;
            place += _items[i].Length;
            return start;
        });
    }

    static void WriteLevel(Stream output, FlatBounds[] nodes, Func<int, long> pointer)
    {
        Span<byte> node = stackalloc byte[NodeBytes];
        for (var i = 0; i < nodes.Length; i++)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(node, nodes[i].MinX);
            BinaryPrimitives.WriteDoubleLittleEndian(node[8..], nodes[i].MinY);
            BinaryPrimitives.WriteDoubleLittleEndian(node[16..], nodes[i].MaxX);
            BinaryPrimitives.WriteDoubleLittleEndian(node[24..], nodes[i].MaxY);
            BinaryPrimitives.WriteInt64LittleEndian(node[32..], pointer(i));
            output.Write(node);
        }
    }

    /// <summary>The nodes above the features, the lowest level first.</summary>
    List<FlatBounds[]> Levels()
    {
        var levels = new List<FlatBounds[]> { Above(_items.Length, i => _items[i].Bounds) };
        while (levels[^1] is { Length: > 1 } below)
        {
            levels.Add(Above(below.Length, i => below[i]));
        }

        return levels;
    }

    static FlatBounds[] Above(int count, Func<int, FlatBounds> below)
    {
        var nodes = new FlatBounds[(count + NodeSize - 1) / NodeSize];
        Array.Fill(nodes, FlatBounds.Empty);
        for (var i = 0; i < count; i++)
        {
            nodes[i / NodeSize] = nodes[i / NodeSize].With(below(i));
        }

        return nodes;
    }

    int Code(FlatItem item)
    {
        var bounds = item.Bounds;
        return bounds.IsEmpty
            ? 0
            : HilbertCode.Encode(
                CurveLevel,
                Cell((bounds.MinX + bounds.MaxX) / 2, _extent.MinX, _extent.Width),
                Cell((bounds.MinY + bounds.MaxY) / 2, _extent.MinY, _extent.Height));
    }

    static int Cell(double value, double least, double size)
    {
        var largest = HilbertCode.MaxOrdinate(CurveLevel);
        return size > 0 ? (int)Math.Clamp((value - least) / size * largest, 0, largest) : 0;
    }
}
