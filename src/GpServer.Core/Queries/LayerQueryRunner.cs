using GpServer.Core.Features;
using GpServer.Core.Layers;
using GpServer.Core.Spatial;

namespace GpServer.Core.Queries;

/// <summary>Answers queries of a layer. Stateless: the work is done by each call, and by reading what it gives.</summary>
public sealed class LayerQueryRunner(IFeatureLayer layer, SpatialReferences references, int cores = 1)
{
    /// <summary>Features that are read at once where they come in another order than they are kept in.</summary>
    const int Batch = 2_000;

    /// <summary>What the index knows of the features that match, in the order of their places; paging and order do not count.</summary>
    /// <exception cref="GpException">The query does not fit the layer.</exception>
    public IEnumerable<LayerEntry> Find(LayerQuery query, CancellationToken stop) => Matching(query, stop);

    /// <summary>How many features match; paging does not count.</summary>
    public int Count(LayerQuery query, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(query);
        var matches = Matching(query, stop);
        return matches is IReadOnlyCollection<LayerEntry> known ? known.Count : matches.Count();
    }

    /// <summary>The object ids of all features that match, in the order asked for; paging counts where it is asked for.</summary>
    public IReadOnlyList<long> ObjectIds(LayerQuery query, CancellationToken stop)
    {
        var (page, _) = Page(query, stop);
        return page.ConvertAll(entry => entry.ObjectId);
    }

    /// <summary>One page of the features that match. They are read and shaped while the set is read.</summary>
    /// <returns>The features, marked where more follow.</returns>
    public FeatureSet Features(LayerQuery query, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(query);
        var (page, exceeded) = Page(query, stop);
        var schema = layer.Schema;
        var fields = query.Fields ?? [.. Enumerable.Range(0, schema.Fields.Length)];
        var shaping = query.ReturnGeometry && !schema.IsTable ? new FeatureShaping(query, schema, references) : null;
        var outSchema = schema with
        {
            Fields = [.. fields.Select(field => schema.Fields[field])],
            SpatialReference = shaping?.SpatialReference ?? query.OutSpatialReference ?? schema.SpatialReference,
        };
        var selection = new LayerSelection
        {
            Geometry = shaping is not null,
            Attributes = fields.Any(field => field != schema.ObjectIdIndex),
        };
        var pipeline = new FeaturePipeline(new RunBudget(long.MaxValue, stop), shaping is { IsNone: false } ? cores : 1);
        var all = query.Fields is null;
        var set = new FeatureSet(schema, Read(page, selection, stop), pipeline).Map(outSchema, feature => new Feature(
            shaping is null ? null : shaping.Apply(feature.Geometry),
            all ? feature.Attributes : Row(feature.Attributes, fields)));
        return new FeatureSet(outSchema, set.Features) { KnownCount = page.Count, ExceededTransferLimit = exceeded };
    }

    /// <summary>The extent around all features that match, in the system asked for; paging does not count.</summary>
    public LayerExtent Extent(LayerQuery query, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new ExtentQuery(layer, references).Run([.. Matching(query, stop)], query.OutSpatialReference, stop);
    }

    /// <summary>
    /// The figures asked for, a row for each group; with no figures and groups, the groups alone, which are the distinct values.
    /// </summary>
    /// <exception cref="GpException">There are too many groups, or a figure does not fit its field.</exception>
    public FeatureSet Statistics(LayerQuery query, CancellationToken stop) =>
        new StatisticsQuery(layer, Filter(query, stop), query).Run(stop);

    static object?[] Row(object?[] values, IReadOnlyList<int> fields)
    {
        var row = new object?[fields.Count];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = values[fields[i]];
        }

        return row;
    }

    LayerFilter Filter(LayerQuery query, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new LayerFilter(layer, query, references, stop);
    }

    /// <summary>The features of the page in its order, and whether more follow.</summary>
    (List<LayerEntry> Page, bool Exceeded) Page(LayerQuery query, CancellationToken stop)
    {
        var matches = Matching(query, stop);
        matches = query.OrderBy.Count == 0 ? matches : new LayerOrder(layer).Sorted([.. matches], query.OrderBy, stop);
        var limit = query.Limit ?? int.MaxValue;
        List<LayerEntry> page;
        if (matches is IReadOnlyList<LayerEntry> all)
        {
            var first = Math.Min(query.Offset, all.Count);
            var count = Math.Min(limit, all.Count - first);
            page = new List<LayerEntry>(count);
            for (var i = 0; i < count; i++)
            {
                page.Add(all[first + i]);
            }

            return (page, first + count < all.Count);
        }

        page = [];
        foreach (var entry in matches.Skip(query.Offset))
        {
            if (page.Count == limit)
            {
                return (page, true);
            }

            page.Add(entry);
        }

        return (page, false);
    }

    /// <summary>The features that match, in the order of their places, where there is a top of groups only that.</summary>
    IEnumerable<LayerEntry> Matching(LayerQuery query, CancellationToken stop)
    {
        var matches = Filter(query, stop).Matches(stop);
        return query.Top is { } top ? new LayerOrder(layer).First([.. matches], top, stop) : matches;
    }

    IEnumerable<Feature> Read(List<LayerEntry> page, LayerSelection selection, CancellationToken stop)
    {
        if (!selection.Geometry && !selection.Attributes)
        {
            return page.Select(entry => new Feature(null, IdRow(entry.ObjectId)));
        }

        var places = page.ConvertAll(entry => entry.Place);
        return IsAscending(places) ? layer.Read(selection with { Places = places }, stop).Zip(page, WithId) : InOrder();

        IEnumerable<Feature> InOrder()
        {
            foreach (var batch in page.Chunk(Batch))
            {
                var sorted = batch.Select(entry => entry.Place).Order().ToList();
                var found = sorted.Zip(layer.Read(selection with { Places = sorted }, stop)).ToDictionary();
                foreach (var entry in batch)
                {
                    yield return WithId(found[entry.Place], entry);
                }
            }
        }

        // A layer may leave attributes out, but the object id is known from the index.
        Feature WithId(Feature feature, LayerEntry entry) =>
            selection.Attributes ? feature : new Feature(feature.Geometry, IdRow(entry.ObjectId));
    }

    object?[] IdRow(long objectId)
    {
        var row = new object?[layer.Schema.Fields.Length];
        row[layer.Schema.ObjectIdIndex] = objectId;
        return row;
    }

    static bool IsAscending(List<int> places)
    {
        for (var i = 1; i < places.Count; i++)
        {
            if (places[i] <= places[i - 1])
            {
                return false;
            }
        }

        return true;
    }
}
