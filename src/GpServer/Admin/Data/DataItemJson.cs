using System.Text.Json.Nodes;
using GpServer.Core;
using GpServer.DataSources;

namespace GpServer.Admin.Data;

/// <summary>Registered data as administrators write and read them.</summary>
static class DataItemJson
{
    // Members of the protocol that mean nothing here.
    static readonly string[] Ignored = ["id", "clientPath", "provider", "totalRefCount", "itemid"];
    static readonly string[] IgnoredInfo = ["isManaged", "dataStoreConnectionType", "hostName", "dataStoreType"];

    /// <summary>Reads an item, such as <c>{"path":"/fileShares/roads","type":"folder","info":{"path":"/srv/data/roads"}}</c>.</summary>
    /// <exception cref="GpException">It is none; all that is wrong is told.</exception>
    public static (string Name, DataItem Item) Read(GivenJson given)
    {
        var path = given.Text("path", "");
        var kind = given.Word("type", (DataItemKind?)null, ("egdb", DataItemKind.Database), ("folder", DataItemKind.Folder), ("file", DataItemKind.File));
        var item = new DataItem { Kind = kind ?? default, Description = given.Text("description", "") };
        if (given.Object("info") is { } info)
        {
            item = item with
            {
                Path = info.Text("path", ""),
                ConnectionString = info.Text("connectionString", ""),
                Schema = info.Text("schema", item.Schema),
                Tables = info.List("tables", []),
                GeometryColumn = info.Text("geometryColumn", ""),
                Wkid = info.Whole("wkid", 0),
            };
            AddUnknown(given.Problems, info, IgnoredInfo, "info.");
        }

        AddUnknown(given.Problems, given, Ignored, "");
        var parent = DataItem.ParentOf(item.Kind);
        if (kind is null)
        {
            given.Problems.Add("type is missing; expected egdb, folder or file.");
        }
        else if (!path.StartsWith($"{parent}/", StringComparison.Ordinal))
        {
            given.Problems.Add($"path is none of this type; expected {parent}/ and a name.");
        }

        given.Check();
        return (path[(parent.Length + 1)..], item);
    }

    /// <summary>The item without its passwords.</summary>
    public static JsonObject Write(string name, DataItem item)
    {
        var info = new JsonObject { ["dataStoreConnectionType"] = "shared" };
        if (item.Kind == DataItemKind.Database)
        {
            info["connectionString"] = item.WithoutSecrets().ConnectionString;
            info["isManaged"] = false;
            info["schema"] = item.Schema;
            info["tables"] = NodeJson.Array(item.Tables);
            info["geometryColumn"] = item.GeometryColumn;
        }
        else
        {
            info["path"] = item.Path;
        }

        info["wkid"] = item.Wkid;
        return new JsonObject
        {
            ["path"] = $"{DataItem.ParentOf(item.Kind)}/{name}",
            ["type"] = TypeOf(item.Kind),
            ["clientPath"] = null,
            ["description"] = item.Description,
            ["info"] = info,
        };
    }

    public static string TypeOf(DataItemKind kind) => kind switch
    {
        DataItemKind.Database => "egdb",
        DataItemKind.Folder => "folder",
        _ => "file",
    };

    // What is misspelt must not be lost silently: without its tables a database would be open as a whole.
    static void AddUnknown(List<string> problems, GivenJson given, string[] ignored, string place) => problems.AddRange(given.Rest
        .Select(member => member.Key).Where(name => !ignored.Contains(name, StringComparer.Ordinal))
        .Select(name => $"{place}{GpServer.Core.Parameters.ParameterText.Form(name).Excerpt()} is no member of registered data."));
}
