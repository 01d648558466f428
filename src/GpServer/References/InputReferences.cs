using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Values;
using GpServer.DataSources;
using GpServer.Outgoing;

namespace GpServer.References;

/// <summary>Gets what the inputs of one run refer to. Everything that it keeps goes when it is disposed, after the run.</summary>
sealed class InputReferences(
    RunInputs run, ThisServer self, LocalInputs local, UploadInputs uploads, IDataSources sources, RemoteFiles files)
    : IReferenceResolver, IDisposable
{
    // A result that is a layer elsewhere, in the answer of a job, is the most that makes sense.
    const int MostSteps = 3;

    readonly RemoteLayers _layers = new(files);
    readonly RemoteQueries _queries = new(files);

    public ValueTask<FeatureSet> ResolveAsync(FeatureReference reference, FeatureReadOptions options, CancellationToken stop) =>
        FollowAsync(reference, run.Reading(options), stop);

    public async ValueTask<DataFile> ResolveAsync(DataFile file, DataFileParameter parameter, CancellationToken stop)
    {
        if (file.LocalPath is not null)
        {
            return file;
        }

        if (file.PortalItemId is not null && file.Url is null && file.ItemId is null)
        {
            throw new GpException(GpError.InvalidParameter,
                $"{parameter.Name}: portalItemID is not taken, since this server belongs to no portal; expected a url or an itemID.");
        }

        var fetched = file.ItemId is { } item
            ? await uploads.FetchAsync(run, item, parameter.Name, stop)
            : await FetchAsync(file.Url!, file.Token, parameter.Name, stop);
        CheckExtension(fetched, parameter);
        return file with { LocalPath = fetched.Path };
    }

    public ValueTask<RasterData> ResolveAsync(RasterData raster, RasterParameter parameter, CancellationToken stop) =>
        throw new GpException(GpError.NotAvailable, $"{parameter.Name}: rasters are not available on this server; no tool of it reads one yet.");

    public void Dispose() => run.Dispose();

    async ValueTask<FeatureSet> FollowAsync(FeatureReference reference, FeatureReadOptions options, CancellationToken stop)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            switch (await ReadAsync(reference, options, stop))
            {
                case FeatureSet set:
                    return Checked(set, options);
                case FeatureReference next:
                    // What a document refers to is not for the token by which it was had.
                    reference = next with { Token = null, ItemId = null, Layer = null };
                    break;
            }

            if (reference.Url is null)
            {
                break;
            }
        }

        throw new GpException(GpError.InvalidParameter, $"{options.Parameter}: the reference leads to other references and to no features.");
    }

    async ValueTask<object> ReadAsync(FeatureReference reference, FeatureReadOptions options, CancellationToken stop)
    {
        if (reference.Layer is { } name)
        {
            return await sources.FindAsync(reference, options, run.Folder.NewFolder(), stop)
                ?? throw new GpException(GpError.InvalidParameter,
                    $"{options.Parameter}: '{name}' is no layer that this server knows; expected features, {{\"url\":\"…\"}}, {{\"itemID\":\"…\"}} or a name of registered data.");
        }

        if (reference.Url is not { } text)
        {
            var item = await uploads.FetchAsync(run, reference.ItemId!, options.Parameter, stop);
            CheckNoFilter(reference, options, "an upload");
            return FileInputs.Open(run, item, "", options);
        }

        var request = Request(text, reference.Token, options.Parameter);
        if (self.PathOf(request.Url, run.Scope.BaseUrl) is { } path)
        {
            return await local.ReadAsync(run, path, request.Url, reference, options, stop);
        }

        switch (InputUrl.KindOf(request.Url.Uri.AbsolutePath))
        {
            case InputUrlKind.Layer:
                return await _layers.ReadAsync(run, request, reference, options, stop);
            case InputUrlKind.Query:
                CheckNoFilter(reference, options, "the URL of a query, which has its own");
                return await _queries.ReadAsync(run, request, options, stop);
            case InputUrlKind.Image:
                throw new GpException(GpError.NotAvailable,
                    $"{options.Parameter}: the URL is one of an image service, which has no features; expected a layer, such as …/FeatureServer/0.");
            case InputUrlKind.Service:
                throw new GpException(GpError.InvalidParameter,
                    $"{options.Parameter}: the URL is one of a whole service; expected one of its layers, such as …/FeatureServer/0.");
            case InputUrlKind.Result:
                request = request with { Url = ResultUrl(request.Url) };
                break;
        }

        CheckNoFilter(reference, options, "a file");
        var file = await files.DownloadAsync(run, request, stop);
        return FileInputs.Open(run, file, LastPart(request.Url), options);
    }

    async ValueTask<FetchedFile> FetchAsync(string text, string? token, string parameter, CancellationToken stop)
    {
        var request = Request(text, token, parameter);
        return self.PathOf(request.Url, run.Scope.BaseUrl) is { } path
            ? await local.FetchAsync(run, path, request.Url, parameter, stop)
            : await files.DownloadAsync(run, request, stop);
    }

    OutgoingRequest Request(string text, string? token, string parameter)
    {
        try
        {
            var url = OutgoingUrl.Parse(text);
            var inQuery = QueryText.Find(url.Uri.Query, "token");
            var plain = inQuery is null ? url : url.WithPath(url.Uri.AbsolutePath, QueryText.Without(url.Uri.Query, "token"));
            return new OutgoingRequest(parameter, plain, run.Budget) { Token = token ?? inQuery, Hosts = run.Hosts };
        }
        catch (OutgoingFailure failure)
        {
            throw failure.For(parameter);
        }
    }

    /// <summary>Asks for the data of a result and not for a page or a picture of it.</summary>
    static OutgoingUrl ResultUrl(OutgoingUrl url)
    {
        var query = QueryText.Find(url.Uri.Query, "f") is null ? QueryText.With(url.Uri.Query, "f", "json") : url.Uri.Query;
        return url.WithPath(url.Uri.AbsolutePath, QueryText.With(query, "returnType", "data"));
    }

    static string LastPart(OutgoingUrl url) =>
        Uri.UnescapeDataString(url.Uri.AbsolutePath[(url.Uri.AbsolutePath.LastIndexOf('/') + 1)..]);

    static void CheckNoFilter(FeatureReference reference, FeatureReadOptions options, string what)
    {
        if ((reference.Filter ?? reference.Time) is not null)
        {
            throw new GpException(GpError.InvalidParameter, $"{options.Parameter}: filter and time are for URLs of layers, and this is {what}.");
        }
    }

    /// <summary>A set that only says that there are more features is not what somebody wants to work with.</summary>
    static FeatureSet Checked(FeatureSet set, FeatureReadOptions options) => set is { ExceededTransferLimit: true, KnownCount: 0 }
        ? throw new GpException(GpError.InvalidParameter, $"{options.Parameter}: the set has more features than its server gives, and was given without any.")
        : set;

    static void CheckExtension(FetchedFile file, DataFileParameter parameter)
    {
        var extension = Path.GetExtension(file.Name).TrimStart('.');
        if (parameter.Extensions.Count > 0 && !parameter.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
        {
            throw new GpException(GpError.InvalidParameter, FileNames.IsValid(file.Name)
                ? $"{parameter.Name}: the file is called '{file.Name}'; expected one with the extension {string.Join(", ", parameter.Extensions)}."
                : $"{parameter.Name}: the file has no name; expected one with the extension {string.Join(", ", parameter.Extensions)}.");
        }
    }
}
