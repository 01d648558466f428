namespace GpServer.References;

/// <summary>Reads a layer page by page. The next page is fetched while one is read, where it is known where it begins.</summary>
sealed class LayerPages(RemoteLayer layer, LayerDescription description, long? expected)
{
    /// <returns>False where the layer gives the same features at every offset.</returns>
    public async ValueTask<bool> ReadAsync(PageSpool spool, CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task<FetchedFile>? ahead = null;
        try
        {
            var offset = 0L;
            long? first = null;
            while (true)
            {
                var page = await (ahead ?? PageAsync(offset, enough.Token));
                var next = offset + (description.PageSize ?? 0);
                ahead = next > offset && next < expected ? PageAsync(next, enough.Token) : null;
                var (count, saysMore) = layer.Add(spool, page, stop);
                if (offset > 0 && first is not null && spool.FirstId == first)
                {
                    return false;
                }

                first ??= spool.FirstId;
                var hasMore = saysMore || spool.Count < expected;
                if (!hasMore || !description.SupportsPagination)
                {
                    return !saysMore;
                }

                if (count == 0)
                {
                    return !saysMore ? true : throw layer.Unexpected("no features where it says that there are more");
                }

                offset += count;
                if (ahead is not null && offset != next)
                {
                    // It begins at the wrong place: the layer gives fewer features at a time than it says.
                    await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                    ahead = null;
                }
            }
        }
        finally
        {
            // Nothing of it may go on after the run.
            await enough.CancelAsync();
            if (ahead is not null)
            {
                await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    Task<FetchedFile> PageAsync(long offset, CancellationToken stop)
    {
        var fields = LayerQueries.Whole(description);
        if (description.SupportsPagination)
        {
            fields.Add(("resultOffset", RemoteLayer.Number(offset)));
            if (description.PageSize is { } size)
            {
                fields.Add(("resultRecordCount", RemoteLayer.Number(size)));
            }

            if (description.ObjectIdField is { } id && description.SupportsOrderBy)
            {
                // Without an order a server may give a feature twice and another never.
                fields.Add(("orderByFields", id));
            }
        }

        return layer.PageAsync(fields, stop).AsTask();
    }
}
