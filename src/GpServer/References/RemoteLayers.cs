using System.Globalization;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Values;
using GpServer.Outgoing;

namespace GpServer.References;

/// <summary>
/// Reads layers and tables of other servers whole: page by page, or by lists of object ids where there are no pages. The features go to the
/// run's spool as they come.
/// </summary>
sealed class RemoteLayers(RemoteFiles files)
{
    const int IdsPerRequest = 1_000;
    const int DescriptionBytes = 4 * 1024 * 1024;

    // What the reading sets itself; a query with one of them twice would mean anything.
    static readonly string[] OwnFields =
    [
        "f", "token", "where", "time", "objectIds", "outFields", "outSR", "returnGeometry", "returnZ", "returnM", "returnCountOnly", "returnIdsOnly",
        "resultOffset", "resultRecordCount", "orderByFields",
    ];

    /// <param name="request">Asks for the layer itself.</param>
    public async ValueTask<FeatureSet> ReadAsync(
        RunInputs run, OutgoingRequest request, FeatureReference reference, FeatureReadOptions options, CancellationToken stop)
    {
        var plain = request with
        {
            Url = request.Url.WithPath(request.Url.Uri.AbsolutePath.TrimEnd('/'), Query([.. Kept(request.Url), KeyValuePair.Create("f", "json")])),
        };
        var (document, url) = await files.ReadJsonAsync(plain, DescriptionBytes, stop);
        using var json = document;
        var from = $"the host {url.Shown}";
        var description = LayerDescription.Read(json.RootElement, options.Parameter, from);

        // A server that sent us elsewhere would have to do so for each page; the token stays with the host for which it is.
        // So does what else the URL says (a key, a version), unless the place to which it was sent says it again.
        var isSame = url.IsSameServer(request.Url);
        var moved = request with { Url = url, Token = isSame ? request.Token : null };
        List<KeyValuePair<string, string>> filter = [KeyValuePair.Create("where", reference.Filter ?? "1=1")];
        if (reference.Time is { } time)
        {
            filter.Add(KeyValuePair.Create("time", time));
        }

        filter.AddRange(Kept(isSame ? request.Url : url));
        return await ReadAsync(run, new RemoteLayer(files, run, moved, filter, options), description, stop);
    }

    static IEnumerable<KeyValuePair<string, string>> Kept(OutgoingUrl url) =>
        QueryText.Fields(url.Uri.Query).Where(field => !OwnFields.Contains(field.Key, StringComparer.OrdinalIgnoreCase));

    static string Query(IEnumerable<KeyValuePair<string, string>> fields) =>
        string.Join('&', fields.Select(field => $"{Uri.EscapeDataString(field.Key)}={Uri.EscapeDataString(field.Value)}"));

    static async ValueTask<FeatureSet> ReadAsync(RunInputs run, RemoteLayer layer, LayerDescription description, CancellationToken stop)
    {
        var expected = await layer.CountAsync(stop);
        if (expected > layer.Options.Reading.Limits.Features)
        {
            throw PageSpool.TooMany(layer.Options);
        }

        var spool = run.Hold(new PageSpool(run.Options, layer.Options));
        var fitsOne = expected <= description.PageSize;
        if (!description.SupportsPagination && !fitsOne)
        {
            await new LayerBatches(layer, description).ReadAsync(spool, IdsPerRequest, stop);
        }
        else if (!await new LayerPages(layer, description, expected).ReadAsync(spool, stop))
        {
            // It takes no offsets whatever it says of itself.
            spool = run.Hold(new PageSpool(run.Options, layer.Options));
            await new LayerBatches(layer, description).ReadAsync(spool, IdsPerRequest, stop);
        }

        if (expected is not null && spool.Count != expected && await layer.CountAsync(stop) is { } now && now != spool.Count)
        {
            throw new GpException(GpError.InvalidParameter, string.Create(CultureInfo.InvariantCulture,
                $"{layer.Options.Parameter}: {layer.From} says that the layer has {now} features, and gave {spool.Count}."));
        }

        return spool.End();
    }
}
