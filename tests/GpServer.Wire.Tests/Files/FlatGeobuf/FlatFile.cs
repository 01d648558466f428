using System.Buffers.Binary;
using System.Text;

namespace GpServer.Wire.Tests.Files.FlatGeobuf;

/// <summary>A FlatGeobuf file taken apart.</summary>
sealed class FlatFile
{
    const int NodeBytes = 40;

    public FlatFile(byte[] bytes)
    {
        bytes[..8].ShouldBe([0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 0]);
        var place = 8;
        Header = FlatTable.Root(bytes, ref place);
        var nodeSize = Header.UShort(9, 16);
        if (nodeSize > 0)
        {
            place = ReadIndex(bytes, place, nodeSize);
        }

        FeaturesStart = place;
        while (place < bytes.Length)
        {
            Starts.Add(place - FeaturesStart);
            Features.Add(FlatTable.Root(bytes, ref place));
        }

        place.ShouldBe(bytes.Length);
    }

    public FlatTable Header { get; }

    public List<FlatTable> Features { get; } = [];

    /// <summary>Where each feature begins, counted from the first.</summary>
    public List<long> Starts { get; } = [];

    /// <summary>The nodes of the index, from the root on; the last ones point to features.</summary>
    public List<(double MinX, double MinY, double MaxX, double MaxY, long Pointer)> Nodes { get; } = [];

    /// <summary>How many nodes are on each level, from the root down.</summary>
    public List<int> Levels { get; } = [];

    int FeaturesStart { get; }

    /// <summary>The values of a feature by the number of their column.</summary>
    public Dictionary<int, object> Row(int feature)
    {
        var columns = Header.Tables(7);
        var row = new Dictionary<int, object>();
        ReadOnlySpan<byte> bytes = Features[feature].Bytes(1);
        while (!bytes.IsEmpty)
        {
            var column = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
            bytes = bytes[2..];
            row.Add(column, Value(columns[column].Byte(1), ref bytes));
        }

        return row;
    }

    /// <summary>The places in the file of features whose extent touches a window, found through the index.</summary>
    public List<int> Search(double minX, double minY, double maxX, double maxY)
    {
        var found = new List<int>();
        var firstLeaf = Nodes.Count - Features.Count;
        var waiting = new Stack<int>([0]);
        while (waiting.TryPop(out var index))
        {
            var node = Nodes[index];
            if (node.MaxX < minX || node.MinX > maxX || node.MaxY < minY || node.MinY > maxY)
            {
                continue;
            }

            if (index >= firstLeaf)
            {
                found.Add(Starts.IndexOf(node.Pointer));
                continue;
            }

            var level = 0;
            for (var first = 0; index >= first + Levels[level]; level++)
            {
                first += Levels[level];
            }

            var endOfLevel = Levels.Take(level + 2).Sum();
            for (var child = (int)node.Pointer; child < Math.Min(node.Pointer + 16, endOfLevel); child++)
            {
                waiting.Push(child);
            }
        }

        found.Sort();
        return found;
    }

    int ReadIndex(byte[] bytes, int place, int nodeSize)
    {
        var count = (int)Header.ULong(8);
        Levels.Add(count);
        do
        {
            count = (count + nodeSize - 1) / nodeSize;
            Levels.Insert(0, count);
        }
        while (count > 1);

        for (var i = 0; i < Levels.Sum(); i++, place += NodeBytes)
        {
            double Number(int at) => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(place + at));
            Nodes.Add((Number(0), Number(8), Number(16), Number(24), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(place + 32))));
        }

        return place;
    }

    static object Value(byte type, ref ReadOnlySpan<byte> bytes)
    {
        object value;
        int length;
        switch (type)
        {
            case 3:
                (value, length) = ((long)BinaryPrimitives.ReadInt16LittleEndian(bytes), 2);
                break;
            case 5:
                (value, length) = ((long)BinaryPrimitives.ReadInt32LittleEndian(bytes), 4);
                break;
            case 7:
                (value, length) = (BinaryPrimitives.ReadInt64LittleEndian(bytes), 8);
                break;
            case 9:
                (value, length) = ((double)BinaryPrimitives.ReadSingleLittleEndian(bytes), 4);
                break;
            case 10:
                (value, length) = (BinaryPrimitives.ReadDoubleLittleEndian(bytes), 8);
                break;
            default:
                length = 4 + BinaryPrimitives.ReadInt32LittleEndian(bytes);
                value = Encoding.UTF8.GetString(bytes[4..length]);
                break;
        }

        bytes = bytes[length..];
        return value;
    }
}
