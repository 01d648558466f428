using System.Runtime.ExceptionServices;
using GpServer.Core;
using GpServer.Http;
using GpServer.Security;
using Microsoft.Net.Http.Headers;

namespace GpServer.Rest.Directories;

/// <summary>
/// Sends files, whole or a range. Browsers and download tools ask for them, so a refusal has its HTTP status, unlike those of resources.
/// </summary>
sealed partial class FileAnswers(RestPipeline pipeline, ILogger<FileAnswers> logger)
{
    // A file was written by a tool from what a caller sent, or by the caller: no script in it may run as a page of this server.
    const string ContentSecurityPolicy = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'none'";

    /// <param name="find">Finds the file, or says why there is none.</param>
    public async Task AnswerAsync(HttpContext http, Func<Task<SentFile>> find, bool isAdministrative = false)
    {
        try
        {
            await SendAsync(http, await find());
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
            await RefuseAsync(http, e, isAdministrative);
        }
    }

    /// <exception cref="GpException">It is none by which files are read.</exception>
    public static void CheckMethod(HttpContext http, bool mayBePost = false)
    {
        var method = http.Request.Method;
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !(mayBePost && HttpMethods.IsPost(method)))
        {
            http.Response.Headers.Allow = "GET, HEAD";
            throw new GpException(GpError.MethodNotAllowed, $"HTTP method {method} is not supported; expected GET or HEAD.");
        }
    }

    public Task RefuseAsync(HttpContext http, Exception failure, bool isAdministrative = false)
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
        }, RouteAccess.Open)
        { IsAdministrative = isAdministrative });
    }

    static async Task SendAsync(HttpContext http, SentFile file)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "private, no-cache";
        }

        // A range is one of the file's bytes, so they are never sent compressed.
        http.Request.Headers.AcceptEncoding = default;

        var tag = new EntityTagHeaderValue($"\"{file.Tag}\"");
        await TypedResults.Stream(file.Content, file.Type, file.Name, file.Changed, tag, enableRangeProcessing: true).ExecuteAsync(http);
        if (HttpMethods.IsGet(http.Request.Method) && http.Features.Get<RequestFacts>() is { } facts)
        {
            facts.BytesWritten = http.Response.ContentLength ?? 0;
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The client left before it had the file ({Exception})")]
        public static partial void ClientLeft(ILogger logger, string exception);

        [LoggerMessage(2, LogLevel.Error, "A file was cut off")]
        public static partial void Cut(ILogger logger, Exception exception);
    }
}
