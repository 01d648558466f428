using System.Text.Json.Nodes;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Tools;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Security;
using GpServer.Storage.Site;

namespace GpServer.Admin.Services;

/// <summary><c>/admin/services</c> and its folders: what there is, and which folders there are.</summary>
sealed class FolderResources(SiteEditor editor, StoredServices services, IServiceCatalog catalog, SiteState site)
{
    public void Map(RestRoutes rest)
    {
        rest.MapOfFolder("", List);
        rest.MapAdmin("/services/createFolder", RouteAccess.Publisher, Create);
        rest.MapAdmin("/services/{folder}/editFolder", RouteAccess.Publisher, Edit);
        rest.MapAdmin("/services/{folder}/deleteFolder", RouteAccess.Publisher, Delete);
        rest.MapAdmin("/services/exists", RouteAccess.Publisher, Exists);
        rest.MapAdmin("/services/types", RouteAccess.Publisher, Types);
    }

    ValueTask<EsriAnswer> List(RestRequest request)
    {
        var folder = services.FolderOf(request);
        var json = Detail(folder);
        var folders = folder.Length == 0 ? services.Folders : [];
        json["folders"] = NodeJson.Array(folders);
        json["foldersDetail"] = new JsonArray([.. folders.Select(Detail)]);
        json["services"] = new JsonArray([.. catalog.Services.Where(service => service.Folder == folder).Select(service => new JsonObject
        {
            ["folderName"] = PathOf(folder),
            ["serviceName"] = service.Name,
            ["type"] = ServiceJson.Type,
            ["description"] = service.Description,
        })]);
        return ValueTask.FromResult(NodeJson.Answer(json));
    }

    async ValueTask<EsriAnswer> Create(RestRequest request)
    {
        request.CheckIsPost();
        var folder = request.Required("folderName");
        GivenJson.Check([.. ServiceNames.Problems(folder, "Any")]);
        services.CheckIsFree(folder);
        var json = Described(request, new SiteFolder());
        await editor.ChangeAsync(request, "services/createFolder", folder,
            [DocumentChange.Add(DocumentKind.Folder, folder, json), .. await LeftAsync(folder, request)], null, json);
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> Edit(RestRequest request)
    {
        request.CheckIsPost();
        var folder = services.FolderOf(request);
        var stored = await editor.FindAsync(DocumentKind.Folder, folder, request.Aborted);
        var json = Described(request, stored is null ? new SiteFolder() : SiteJson.Read<SiteFolder>(stored.Json));
        await editor.ChangeAsync(request, "services/editFolder", folder,
            [stored is null ? DocumentChange.Add(DocumentKind.Folder, folder, json) : DocumentChange.Update(stored, json)], stored?.Json, json);
        return AdminAnswers.Success();
    }

    /// <summary>Deletes the folder with its services, their permissions and their jobs.</summary>
    async ValueTask<EsriAnswer> Delete(RestRequest request)
    {
        request.CheckIsPost();
        var folder = services.FolderOf(request);
        var changes = new List<DocumentChange>();
        if (await editor.FindAsync(DocumentKind.Folder, folder, request.Aborted) is { } stored)
        {
            changes.Add(DocumentChange.Delete(stored));
        }

        var inFolder = await InAsync(DocumentKind.Service, folder, request.Aborted);
        changes.AddRange(inFolder.Select(DocumentChange.Delete));
        changes.AddRange((await InAsync(DocumentKind.Permissions, folder, request.Aborted)).Select(DocumentChange.Delete));
        var names = inFolder.ConvertAll(document => document.Name);
        names.ForEach(services.CheckIsNotConfigured);
        await editor.ChangeAsync(request, "services/deleteFolder", folder, changes,
            new JsonObject { ["services"] = NodeJson.Array(names) }.ToJsonString(), null);
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> Exists(RestRequest request)
    {
        var folder = FolderName(request.Text("folderName"));
        var exists = request.Text("serviceName") is { } service
            ? request.Text("type") is null or ServiceJson.Type
                && await editor.FindAsync(DocumentKind.Service, StoredServices.Qualified(folder, service), request.Aborted) is not null
            : folder.Length == 0 || services.Folders.Contains(folder, StringComparer.Ordinal);
        return NodeJson.Answer(new JsonObject { ["exists"] = exists });
    }

    static ValueTask<EsriAnswer> Types(RestRequest request) => ValueTask.FromResult(NodeJson.Answer(new JsonObject
    {
        ["types"] = new JsonArray(new JsonObject
        {
            ["Name"] = ServiceJson.Type,
            ["Description"] = "Geoprocessing service",
            ["Extensions"] = new JsonArray(),
        }),
    }));

    /// <summary>The name as it is in paths: the protocol's name of the root is a slash.</summary>
    public static string FolderName(string? name) => name is null or "/" ? "" : name.Trim('/');

    /// <summary>The protocol's name of a folder.</summary>
    public static string PathOf(string folder) => folder.Length == 0 ? "/" : folder;

    JsonObject Detail(string folder) => new()
    {
        ["folderName"] = PathOf(folder),
        ["description"] = folder.Length == 0 ? "Root folder" : site.Now.Folders.GetValueOrDefault(folder)?.Description ?? "",
        ["webEncrypted"] = false,
        ["isDefault"] = folder.Length == 0,
    };

    /// <summary>Permissions that something of this name had once: what is new begins with none.</summary>
    async ValueTask<IEnumerable<DocumentChange>> LeftAsync(string path, RestRequest request) =>
        await editor.FindAsync(DocumentKind.Permissions, path, request.Aborted) is { } left ? [DocumentChange.Delete(left)] : [];

    async ValueTask<List<SiteDocument>> InAsync(string kind, string folder, CancellationToken stop) =>
        (await editor.ReadAsync(kind, stop)).FindAll(document =>
            document.Name.StartsWith($"{folder}/", StringComparison.Ordinal) || (kind == DocumentKind.Permissions && document.Name == folder));

    static string Described(RestRequest request, SiteFolder folder)
    {
        if (request.Parameters.Flag("webEncrypted"))
        {
            throw new GpException(GpError.InvalidParameter,
                "webEncrypted: 'true' is not valid; expected false, since the server's address decides about encryption.");
        }

        return SiteJson.Write(folder with
        {
            Description = request.Text("description", PublishedParameter.LongestDescription) ?? folder.Description,
        });
    }
}
