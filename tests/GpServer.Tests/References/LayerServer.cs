using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GpServer.Tests.Outgoing;
using Microsoft.AspNetCore.Http;

namespace GpServer.Tests.References;

/// <summary>A layer of points of another server: point i lies at (i, -i), has the id i + 1 and the name "point i".</summary>
sealed class LayerServer : IAsyncDisposable
{
    OtherServer _server = null!;

    public int Count { get; init; } = 10;

    public int PageSize { get; init; } = 4;

    public bool HasPages { get; init; } = true;

    /// <summary>Says that it has pages, and gives the first at every offset.</summary>
    public bool IgnoresOffsets { get; init; }

    /// <summary>Features that it really gives at a time.</summary>
    public int? GivesAtATime { get; init; }

    /// <summary>Features that it says to have.</summary>
    public int? SaysCount { get; init; }

    /// <summary>The token without which it answers nothing.</summary>
    public string? Token { get; init; }

    public string LayerUrl => _server.Url("/arcgis/rest/services/Points/FeatureServer/0");

    public IReadOnlyList<OtherServer.Asked> Requests => _server.Requests;

    public async Task<LayerServer> StartAsync()
    {
        _server = await OtherServer.StartAsync(AnswerAsync);
        return this;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    async Task AnswerAsync(HttpContext http)
    {
        var fields = http.Request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
        if (http.Request.HasFormContentType)
        {
            foreach (var field in await http.Request.ReadFormAsync())
            {
                fields[field.Key] = field.Value.ToString();
            }
        }

        var answer = Token is not null && fields.GetValueOrDefault("token") != Token
            ? Error(fields.ContainsKey("token") ? 498 : 499, fields.ContainsKey("token") ? "Invalid Token" : "Token Required")
            : http.Request.Path.Value!.EndsWith("/query", StringComparison.Ordinal) ? Query(fields) : Describe();
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(answer.ToJsonString());
    }

    static JsonObject Error(int code, string message) =>
        new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["details"] = new JsonArray() } };

    JsonObject Describe() => new()
    {
        ["id"] = 0,
        ["type"] = "Feature Layer",
        ["geometryType"] = "esriGeometryPoint",
        ["objectIdField"] = "FID",
        ["maxRecordCount"] = PageSize,
        ["supportedQueryFormats"] = "JSON",
        ["advancedQueryCapabilities"] = new JsonObject { ["supportsPagination"] = HasPages, ["supportsOrderBy"] = true },
        ["fields"] = Fields(),
    };

    JsonObject Query(Dictionary<string, string> fields)
    {
        var where = fields.GetValueOrDefault("where") ?? "";
        if (where.Contains("broken", StringComparison.Ordinal))
        {
            return Error(400, "'where' clause is invalid");
        }

        var found = Enumerable.Range(0, Count).Where(i => where != "FID > 7" || i + 1 > 7).ToList();
        if (fields.ContainsKey("returnCountOnly"))
        {
            return new JsonObject { ["count"] = SaysCount ?? found.Count };
        }

        if (fields.ContainsKey("returnIdsOnly"))
        {
            return new JsonObject { ["objectIdFieldName"] = "FID", ["objectIds"] = JsonSerializer.SerializeToNode(found.Select(i => i + 1).Reverse()) };
        }

        if (fields.TryGetValue("objectIds", out var ids))
        {
            var wanted = ids.Split(',').Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToHashSet();
            found = [.. found.Where(i => wanted.Contains(i + 1))];
        }

        var offset = IgnoresOffsets || !HasPages ? 0 : int.Parse(fields.GetValueOrDefault("resultOffset") ?? "0", CultureInfo.InvariantCulture);
        var page = found.Skip(offset).Take(GivesAtATime ?? PageSize).ToList();
        var answer = new JsonObject
        {
            ["objectIdFieldName"] = "FID",
            ["geometryType"] = "esriGeometryPoint",
            ["spatialReference"] = new JsonObject { ["wkid"] = 4326 },
            ["fields"] = Fields(),
            ["features"] = new JsonArray([.. page.Select(i => (JsonNode)new JsonObject
            {
                ["attributes"] = new JsonObject { ["FID"] = i + 1, ["name"] = $"point {i}" },
                ["geometry"] = new JsonObject { ["x"] = i, ["y"] = -i },
            })]),
        };
        if (offset + page.Count < found.Count)
        {
            answer["exceededTransferLimit"] = true;
        }

        return answer;
    }

    static JsonArray Fields() =>
    [
        new JsonObject { ["name"] = "FID", ["type"] = "esriFieldTypeOID", ["alias"] = "FID" },
        new JsonObject { ["name"] = "name", ["type"] = "esriFieldTypeString", ["alias"] = "name", ["length"] = 50 },
    ];
}
