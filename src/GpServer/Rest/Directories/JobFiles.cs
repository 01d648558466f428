using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Jobs;
using GpServer.Rest.Jobs;
using GpServer.Rest.Requests;
using GpServer.Security;
using Microsoft.AspNetCore.StaticFiles;

namespace GpServer.Rest.Directories;

/// <summary>
/// <c>/rest/directories/arcgisjobs/[&lt;folder&gt;/]&lt;service&gt;_gpserver/&lt;jobId&gt;/scratch/&lt;file&gt;</c>: the files that jobs made, whole or a
/// range. Nothing is listed.
/// </summary>
sealed class JobFiles(
    FileAnswers files, IServiceCatalog catalog, IJobReader reader, RequestReader requests, CallerReader callers, AccessRules rules,
    FileSignatures signatures)
{
    public const string Root = "/rest/directories/arcgisjobs";
    const string UnknownType = "application/octet-stream";

    // What the framework does not know of what tools make.
    readonly FileExtensionContentTypeProvider _types = new()
    {
        Mappings =
        {
            [".geojson"] = "application/geo+json",
            [".kml"] = "application/vnd.google-earth.kml+xml",
            [".kmz"] = "application/vnd.google-earth.kmz",
            [".gpkg"] = "application/geopackage+sqlite3",
            [".fgb"] = "application/flatgeobuf",
            [".pbf"] = "application/x-protobuf",
            [".tsv"] = "text/tab-separated-values",
            [".zip"] = "application/zip",
            [".tif"] = "image/tiff",
            [".tiff"] = "image/tiff",
        },
    };

    /// <summary>The absolute URL of a job's file.</summary>
    /// <remarks>Of a job that somebody owns it is signed: clients fetch it without their token.</remarks>
    public string UrlOf(RestRequest request, Job job, string file)
    {
        var folder = $"{Root}/{job.Service}_gpserver/{job.Id}/scratch/";
        var signature = job.User.Length == 0 ? "" : $"?{FileSignatures.Field}={signatures.Sign(folder + file)}";
        return $"{request.Url(folder)}{Uri.EscapeDataString(file)}{signature}";
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map($"{Root}/{{service}}_gpserver/{{job}}/scratch/{{file}}", AnswerAsync).With(RouteAccess.File);
        routes.Map($"{Root}/{{folder}}/{{service}}_gpserver/{{job}}/scratch/{{file}}", AnswerAsync).With(RouteAccess.File);
        routes.Map("/rest/directories/{**path}", http => files.RefuseAsync(http, NotFound("There is no such file."))).With(RouteAccess.Open);
    }

    Task AnswerAsync(HttpContext http) => files.AnswerAsync(http, () => FindFileAsync(http));

    async Task<SentFile> FindFileAsync(HttpContext http)
    {
        FileAnswers.CheckMethod(http);
        var job = await FindAsync(http);
        var name = Part(http, "file");
        var file = await reader.FileAsync(job, name, http.RequestAborted)
            ?? throw NotFound("The job has no file of this name.");

        // What a run stored never changes; a job that ran again stored under another lease.
        return new SentFile(file, name, _types.TryGetContentType(name, out var known) ? known : UnknownType, job.EndedAt,
            FormattableString.Invariant($"{job.Lease}-{file.Length}"));
    }

    async Task<Job> FindAsync(HttpContext http)
    {
        var service = Part(http, "folder") is { Length: > 0 } folder ? $"{folder}/{Part(http, "service")}" : Part(http, "service");
        var job = await reader.GetAsync(Part(http, "job"), http.RequestAborted);
        if (job is null || !job.Service.Equals(service, StringComparison.OrdinalIgnoreCase))
        {
            throw NotFound("Data unavailable: there is no such job of this service. It never was, or it was deleted because nobody had asked for it in its time.");
        }

        await CheckMayReadAsync(http, job);
        _ = catalog.Get(job.Service);
        return job.Status == JobStatus.Succeeded
            ? job
            : throw NotFound($"The job is {JobAnswer.StatusOf(job)}; only one that is esriJobSucceeded has files.");
    }

    /// <exception cref="GpException">The URL is not signed, and the caller may not read the job.</exception>
    async Task CheckMayReadAsync(HttpContext http, Job job)
    {
        var parameters = requests.ReadQuery(http.Request);
        try
        {
            // As it was signed: the service's name may have come in another case.
            var path = $"{Root}/{job.Service}_gpserver/{job.Id}/scratch/{Part(http, "file")}";
            if (signatures.IsGood(path, http.Request.Query[FileSignatures.Field].ToString()))
            {
                return;
            }

            var caller = await callers.ReadAsync(http, parameters, http.RequestAborted);
            rules.Check(RouteAccess.Service, caller, job.Service);
            AccessRules.CheckMayRead(caller, job);
        }
        finally
        {
            parameters.Release();
        }
    }

    static GpException NotFound(string message) => new(GpError.NotFound, message);

    static string Part(HttpContext http, string name) => http.Request.RouteValues[name] as string ?? "";
}
