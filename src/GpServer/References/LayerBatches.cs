using System.Globalization;

namespace GpServer.References;

/// <summary>Reads a layer that has no pages: first all object ids, then the features by lists of them.</summary>
sealed class LayerBatches(RemoteLayer layer, LayerDescription description)
{
    public async ValueTask ReadAsync(PageSpool spool, int most, CancellationToken stop)
    {
        var ids = await layer.ObjectIdsAsync(stop);
        var size = Math.Min(description.PageSize ?? most, most);

        // The schema comes with the features, so a layer without any is asked as well.
        var batches = ids.Count == 0 ? [[]] : ids.Chunk(size);
        foreach (var batch in batches)
        {
            var fields = LayerQueries.Whole(description);
            if (batch.Length > 0)
            {
                fields.Add(("objectIds", string.Join(',', batch.Select(id => id.ToString(CultureInfo.InvariantCulture)))));
            }

            var (_, hasMore) = layer.Add(spool, await layer.PageAsync(fields, stop), stop);
            if (hasMore)
            {
                throw layer.Unexpected($"fewer than the {batch.Length} features that were asked for by their ids");
            }
        }
    }
}
