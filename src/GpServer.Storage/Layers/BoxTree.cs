using NetTopologySuite.Geometries;

namespace GpServer.Storage.Layers;

/// <summary>
/// A packed R-tree in flat arrays: the boxes stand in an order in which neighbours are near, and each node is the box around sixteen of the level
/// below. It never changes, so many threads may search it at once.
/// </summary>
/// <remarks>I. Kamel and C. Faloutsos, "On packing R-trees", CIKM 1993.</remarks>
sealed class BoxTree
{
    const int FanOut = 16;

    // A level has at least sixteen times fewer nodes than the one below.
    const int MostLevels = 9;

    readonly float[] _boxes;
    readonly int[]? _order;
    readonly int _count;
    readonly float[][] _levels;

    /// <param name="boxes">Least x and y, greatest x and y of each box, in the order of their numbers.</param>
    /// <param name="order">The numbers of the boxes that are to be found, near ones together; null for the first ones as they are.</param>
    /// <param name="count">How many there are to be found.</param>
    public BoxTree(float[] boxes, int[]? order, int count)
    {
        _boxes = boxes;
        _order = order;
        _count = count;
        var levels = new List<float[]>(MostLevels);
        for (var below = count; below > 1 || (levels.Count == 0 && below > 0);)
        {
            var nodes = (below + FanOut - 1) / FanOut;
            levels.Add(Level(levels.Count, nodes, below, levels.LastOrDefault()));
            below = nodes;
        }

        _levels = [.. levels];
    }

    /// <summary>The bytes that the nodes take, without the boxes themselves.</summary>
    public long Bytes => _levels.Sum(static level => (long)level.Length * sizeof(float)) + ((long)(_order?.Length ?? 0) * sizeof(int));

    /// <summary>The numbers of the boxes that have a place in common with the window, ascending.</summary>
    public List<int> Find(Envelope window)
    {
        var found = new List<int>();
        if (_count > 0 && !window.IsNull)
        {
            Search(_levels.Length - 1, 0, window, found);
            if (_order is not null)
            {
                found.Sort();
            }
        }

        return found;
    }

    void Search(int level, int node, Envelope window, List<int> found)
    {
        var box = _levels[level].AsSpan(node * 4, 4);
        if (!Touches(box, window))
        {
            return;
        }

        var first = node * FanOut;
        if (IsWithin(box, window))
        {
            AddAll(level, first, found);
            return;
        }

        if (level > 0)
        {
            var end = Math.Min(first + FanOut, _levels[level - 1].Length / 4);
            for (var child = first; child < end; child++)
            {
                Search(level - 1, child, window, found);
            }

            return;
        }

        for (var leaf = first; leaf < Math.Min(first + FanOut, _count); leaf++)
        {
            var number = Number(leaf);
            if (Touches(_boxes.AsSpan(number * 4, 4), window))
            {
                found.Add(number);
            }
        }
    }

    void AddAll(int level, int first, List<int> found)
    {
        var width = 1L;
        for (var i = 0; i < level; i++)
        {
            width *= FanOut;
        }

        var end = Math.Min(_count, (first + (long)FanOut) * width);
        for (var leaf = first * width; leaf < end; leaf++)
        {
            found.Add(Number((int)leaf));
        }
    }

    int Number(int leaf) => _order is null ? leaf : _order[leaf];

    float[] Level(int level, int nodes, int below, float[]? children)
    {
        var boxes = new float[nodes * 4];
        for (var node = 0; node < nodes; node++)
        {
            var around = boxes.AsSpan(node * 4, 4);
            (around[0], around[1], around[2], around[3]) =
                (float.PositiveInfinity, float.PositiveInfinity, float.NegativeInfinity, float.NegativeInfinity);
            for (var child = node * FanOut; child < Math.Min((node + 1) * FanOut, below); child++)
            {
                var box = level == 0 ? _boxes.AsSpan(Number(child) * 4, 4) : children.AsSpan(child * 4, 4);
                around[0] = Math.Min(around[0], box[0]);
                around[1] = Math.Min(around[1], box[1]);
                around[2] = Math.Max(around[2], box[2]);
                around[3] = Math.Max(around[3], box[3]);
            }
        }

        return boxes;
    }

    static bool Touches(ReadOnlySpan<float> box, Envelope window) =>
        box[0] <= window.MaxX && window.MinX <= box[2] && box[1] <= window.MaxY && window.MinY <= box[3];

    static bool IsWithin(ReadOnlySpan<float> box, Envelope window) =>
        window.MinX <= box[0] && box[2] <= window.MaxX && window.MinY <= box[1] && box[3] <= window.MaxY;
}
