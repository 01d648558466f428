using GpServer.Core.Layers;

namespace GpServer.Core.Queries;

/// <summary>
/// Puts features in order by their attributes, of which only those needed are kept. What is equal stays in the order of the layer.
/// </summary>
sealed class LayerOrder(IFeatureLayer layer)
{
    /// <summary>Values that are kept to compare: those of all features that match, whatever page of them is asked for.</summary>
    const long MostKeptValues = 20_000_000;

    /// <summary>The features in this order.</summary>
    /// <param name="matches">In the order of their places.</param>
    public List<LayerEntry> Sorted(List<LayerEntry> matches, IReadOnlyList<SortField> orderBy, CancellationToken stop)
    {
        var order = Fields(orderBy);
        if (order is [var only] && only.Field == layer.Schema.ObjectIdIndex)
        {
            return [.. only.IsDescending ? matches.OrderByDescending(entry => entry.ObjectId) : matches.OrderBy(entry => entry.ObjectId)];
        }

        var keys = Keys(matches, [.. order.Select(sort => sort.Field)], stop);
        return [.. Places(keys, [.. order.Select((sort, i) => (i, sort.IsDescending))]).Select(place => matches[place])];
    }

    /// <summary>The first features of each group, in the order of their places.</summary>
    public List<LayerEntry> First(List<LayerEntry> matches, TopFilter top, CancellationToken stop)
    {
        var order = Fields(top.OrderBy);
        var keys = Keys(matches, [.. top.GroupBy, .. order.Select(sort => sort.Field)], stop);
        var counts = new Dictionary<object?[], int>(RowEquality.Instance);
        var kept = new List<int>();
        foreach (var place in Places(keys, [.. order.Select((sort, i) => (top.GroupBy.Count + i, sort.IsDescending))]))
        {
            var group = keys[place][..top.GroupBy.Count];
            var count = counts.GetValueOrDefault(group) + 1;
            counts[group] = count;
            if (count <= top.Count)
            {
                kept.Add(place);
            }
        }

        kept.Sort();
        return kept.ConvertAll(place => matches[place]);
    }

    // A field that comes again changes nothing: where it decides, it has decided the first time.
    List<(int Field, bool IsDescending)> Fields(IReadOnlyList<SortField> orderBy) =>
    [
        .. orderBy.Select(sort => (Field: RowOrder.Find(sort.Name, layer.Schema), sort.IsDescending)).DistinctBy(sort => sort.Field),
    ];

    object?[][] Keys(List<LayerEntry> matches, int[] fields, CancellationToken stop)
    {
        if ((long)matches.Count * fields.Length > MostKeptValues)
        {
            throw new GpException(
                GpError.LimitExceeded,
                $"orderByFields: {matches.Count} features match, whose {fields.Length} fields to compare have more than "
                + $"{MostKeptValues} values; use a condition that matches less, or fewer fields.");
        }

        var keys = new object?[matches.Count][];
        var next = 0;
        if (matches.Count > 0)
        {
            var selection = new LayerSelection { Places = matches.ConvertAll(entry => entry.Place), Geometry = false };
            foreach (var feature in layer.Read(selection, stop))
            {
                keys[next++] = Array.ConvertAll(fields, field => feature.Attributes[field]);
            }
        }

        return next == keys.Length ? keys : throw new InvalidDataException("The layer gave fewer features than were asked for.");
    }

    // Pages neither repeat a feature nor leave one out, since equal ones keep their order.
    static int[] Places(object?[][] keys, (int Field, bool IsDescending)[] order)
    {
        var byKey = new RowOrder(order);
        var places = new int[keys.Length];
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = i;
        }

        Array.Sort(places, (one, other) => byKey.Compare(keys[one], keys[other]) is var by and not 0 ? by : one.CompareTo(other));
        return places;
    }
}
