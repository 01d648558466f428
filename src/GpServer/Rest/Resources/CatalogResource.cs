using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Layers;
using GpServer.Rest.Answers;
using GpServer.Security;

namespace GpServer.Rest.Resources;

/// <summary><c>/rest/services</c> and its folders: which services there are that the caller may use.</summary>
static class CatalogResource
{
    public static void MapCatalog(this RestRoutes rest, IServiceCatalog catalog, AccessRules rules, HostedLayers hosted)
    {
        rest.Map("/rest", RouteAccess.Everyone, Root);
        rest.Map("/rest/services", RouteAccess.Everyone, Root);
        rest.Map("/rest/services/{folder}", RouteAccess.Everyone, Folder);

        async ValueTask<EsriAnswer> Root(RestRequest request)
        {
            var shown = Shown(request);
            var folders = catalog.Folders.Where(folder => shown.Any(service => service.Folder == folder)).ToList();
            if ((await hosted.ReadableAsync(request.Caller, request.Aborted)).Count > 0)
            {
                folders.Add(ServiceNames.HostedFolder);
            }

            return Answer(folders, GpServicesOf(shown, ""));
        }

        async ValueTask<EsriAnswer> Folder(RestRequest request)
        {
            var folder = request.Path("folder");
            var services = GpServicesOf(Shown(request), folder).ToList();
            if (folder.Equals(ServiceNames.HostedFolder, StringComparison.OrdinalIgnoreCase))
            {
                var readable = await hosted.ReadableAsync(request.Caller, request.Aborted);
                services.AddRange(readable.Select(service => (AccessRules.PathOf(service), "FeatureServer")));
                services.AddRange(readable.Select(service => (AccessRules.PathOf(service), "MapServer")));
            }

            // A folder of which the caller may see nothing is not told from one that there is not.
            return services.Count > 0 ? Answer([], services) : throw new GpException(GpError.NotFound, $"Folder {folder} not found.");
        }

        List<GpService> Shown(RestRequest request) => [.. catalog.Services.Where(service => rules.MayUse(request.Caller, service.QualifiedName))];

        static IEnumerable<(string Name, string Type)> GpServicesOf(List<GpService> shown, string folder) =>
            shown.Where(service => service.Folder == folder).SelectMany(service => service.ResultMapServer
                ? new[] { (service.QualifiedName, "GPServer"), (service.QualifiedName, "MapServer") }
                : [(service.QualifiedName, "GPServer")]);

        static EsriAnswer Answer(IReadOnlyList<string> folders, IEnumerable<(string Name, string Type)> services) =>
            new DocumentAnswer(json => Write(json, folders, services));
    }

    static void Write(JsonOutput json, IReadOnlyList<string> folders, IEnumerable<(string Name, string Type)> services)
    {
        json.StartObject();
        json.Member("currentVersion"u8, ProtocolVersion.Number);
        json.StartArray("folders"u8);
        foreach (var folder in folders)
        {
            json.Value(folder);
        }

        json.EndArray();
        json.StartArray("services"u8);
        foreach (var service in services)
        {
            json.StartObject();
            json.Member("name"u8, service.Name);
            json.Member("type"u8, service.Type);
            json.EndObject();
        }

        json.EndArray();
        json.EndObject();
    }
}
