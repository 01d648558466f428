using GpServer.Core;
using GpServer.Rest.Directories;
using GpServer.Rest.Requests;
using GpServer.Security;
using GpServer.Storage.Uploads;
using GpServer.Uploads;

namespace GpServer.Rest.Uploads;

/// <summary><c>…/uploads/&lt;itemID&gt;/download</c>: the bytes of an upload, whole or a range, never as something that a browser would show.</summary>
sealed class UploadDownloads(
    FileAnswers files, UploadPlaces places, UploadOperations operations, UploadStore store, RequestReader requests, CallerReader callers, AccessRules rules)
{
    const string Type = "application/octet-stream";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.Map("/rest/services/{service}/GPServer/uploads/{item}/download", OfServiceAsync).With(RouteAccess.Service);
        routes.Map("/rest/services/{folder}/{service}/GPServer/uploads/{item}/download", OfServiceAsync).With(RouteAccess.Service);
        routes.Map("/admin/uploads/{item}/download", OfSiteAsync).With(RouteAccess.Publisher);
    }

    Task OfServiceAsync(HttpContext http) => files.AnswerAsync(http, () => FindAsync(http, RouteAccess.Service));

    Task OfSiteAsync(HttpContext http) => files.AnswerAsync(http, () => FindAsync(http, RouteAccess.Publisher), isAdministrative: true);

    async Task<SentFile> FindAsync(HttpContext http, RouteAccess access)
    {
        var service = ServicePath.Of(http.Request.RouteValues);
        var caller = await CallerAsync(http, access, service);
        FileAnswers.CheckMethod(http, mayBePost: true);
        var place = service is null ? places.Site : places.Of(service);
        var upload = await operations.FindAsync(http.Request.RouteValues["item"] as string ?? "", place.Service, caller, http.RequestAborted);
        if (!upload.IsCommitted)
        {
            throw new GpException(GpError.InvalidParameter, $"The upload {upload.Id} is not committed: it has no bytes yet.");
        }

        await store.KeepAsync(upload, places.Retention, http.RequestAborted);
        return new SentFile(await store.OpenAsync(upload, http.RequestAborted), upload.Name, Type, upload.At, upload.Id);
    }

    async ValueTask<Caller> CallerAsync(HttpContext http, RouteAccess access, string? service)
    {
        var parameters = await requests.ReadAsync(http.Request, http.RequestAborted);
        try
        {
            var caller = await callers.ReadAsync(http, parameters, http.RequestAborted);
            rules.Check(access, caller, service);
            return caller;
        }
        finally
        {
            parameters.Release();
        }
    }
}
