using System.Runtime.ExceptionServices;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Http;
using GpServer.Jobs;
using GpServer.Rest.Jobs;
using GpServer.Rest.Requests;
using GpServer.Security;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Net.Http.Headers;

namespace GpServer.Rest.Directories;

/// <summary>
/// <c>/rest/directories/arcgisjobs/[&lt;folder&gt;/]&lt;service&gt;_gpserver/&lt;jobId&gt;/scratch/&lt;file&gt;</c>: the files that jobs
/// made, whole or a
/// range. Nothing is listed. Browsers and download tools ask here, so a refusal has its HTTP status, unlike those of resources.
/// </summary>
sealed partial class JobFiles(
    RestPipeline pipeline, IServiceCatalog catalog, IJobReader reader, RequestReader requests, CallerReader callers, AccessRules rules,
    FileSignatures signatures, ILogger<JobFiles> logger)
{
    const string Root = "/rest/directories/arcgisjobs";
    const string UnknownType = "application/octet-stream";

    // A report is written by a tool from what a caller sent: no script in it may run as a page of this server.
    const string ContentSecurityPolicy = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'";

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
        routes.Map("/rest/directories/{**path}", http => RefuseAsync(http, NotFound("There is no such file."))).With(RouteAccess.Open);
    }

    async Task AnswerAsync(HttpContext http)
    {
        try
        {
            CheckMethod(http);
            var job = await FindAsync(http);
            var name = Part(http, "file");
            var file = await reader.FileAsync(job, name, http.RequestAborted)
                ?? throw NotFound("The job has no file of this name.");
            await SendAsync(http, job, name, file);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested)
        {
            Log.ClientLeft(logger, e.GetType().Name);
        }
        catch (Exception e) when (http.Response.HasStarted)
        {
            // Only breaking the connection tells the client that the rest is missing.
            Log.Cut(logger, e);
            http.Abort();
        }
        catch (Exception e)
        {
            await RefuseAsync(http, e);
        }
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

    async Task SendAsync(HttpContext http, Job job, string name, Stream file)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "private, no-cache";
        }

        // A range is one of the file's bytes, so they are never sent compressed.
        http.Request.Headers.AcceptEncoding = default;

        // What a run stored never changes; a job that ran again stored under another lease.
        var tag = new EntityTagHeaderValue(FormattableString.Invariant($"\"{job.Lease}-{file.Length}\""));
        var type = _types.TryGetContentType(name, out var known) ? known : UnknownType;
        await TypedResults.Stream(file, type, name, job.EndedAt, tag, enableRangeProcessing: true).ExecuteAsync(http);
        if (HttpMethods.IsGet(http.Request.Method) && http.Features.Get<RequestFacts>() is { } facts)
        {
            facts.BytesWritten = http.Response.ContentLength ?? 0;
        }
    }

    Task RefuseAsync(HttpContext http, Exception failure)
    {
        // What may have been said of a file is not true of its refusal.
        var headers = http.Response.Headers;
        headers.ContentLength = null;
        headers.ContentDisposition = headers.ETag = headers.LastModified = headers.AcceptRanges = headers.ContentRange = default;
        http.Response.StatusCode = (failure as GpException)?.Error switch
        {
            GpError.NotFound or GpError.ServiceNotFound => StatusCodes.Status404NotFound,
            GpError.TokenRequired or GpError.TokenInvalid => StatusCodes.Status401Unauthorized,
            GpError.Forbidden => StatusCodes.Status403Forbidden,
            GpError.MethodNotAllowed => StatusCodes.Status405MethodNotAllowed,
            GpError.LimitExceeded => StatusCodes.Status413PayloadTooLarge,
            GpError.InvalidParameter => StatusCodes.Status400BadRequest,
            GpError.ServiceNotStarted or GpError.Unavailable or GpError.Busy => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status500InternalServerError,
        };
        return pipeline.AnswerAsync(http, new RestResource(_ =>
        {
            ExceptionDispatchInfo.Throw(failure);
            return default;
        }, RouteAccess.Open));
    }

    static void CheckMethod(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            http.Response.Headers.Allow = "GET, HEAD";
            throw new GpException(GpError.MethodNotAllowed, $"HTTP method {http.Request.Method} is not supported; expected GET or HEAD.");
        }
    }

    static GpException NotFound(string message) => new(GpError.NotFound, message);

    static string Part(HttpContext http, string name) => http.Request.RouteValues[name] as string ?? "";

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The client left before it had the file ({Exception})")]
        public static partial void ClientLeft(ILogger logger, string exception);

        [LoggerMessage(2, LogLevel.Error, "A file was cut off")]
        public static partial void Cut(ILogger logger, Exception exception);
    }
}
