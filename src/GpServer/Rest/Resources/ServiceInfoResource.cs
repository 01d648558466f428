using GpServer.Catalog;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Resources;

/// <summary><c>…/GPServer/info</c>: what a service is about, for people and for catalogs that list it.</summary>
static class ServiceInfoResource
{
    static readonly byte[] DefaultThumbnail = ReadThumbnail();

    public static void MapServiceInfo(this RestRoutes rest, IServiceCatalog catalog)
    {
        rest.MapInService("/info", Item);
        rest.MapInService("/info/iteminfo", Item);
        rest.MapInService("/info/thumbnail", request => ValueTask.FromResult<EsriAnswer>(Thumbnail(catalog.Of(request))));
        rest.MapInService("/info/metadata", request => ValueTask.FromResult<EsriAnswer>(Metadata(catalog.Of(request))));

        ValueTask<EsriAnswer> Item(RestRequest request)
        {
            var service = catalog.Of(request);
            return ValueTask.FromResult<EsriAnswer>(new DocumentAnswer(json => ItemInfo.Of(service).Write(json)));
        }
    }

    /// <summary>The service's picture, or the one that all services have.</summary>
    public static BytesAnswer Thumbnail(GpService service) => new(service.Item.Thumbnail ?? DefaultThumbnail, "image/png");

    static BytesAnswer Metadata(GpService service) => new(MetadataXml.Of(ItemInfo.Of(service)), MetadataXml.ContentType);

    static byte[] ReadThumbnail()
    {
        const string name = "GpServer.Rest.Resources.thumbnail.png";
        using var stream = typeof(ServiceInfoResource).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The program was built without {name}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
