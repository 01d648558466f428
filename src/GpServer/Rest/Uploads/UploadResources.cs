using GpServer.Core;
using GpServer.Rest.Answers;
using GpServer.Rest.Pages;
using GpServer.Security;
using GpServer.Storage.Uploads;
using GpServer.Uploads;

namespace GpServer.Rest.Uploads;

/// <summary><c>…/GPServer/uploads</c>: files that clients bring to the tasks of a service.</summary>
sealed class UploadResources(UploadPlaces places, UploadOperations operations)
{
    public void Map(RestRoutes rest)
    {
        rest.MapInService("/uploads", Page);
        rest.MapInService("/uploads/info", Info);
        MapStreamed(rest, "/uploads/upload", Upload);
        rest.MapInService("/uploads/register", Register);
        rest.MapInService("/uploads/{item}", Item);
        MapStreamed(rest, "/uploads/{item}/uploadPart", UploadPart);
        rest.MapInService("/uploads/{item}/parts", Parts);
        rest.MapInService("/uploads/{item}/commit", Commit);
        rest.MapInService("/uploads/{item}/delete", Delete);
    }

    void MapStreamed(RestRoutes rest, string pattern, ResourceHandler handler)
    {
        var resource = new RestResource(handler, RouteAccess.Service) { StreamedBytes = path => places.BodyBytes(ServicePath.Of(path)) };
        rest.MapStreamed($"/rest/services/{{service}}/GPServer{pattern}", resource);
        rest.MapStreamed($"/rest/services/{{folder}}/{{service}}/GPServer{pattern}", resource);
    }

    UploadPlace PlaceOf(RestRequest request) =>
        places.Of(request.Path("folder") is { Length: > 0 } folder ? $"{folder}/{request.Path("service")}" : request.Path("service"));

    /// <summary>Items are not listed: who knows the id of one that nobody owns may use it.</summary>
    ValueTask<EsriAnswer> Page(RestRequest request)
    {
        var place = PlaceOf(request);
        return request.Format == OutputFormat.Html
            ? ValueTask.FromResult<EsriAnswer>(FormPageOf(request, place))
            : throw new GpException(GpError.FormatNotSupported, "f: uploads are not listed; there is a page with a form only, as html.");
    }

    static FormPage FormPageOf(RestRequest request, UploadPlace place) =>
        new(FormPage.Upload, request.Url($"/rest/services/{place.Service}/GPServer/uploads/upload"), null, ("f", "html"));

    ValueTask<EsriAnswer> Info(RestRequest request)
    {
        const long megabyte = 1024 * 1024;
        var place = PlaceOf(request);
        return ValueTask.FromResult<EsriAnswer>(new DocumentAnswer(json =>
        {
            json.StartObject();
            json.Member("maxUploadFileSize"u8, place.Limits.FileBytes / megabyte);
            json.Member("maxUploadFileSizeUnit"u8, "MB");
            json.Member("allowedUploadFileTypes"u8, string.Join(',', place.FileTypes));
            json.EndObject();
        }));
    }

    async ValueTask<EsriAnswer> Upload(RestRequest request)
    {
        var place = PlaceOf(request);
        return request.Format == OutputFormat.Html && HttpMethods.IsGet(request.Method)
            ? FormPageOf(request, place)
            : Success(await operations.UploadAsync(request, place));
    }

    async ValueTask<EsriAnswer> Register(RestRequest request) => Success(await operations.RegisterAsync(request, PlaceOf(request)));

    async ValueTask<EsriAnswer> UploadPart(RestRequest request) => Success(await operations.UploadPartAsync(request, PlaceOf(request)));

    async ValueTask<EsriAnswer> Commit(RestRequest request) => Success(await operations.CommitAsync(request, PlaceOf(request)));

    async ValueTask<EsriAnswer> Item(RestRequest request)
    {
        var upload = await operations.FindAsync(request, PlaceOf(request));
        return new DocumentAnswer(json =>
        {
            json.StartObject();
            UploadJson.Write(json, upload);
            json.EndObject();
        });
    }

    async ValueTask<EsriAnswer> Parts(RestRequest request)
    {
        var parts = await operations.PartsAsync(await operations.FindAsync(request, PlaceOf(request)), request.Aborted);
        return new DocumentAnswer(json =>
        {
            json.StartObject();
            UploadJson.Write(json, parts);
            json.EndObject();
        });
    }

    async ValueTask<EsriAnswer> Delete(RestRequest request)
    {
        await operations.DeleteAsync(request, PlaceOf(request));
        return new DocumentAnswer(static json =>
        {
            json.StartObject();
            json.Member("success"u8, true);
            json.EndObject();
        });
    }

    static DocumentAnswer Success(Upload upload) => new(json =>
    {
        json.StartObject();
        json.Member("success"u8, true);
        json.StartObject("item"u8);
        UploadJson.Write(json, upload);
        json.EndObject();
        json.EndObject();
    });
}
