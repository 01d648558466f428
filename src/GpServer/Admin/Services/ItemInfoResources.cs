using System.Text.Json.Nodes;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Rest.Resources;
using GpServer.Storage.Site;

namespace GpServer.Admin.Services;

/// <summary><c>…/iteminfo</c>: what people read about a service, and its picture.</summary>
sealed class ItemInfoResources(SiteEditor editor, StoredServices services, ServiceCheck check)
{
    const int LongestJson = 1_000_000;

    public void Map(RestRoutes rest)
    {
        rest.MapOfService("/iteminfo", Get);
        rest.MapOfService("/iteminfo/edit", Edit);
        rest.MapOfService("/iteminfo/upload", Upload);
        rest.MapOfService("/iteminfo/delete", Delete);
        rest.MapOfService("/iteminfo/thumbnail", async request => ServiceInfoResource.Thumbnail((await services.GetAsync(request)).Service));
    }

    public static JsonObject Write(GpService service)
    {
        var info = ItemInfo.Of(service);
        return new JsonObject
        {
            ["culture"] = "en",
            ["name"] = info.Name,
            ["guid"] = null,
            ["catalogPath"] = "",
            ["snippet"] = info.Snippet,
            ["description"] = info.Description,
            ["summary"] = info.Snippet,
            ["title"] = info.Title,
            ["tags"] = NodeJson.Array(info.Tags),
            ["type"] = info.Type,
            ["typeKeywords"] = new JsonArray("Geoprocessing", "Service"),
            ["thumbnail"] = service.Item.Thumbnail is null ? null : "thumbnail",
            ["url"] = "",
            ["extent"] = new JsonArray(),
            ["spatialReference"] = "",
            ["accessInformation"] = info.AccessInformation,
            ["licenseInformation"] = info.LicenseInformation,
        };
    }

    async ValueTask<EsriAnswer> Get(RestRequest request) => NodeJson.Answer(Write((await services.GetAsync(request)).Service));

    async ValueTask<EsriAnswer> Edit(RestRequest request)
    {
        request.CheckIsPost();
        var given = GivenJson.Read(request, request.Parameters.Find("serviceItemInfo") is null ? "itemInfo" : "serviceItemInfo", LongestJson);
        await ChangeAsync(request, "iteminfo/edit", service => Changed(service, given));
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> Upload(RestRequest request)
    {
        request.CheckIsPost();
        var file = request.Parameters.Find("file") ?? request.Parameters.Find("thumbnail")
            ?? throw new GpException(GpError.MissingParameter, "file: Value is required");
        var picture = file.Utf8.Length <= ServiceItem.MostThumbnailBytes
            ? file.Utf8.ToArray()
            : throw new GpException(GpError.LimitExceeded,
                $"file: the value has {file.Utf8.Length} bytes; expected a PNG of at most {ServiceItem.MostThumbnailBytes}.");
        await ChangeAsync(request, "iteminfo/upload", service => service.Item with { Thumbnail = picture });
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> Delete(RestRequest request)
    {
        request.CheckIsPost();
        await ChangeAsync(request, "iteminfo/delete", static _ => ServiceItem.None);
        return AdminAnswers.Success();
    }

    async ValueTask ChangeAsync(RestRequest request, string action, Func<GpService, ServiceItem> change)
    {
        var (document, before) = await services.GetAsync(request);
        StoredServices.CheckVersion(document, request.Text("etag"));
        var after = before with { Item = change(before) };
        GivenJson.Check(check.Problems(after));
        await editor.ChangeAsync(request, action, document.Name, [DocumentChange.Update(document, ServiceFormat.Write(after))],
            Write(before).ToJsonString(), Write(after).ToJsonString());
    }

    /// <summary>The item with what is said of it. What is read from the service where nothing is said stays so when it comes back.</summary>
    static ServiceItem Changed(GpService service, GivenJson given)
    {
        var shown = ItemInfo.Of(service);
        var item = service.Item;
        var summary = given.Text("summary", shown.Snippet);
        var snippet = given.Text("snippet", shown.Snippet);
        var changed = item with
        {
            Title = Own(given.Text("title", shown.Title), shown.Title, item.Title),
            Summary = Own(snippet != shown.Snippet ? snippet : summary, shown.Snippet, item.Summary),
            Description = Own(given.Text("description", shown.Description), shown.Description, item.Description),
            Tags = given.List("tags", item.Tags ?? []) is { Count: > 0 } tags ? tags : null,
            AccessInformation = Own(given.Text("accessInformation", shown.AccessInformation), shown.AccessInformation, item.AccessInformation),
            LicenseInformation = Own(given.Text("licenseInformation", shown.LicenseInformation), shown.LicenseInformation, item.LicenseInformation),
        };
        given.Check();
        return changed;
    }

    static string? Own(string given, string shown, string? own) => given == shown ? own : given;
}
