using GpServer.Core.Json;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Security;
using GpServer.Storage.Uploads;
using GpServer.Uploads;

namespace GpServer.Admin.Uploads;

/// <summary><c>/admin/uploads</c>: files that those who administer the site bring to it. They see their own, and administrators all.</summary>
sealed class SiteUploadResources(UploadPlaces places, UploadOperations operations)
{
    const int MostListed = 1_000;

    public void Map(RestRoutes rest)
    {
        rest.MapAdmin("/uploads", RouteAccess.Publisher, ListAsync);
        MapStreamed(rest, "/uploads/upload", async request => Success(await operations.UploadAsync(request, places.Site)));
        rest.MapAdmin("/uploads/register", RouteAccess.Publisher, async request => Success(await operations.RegisterAsync(request, places.Site)));
        rest.MapAdmin("/uploads/{item}", RouteAccess.Publisher, ItemAsync);
        MapStreamed(rest, "/uploads/{item}/uploadPart", async request => Success(await operations.UploadPartAsync(request, places.Site)));
        rest.MapAdmin("/uploads/{item}/parts", RouteAccess.Publisher, PartsAsync);
        rest.MapAdmin("/uploads/{item}/commit", RouteAccess.Publisher, async request => Success(await operations.CommitAsync(request, places.Site)));
        rest.MapAdmin("/uploads/{item}/delete", RouteAccess.Publisher, DeleteAsync);
    }

    void MapStreamed(RestRoutes rest, string pattern, ResourceHandler handler) => rest.MapStreamed($"/admin{pattern}",
        new RestResource(handler, RouteAccess.Publisher) { IsAdministrative = true, StreamedBytes = _ => places.Site.BodyBytes });

    async ValueTask<EsriAnswer> ListAsync(RestRequest request)
    {
        var user = request.Caller.IsAdministrator ? null : request.Caller.Name;
        var uploads = await operations.ListAsync("", user, MostListed + 1, request.Aborted);
        return await AdminAnswers.Document(json =>
        {
            json.StartArray("items"u8);
            foreach (var upload in uploads.Take(MostListed))
            {
                json.StartObject();
                Write(json, upload);
                json.EndObject();
            }

            json.EndArray();
            json.Member("hasMore"u8, uploads.Count > MostListed);
        });
    }

    async ValueTask<EsriAnswer> ItemAsync(RestRequest request)
    {
        var upload = await operations.FindAsync(request, places.Site);
        return await AdminAnswers.Document(json => Write(json, upload));
    }

    async ValueTask<EsriAnswer> PartsAsync(RestRequest request)
    {
        var parts = await operations.PartsAsync(await operations.FindAsync(request, places.Site), request.Aborted);
        return await AdminAnswers.Document(json => UploadJson.Write(json, parts));
    }

    async ValueTask<EsriAnswer> DeleteAsync(RestRequest request)
    {
        await operations.DeleteAsync(request, places.Site);
        return AdminAnswers.Success();
    }

    // No path on the server: the file is in the database.
    static void Write(JsonOutput json, Upload upload)
    {
        UploadJson.Write(json, upload);
        json.Member("owner"u8, upload.User);
    }

    static DocumentAnswer Success(Upload upload) => new(json =>
    {
        json.StartObject();
        json.Member("status"u8, "success"u8);
        json.StartObject("item"u8);
        Write(json, upload);
        json.EndObject();
        json.EndObject();
    });
}
