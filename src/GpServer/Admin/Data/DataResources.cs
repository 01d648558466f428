using System.Text.Json.Nodes;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.DataSources;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Security;
using GpServer.Storage.Site;

namespace GpServer.Admin.Data;

/// <summary><c>/admin/data</c>: databases, folders and files that tasks may read by a name.</summary>
sealed class DataResources(SiteEditor editor, SiteState site, DataItemCheck check, RegisteredTables tables)
{
    const int LongestItem = 200_000;
    const int MostItems = 10_000;
    const string Root = "/";

    static readonly string[] Parents = ["/enterpriseDatabases", "/fileShares"];

    public void Map(RestRoutes rest)
    {
        rest.MapAdmin("/data", RouteAccess.Administrator, static _ => AdminAnswers.Document(static json =>
        {
            json.StartArray("operations"u8);
            foreach (var operation in (string[])["findItems", "registerItem", "unregisterItem", "validateDataItem", "items"])
            {
                json.Value(operation);
            }

            json.EndArray();
        }));
        rest.MapAdmin("/data/findItems", RouteAccess.Administrator, FindItems);
        rest.MapAdmin("/data/registerItem", RouteAccess.Administrator, RegisterAsync);
        rest.MapAdmin("/data/unregisterItem", RouteAccess.Administrator, UnregisterAsync);
        rest.MapAdmin("/data/validateDataItem", RouteAccess.Administrator, ValidateAsync);
        rest.MapAdmin("/data/items", RouteAccess.Administrator, static _ => ValueTask.FromResult(Children(Root, Parents)));
        rest.MapAdmin("/data/items/{**path}", RouteAccess.Administrator, ItemAsync);
    }

    /// <summary>The items below a path, of the types that the form names.</summary>
    ValueTask<EsriAnswer> FindItems(RestRequest request)
    {
        var parent = request.Text("parentPath") ?? Root;
        if (parent != Root && !Parents.Contains(parent.TrimEnd('/'), StringComparer.Ordinal))
        {
            throw new GpException(GpError.InvalidParameter,
                $"parentPath: {TaskPublishing.Shown(parent)} is not valid; expected {Root}, {string.Join(" or ", Parents)}.");
        }

        var types = request.List("types");
        var found = site.Now.Data.OrderBy(item => item.Key, StringComparer.Ordinal)
            .Where(item => parent == Root || DataItem.ParentOf(item.Value.Kind) == parent.TrimEnd('/'))
            .Where(item => types.Count == 0 || types.Contains(DataItemJson.TypeOf(item.Value.Kind), StringComparer.OrdinalIgnoreCase));
        return ValueTask.FromResult(NodeJson.Answer(new JsonObject
        {
            ["items"] = new JsonArray([.. found.Select(item => (JsonNode)DataItemJson.Write(item.Key, item.Value))]),
        }));
    }

    async ValueTask<EsriAnswer> RegisterAsync(RestRequest request)
    {
        request.CheckIsPost();
        var (name, item) = Read(request);
        if (site.Now.Data.Count >= MostItems)
        {
            throw new GpException(GpError.LimitExceeded, $"The site has {site.Now.Data.Count} registered items; at most {MostItems} are kept.");
        }

        if (site.Now.Data.Keys.FirstOrDefault(other => other.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } taken)
        {
            throw new GpException(GpError.AlreadyExists, $"There are registered data '{taken}' already.");
        }

        await editor.ChangeAsync(request, "data/registerItem", name, [DocumentChange.Add(DocumentKind.Data, name, SiteJson.Write(item))], null,
            DataItemJson.Write(name, item).ToJsonString());
        return Success();
    }

    async ValueTask<EsriAnswer> UnregisterAsync(RestRequest request)
    {
        request.CheckIsPost();
        var path = request.Required("itemPath");
        var (name, item) = Find(path);
        var document = await editor.GetAsync(DocumentKind.Data, name, request.Aborted);
        await editor.ChangeAsync(request, "data/unregisterItem", name, [DocumentChange.Delete(document)], DataItemJson.Write(name, item).ToJsonString(), null);
        return Success();
    }

    /// <summary>Looks whether the data can be read from this node.</summary>
    async ValueTask<EsriAnswer> ValidateAsync(RestRequest request)
    {
        request.CheckIsPost();
        var (_, item) = Read(request);
        if (item.Kind == DataItemKind.Database)
        {
            await CheckTablesAsync(item, request.Aborted);
        }
        else if (item.Kind == DataItemKind.File && !RegisteredFiles.IsRead(item.Path))
        {
            throw new GpException(GpError.InvalidParameter, "info.path names a file of no known format.");
        }

        return Success();
    }

    async Task CheckTablesAsync(DataItem item, CancellationToken stop)
    {
        try
        {
            var all = await tables.TablesAsync(item, stop);
            foreach (var name in item.Tables)
            {
                _ = await tables.DescribeAsync(item, name, stop)
                    ?? throw new GpException(GpError.InvalidParameter, $"there is no table {TaskPublishing.Shown(name)}");
            }

            if (all.Count == 0)
            {
                throw new GpException(GpError.InvalidParameter, $"there is no table in the schema {TaskPublishing.Shown(item.Schema)} that may be read");
            }
        }
        catch (GpException e)
        {
            throw new GpException(e.Error, $"The data cannot be read: {e.Message}.", e);
        }
    }

    /// <summary>An item with what is in it, or the items below a path.</summary>
    async ValueTask<EsriAnswer> ItemAsync(RestRequest request)
    {
        var path = $"/{request.Path("path").Trim('/')}";
        if (Parents.Contains(path, StringComparer.Ordinal))
        {
            return Children(path, site.Now.Data.Where(item => DataItem.ParentOf(item.Value.Kind) == path)
                .Select(item => $"{path}/{item.Key}").Order(StringComparer.Ordinal));
        }

        var (name, item) = Find(path);
        var json = DataItemJson.Write(name, item);
        if (request.Parameters.Flag("returnLayers"))
        {
            json["layers"] = NodeJson.Array(await LayersAsync(item, request.Aborted));
        }

        return NodeJson.Answer(json);
    }

    async Task<IReadOnlyList<string>> LayersAsync(DataItem item, CancellationToken stop) => item.Kind switch
    {
        DataItemKind.Database => await tables.TablesAsync(item, stop),
        DataItemKind.Folder => Directory.Exists(item.Path) ? RegisteredFiles.Names(item) : [],
        _ => [],
    };

    (string Name, DataItem Item) Read(RestRequest request)
    {
        var (name, item) = DataItemJson.Read(GivenJson.Read(request, "item", LongestItem));
        GivenJson.Check([.. check.Problems(name, item)]);
        return (name, item);
    }

    (string Name, DataItem Item) Find(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return site.Now.Data.TryGetValue(name, out var item) && path == $"{DataItem.ParentOf(item.Kind)}/{name}"
            ? (name, item)
            : throw new GpException(GpError.NoSuchItem, $"There are no registered data {TaskPublishing.Shown(path)}.");
    }

    static EsriAnswer Children(string path, IEnumerable<string> children) => NodeJson.Answer(new JsonObject
    {
        ["path"] = path,
        ["children"] = NodeJson.Array(children),
    });

    static EsriAnswer Success() => NodeJson.Answer(new JsonObject { ["status"] = "success", ["success"] = true });
}
