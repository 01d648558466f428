using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Rest.Answers;
using GpServer.Security;

namespace GpServer.Rest.Resources;

/// <summary><c>/rest/services</c> and its folders: which services there are that the caller may use.</summary>
static class CatalogResource
{
    public static void MapCatalog(this RestRoutes rest, IServiceCatalog catalog, AccessRules rules)
    {
        rest.Map("/rest", RouteAccess.Everyone, Root);
        rest.Map("/rest/services", RouteAccess.Everyone, Root);
        rest.Map("/rest/services/{folder}", RouteAccess.Everyone, Folder);

        ValueTask<EsriAnswer> Root(RestRequest request)
        {
            var shown = Shown(request);
            return Answer(shown, "", [.. catalog.Folders.Where(folder => shown.Any(service => service.Folder == folder))]);
        }

        ValueTask<EsriAnswer> Folder(RestRequest request)
        {
            var folder = request.Path("folder");
            var shown = Shown(request);

            // A folder of which the caller may see nothing is not told from one that there is not.
            return shown.Any(service => service.Folder == folder)
                ? Answer(shown, folder, [])
                : throw new GpException(GpError.NotFound, $"Folder {folder} not found.");
        }

        List<GpService> Shown(RestRequest request) => [.. catalog.Services.Where(service => rules.MayUse(request.Caller, service.QualifiedName))];

        static ValueTask<EsriAnswer> Answer(List<GpService> shown, string folder, IReadOnlyList<string> folders) => ValueTask.FromResult<EsriAnswer>(
            new DocumentAnswer(json => Write(json, folders, shown.Where(service => service.Folder == folder))));
    }

    static void Write(JsonOutput json, IReadOnlyList<string> folders, IEnumerable<GpService> services)
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
            json.Member("name"u8, service.QualifiedName);
            json.Member("type"u8, "GPServer"u8);
            json.EndObject();
        }

        json.EndArray();
        json.EndObject();
    }
}
