using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Outgoing;

namespace GpServer.References;

/// <summary>Reads query URLs of layers as they are given, and the pages after the first where the URL does not ask for one of them itself.</summary>
sealed class RemoteQueries(RemoteFiles files)
{
    static readonly string[] Formats = ["json", "pjson", "geojson", "pbf"];

    public async ValueTask<FeatureSet> ReadAsync(RunInputs run, OutgoingRequest request, FeatureReadOptions options, CancellationToken stop)
    {
        var url = request.Url;
        var query = QueryText.Without(url.Uri.Query, "token");
        var format = QueryText.Find(query, "f");
        if (!Formats.Contains(format, StringComparer.OrdinalIgnoreCase))
        {
            query = QueryText.With(query, "f", "json");
        }

        var ownPage = QueryText.Find(query, "resultOffset") is not null || QueryText.Find(query, "resultRecordCount") is not null;
        var layerUrl = url.WithPath(url.Uri.AbsolutePath.TrimEnd('/')[..^"/query".Length], "");
        var layer = new RemoteLayer(files, run, request with { Url = layerUrl }, [.. QueryText.Fields(query)], options);
        var spool = run.Hold(new PageSpool(run.Options, options));
        long? first = null;
        for (var offset = 0L; ;)
        {
            var (count, hasMore) = layer.Add(
                spool, await layer.PageAsync(offset == 0 ? [] : [("resultOffset", RemoteLayer.Number(offset))], stop), stop);
            if (offset > 0 && (count == 0 || (first is not null && spool.FirstId == first)))
            {
                throw new GpException(GpError.InvalidParameter,
                    $"{options.Parameter}: {layer.From} gives no more than {offset} features of the query at a time, and no pages; give the URL of the layer.");
            }

            first ??= spool.FirstId;
            if (!hasMore || ownPage)
            {
                return spool.End();
            }

            if (count == 0)
            {
                throw layer.Unexpected("no features where it says that there are more");
            }

            offset += count;
        }
    }
}
