using System.Text.RegularExpressions;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Jobs;
using GpServer.Core.Parameters;
using GpServer.Core.Values;
using GpServer.Jobs;
using GpServer.Layers;
using GpServer.Outgoing;
using GpServer.Rest.Directories;
using GpServer.Rest.Jobs;
using GpServer.Security;

namespace GpServer.References;

/// <summary>
/// Reads what URLs of this server name: results and files of jobs, and layers. No request is made; who may read it is decided as for a request of
/// the caller.
/// </summary>
sealed partial class LocalInputs(
    IServiceCatalog catalog, IJobReader reader, AccessRules rules, FileSignatures signatures, IHostedLayers hosted, IJobLayers jobLayers,
    LayerSelections selections)
{
    /// <returns>A <see cref="FeatureSet"/>, or a <see cref="FeatureReference"/> where a result only refers to features.</returns>
    /// <exception cref="GpException">The path names nothing that could be an input, or the caller may not read it.</exception>
    public async ValueTask<object> ReadAsync(
        RunInputs run, string path, OutgoingUrl url, FeatureReference reference, FeatureReadOptions options, CancellationToken stop)
    {
        try
        {
            if (Result().Match(path) is { Success: true } result)
            {
                return await ResultAsync(run, result, url, reference, options, stop);
            }

            if (JobLayer().Match(path) is { Success: true } jobLayer)
            {
                return selections.Of((await JobLayerAsync(run, jobLayer, stop)).Features, reference, url, options, stop);
            }

            if (HostedLayer().Match(path) is { Success: true } layer)
            {
                return selections.Of((await HostedLayerAsync(run, layer, stop)).Features, reference, url, options, stop);
            }

            if (JobFile().IsMatch(path))
            {
                return FileInputs.Open(run, await FileAsync(run, path, url, options.Parameter, stop), "", options);
            }
        }
        catch (GpException e) when (e.Error is not GpError.InvalidParameter and not GpError.LimitExceeded)
        {
            // As an answer of its own it would make clients sign in again, or look for the task.
            throw new GpException(GpError.InvalidParameter, $"{options.Parameter}: {ReasonOf(e)}", e);
        }

        throw Unknown(options.Parameter);
    }

    /// <summary>A file that a job made.</summary>
    /// <exception cref="GpException">The path names none, or the caller may not read it.</exception>
    public async ValueTask<FetchedFile> FetchAsync(RunInputs run, string path, OutgoingUrl url, string parameter, CancellationToken stop)
    {
        try
        {
            if (JobFile().IsMatch(path))
            {
                return await FileAsync(run, path, url, parameter, stop);
            }

            if (Result().Match(path) is { Success: true } result)
            {
                var job = await JobAsync(run, Part(result, "service"), Part(result, "job"), Part(result, "task"), stop);
                return await ResultFileAsync(run, job, Part(result, "parameter"), parameter, stop);
            }
        }
        catch (GpException e) when (e.Error is not GpError.InvalidParameter and not GpError.LimitExceeded)
        {
            throw new GpException(GpError.InvalidParameter, $"{parameter}: {ReasonOf(e)}", e);
        }

        throw new GpException(GpError.InvalidParameter,
            $"{parameter}: the URL is one of this server, and of no file; expected a file of a job, below /rest/directories/arcgisjobs.");
    }

    static GpException Unknown(string parameter) => new(GpError.InvalidParameter,
        $"{parameter}: the URL is one of this server, and of nothing with features; expected a layer (…/FeatureServer/0), a result of a job "
        + "(…/jobs/<jobId>/results/<parameter>), a layer of its results (…/MapServer/jobs/<jobId>/0) or a file of it.");

    static string ReasonOf(GpException e) => e.Error switch
    {
        GpError.TokenRequired => "the URL is one of this server, and who runs the task may not read it; a token is required.",
        GpError.Forbidden => "the URL is one of this server, and who runs the task may not read it.",
        _ => e.Message,
    };

    async ValueTask<object> ResultAsync(
        RunInputs run, Match path, OutgoingUrl url, FeatureReference reference, FeatureReadOptions options, CancellationToken stop)
    {
        var job = await JobAsync(run, Part(path, "service"), Part(path, "job"), Part(path, "task"), stop);
        var name = Part(path, "parameter");
        var values = await reader.ValuesAsync(job, JobValueKind.Result, stop);
        name = values.FirstOrDefault(value => value.Name == name)?.Name
            ?? values.FirstOrDefault(value => value.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Name
            ?? throw new GpException(GpError.NotFound, $"The job {job.Id} has no result of this name.");
        if (await reader.FeaturesAsync(job, name, null, stop) is { } features)
        {
            return selections.Of(features, reference, options);
        }

        if (await reader.TextAsync(job, JobValueKind.Result, name, stop) is { } json)
        {
            if (FileText(json) is not null)
            {
                return FileInputs.Open(run, await ResultFileAsync(run, job, name, options.Parameter, stop), "", options);
            }

            // The value of a result that became a hosted layer is the layer's path, without a host that could be asked.
            return HostedUrl.PathOf(json) is { } hostedPath && HostedLayer().Match(hostedPath) is { Success: true } layer
                ? selections.Of((await HostedLayerAsync(run, layer, stop)).Features, reference, url, options, stop)
                : options.Reading.Features.Read(json, options);
        }

        throw new GpException(GpError.NotFound, $"The job {job.Id} has no result of this name.");
    }

    /// <summary>The job, where the caller may read it and it has results.</summary>
    async ValueTask<Job> JobAsync(RunInputs run, string service, string id, string? task, CancellationToken stop)
    {
        var caller = run.Scope.Caller;
        rules.Check(RouteAccess.Service, caller, service);
        _ = catalog.Get(service);
        var job = await reader.GetAsync(id, stop);
        if (job is null || job.Service != service || (task is not null && job.Task != task))
        {
            throw new GpException(GpError.JobNotFound,
                "there is no such job of this server. It never was, or it was deleted because nobody had asked for it in its time.");
        }

        AccessRules.CheckMayRead(caller, job);
        return job.Status == JobStatus.Succeeded
            ? job
            : throw new GpException(GpError.WrongOperation,
                $"The job {job.Id} is {JobAnswer.StatusOf(job)}; only one that is esriJobSucceeded has results.");
    }

    async ValueTask<FetchedFile> ResultFileAsync(RunInputs run, Job job, string result, string parameter, CancellationToken stop)
    {
        var name = await reader.TextAsync(job, JobValueKind.Result, result, stop) is { } json ? FileText(json) : null;
        return name is null
            ? throw new GpException(GpError.InvalidParameter, $"{parameter}: the result {result} of the job {job.Id} is no file.")
            : await CopyAsync(run, job, name, parameter, stop);
    }

    async ValueTask<FetchedFile> FileAsync(RunInputs run, string path, OutgoingUrl url, string parameter, CancellationToken stop)
    {
        var match = JobFile().Match(path);
        var (service, id, name) = (Part(match, "service"), Part(match, "job"), Part(match, "file"));
        var signed = $"{JobFiles.Root}/{service}_gpserver/{id}/scratch/{name}";
        if (QueryText.Find(url.Uri.Query, FileSignatures.Field) is { } signature && signatures.IsGood(signed, signature)
            && await reader.GetAsync(id, stop) is { Status: JobStatus.Succeeded } known && known.Service == service)
        {
            return await CopyAsync(run, known, name, parameter, stop);
        }

        return await CopyAsync(run, await JobAsync(run, service, id, task: null, stop), name, parameter, stop);
    }

    async ValueTask<FetchedFile> CopyAsync(RunInputs run, Job job, string name, string parameter, CancellationToken stop)
    {
        await using var content = await reader.FileAsync(job, name, stop)
            ?? throw new GpException(GpError.NotFound, $"The job {job.Id} has no file of this name.");
        var path = run.Folder.NewFile(name);
        await LocalFiles.CopyAsync(run, content, path, parameter, stop);
        return new FetchedFile(path, name, "", $"the job {job.Id}");
    }

    async ValueTask<ServedLayer> JobLayerAsync(RunInputs run, Match path, CancellationToken stop)
    {
        var job = await JobAsync(run, Part(path, "service"), Part(path, "job"), task: null, stop);
        return Layer(await jobLayers.OfAsync(job, run.Scope.Caller, stop), path);
    }

    async ValueTask<ServedLayer> HostedLayerAsync(RunInputs run, Match path, CancellationToken stop)
    {
        return Layer(await hosted.FindAsync(Part(path, "name"), run.Scope.Caller, stop), path);
    }

    static ServedLayer Layer(ServedLayers? layers, Match path) =>
        layers?.Layers.FirstOrDefault(layer => layer.Id.ToString(System.Globalization.CultureInfo.InvariantCulture) == Part(path, "layer"))
        ?? throw new GpException(GpError.NotFound, "the URL is one of this server, and there is no such layer.");

    /// <summary>The name in the stored form of a file, or null where the value is something else.</summary>
    static string? FileText(ReadOnlyMemory<byte> json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        var root = document.RootElement;
        return root.ValueKind == System.Text.Json.JsonValueKind.Object && root.TryGetProperty("fileName", out var name)
            && name.ValueKind == System.Text.Json.JsonValueKind.String ? name.GetString() : null;
    }

    static string Part(Match match, string name) => Uri.UnescapeDataString(match.Groups[name].Value);

    [GeneratedRegex("^/+rest/services/(?<service>[^/]+(/[^/]+)?)/GPServer/(?<task>[^/]+)/jobs/(?<job>[^/]+)/results/(?<parameter>[^/]+)/*$", RegexOptions.IgnoreCase)]
    private static partial Regex Result();

    [GeneratedRegex("^/+rest/services/(?<service>[^/]+(/[^/]+)?)/MapServer/jobs/(?<job>[^/]+)/(?<layer>[0-9]{1,9})(/query)?/*$", RegexOptions.IgnoreCase)]
    private static partial Regex JobLayer();

    [GeneratedRegex("^/+rest/services/Hosted/(?<name>[^/]+)/(FeatureServer|MapServer)/(?<layer>[0-9]{1,9})(/query)?/*$", RegexOptions.IgnoreCase)]
    private static partial Regex HostedLayer();

    [GeneratedRegex("^/+rest/directories/arcgisjobs/(?<service>[^/]+(/[^/]+)?)_gpserver/(?<job>[^/]+)/scratch/(?<file>[^/]+)$", RegexOptions.IgnoreCase)]
    private static partial Regex JobFile();
}
