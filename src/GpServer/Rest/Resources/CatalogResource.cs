using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Resources;

/// <summary><c>/rest/services</c> and its folders: which services there are.</summary>
static class CatalogResource
{
    public static void MapCatalog(this RestRoutes rest, IServiceCatalog catalog)
    {
        rest.Map("/rest", Root);
        rest.Map("/rest/services", Root);
        rest.Map("/rest/services/{folder}", Folder);

        ValueTask<EsriAnswer> Root(RestRequest request) => Answer("", catalog.Folders);

        ValueTask<EsriAnswer> Folder(RestRequest request)
        {
            var folder = request.Path("folder");
            return catalog.Folders.Contains(folder, StringComparer.Ordinal)
                ? Answer(folder, [])
                : throw new GpException(GpError.NotFound, $"Folder {folder} not found.");
        }

        ValueTask<EsriAnswer> Answer(string folder, IReadOnlyList<string> folders) => ValueTask.FromResult<EsriAnswer>(
            new DocumentAnswer(json => Write(json, folders, catalog.Services.Where(service => service.Folder == folder))));
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
