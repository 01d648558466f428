using System.Text.Json;
using System.Text.Json.Nodes;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.DataSources;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Security;
using GpServer.Storage.Site;

namespace GpServer.Admin.Site;

/// <summary><c>/admin/site</c>: the whole site, or one service, as a file, to be kept or taken to another server.</summary>
sealed class SiteResources(
    SiteEditor editor, SiteDocuments documents, AuditLog audit, SiteExport export, SiteCheck check, SiteSecrets secrets, Passwords passwords)
{
    const int MostNamed = 1_000;

    static readonly string[] Kinds =
    [
        DocumentKind.Service, DocumentKind.Folder, DocumentKind.Permissions, DocumentKind.Role, DocumentKind.User, DocumentKind.Data, DocumentKind.Settings,
    ];

    public void Map(RestRoutes rest)
    {
        rest.MapAdmin("/site", RouteAccess.Administrator, static _ => AdminAnswers.Document(static json =>
        {
            json.StartArray("operations"u8);
            foreach (var operation in (string[])["export", "import", "exportService", "importService"])
            {
                json.Value(operation);
            }

            json.EndArray();
        }));
        rest.MapAdmin("/site/export", RouteAccess.Administrator, ExportAsync);
        rest.MapAdmin("/site/import", RouteAccess.Administrator, request => ImportAsync(request, isService: false));
        rest.MapAdmin("/site/exportService", RouteAccess.Administrator, ExportServiceAsync);
        rest.MapAdmin("/site/importService", RouteAccess.Administrator, request => ImportAsync(request, isService: true));
    }

    // By POST also where nothing is asked for but reading: hashes of passwords are not to be had by a link.
    async ValueTask<EsriAnswer> ExportAsync(RestRequest request)
    {
        request.CheckIsPost();
        var withPasswords = request.Parameters.Flag("includePasswords");
        return await ExportedAsync(request, "site/export", "site", withPasswords, await export.WriteAsync(withPasswords, request.Aborted));
    }

    async ValueTask<EsriAnswer> ExportServiceAsync(RestRequest request)
    {
        request.CheckIsPost();
        var name = request.Required("service");
        var withPasswords = request.Parameters.Flag("includePasswords");
        return await ExportedAsync(
            request, "site/exportService", name, withPasswords, await export.WriteServiceAsync(name, withPasswords, request.Aborted));
    }

    async ValueTask<EsriAnswer> ExportedAsync(RestRequest request, string action, string target, bool withPasswords, JsonObject file)
    {
        await audit.AddAsync(new AuditEntry(request.Caller.Name, request.Address, action, target, null,
            $$"""{"includePasswords":{{(withPasswords ? "true" : "false")}}}"""), request.Aborted);
        return new DocumentAnswer(json => json.Raw(JsonSerializer.SerializeToUtf8Bytes(file)));
    }

    async ValueTask<EsriAnswer> ImportAsync(RestRequest request, bool isService)
    {
        request.CheckIsPost();
        var replace = !isService && IsReplaced(request);
        var validateOnly = request.Parameters.Flag("validateOnly");
        var text = request.Parameters.Find("site") ?? throw new GpException(GpError.MissingParameter, "site: Value is required");
        var stored = await documents.ReadAllButKeysAsync(request.Aborted);
        var problems = new SiteProblems();
        var file = SiteReader.Read(text.Utf8, problems);
        if (isService)
        {
            CheckIsService(file, problems);
        }

        file = WithSecrets(file, stored, problems);
        check.Check(file, problems);
        var plan = new SitePlan(file, replace, stored, passwords.Hash(SiteUser.NewStamp() + SiteUser.NewStamp()), problems);
        if (problems.Count > 0)
        {
            return new AdminErrorAnswer(new EsriError(StatusCodes.Status400BadRequest, "The file is not imported.", problems.Sentences));
        }

        if (!validateOnly && plan.Changes.Count > 0)
        {
            var (action, target) = isService ? ("site/importService", file.Services!.Keys.First()) : ("site/import", "site");
            await editor.ChangeAsync(request, action, target, plan.Changes, null, Summary(plan, replace));
        }

        return await AdminAnswers.Document(json =>
        {
            json.Member("status"u8, "success"u8);
            json.Member("validateOnly"u8, validateOnly);
            Count(json, "added"u8, plan, IsAdded);
            Count(json, "changed"u8, plan, IsChanged);
            Count(json, "removed"u8, plan, IsRemoved);
        });
    }

    static bool IsReplaced(RestRequest request) => request.Text("mode")?.ToUpperInvariant() switch
    {
        null or "MERGE" => false,
        "REPLACE" => true,
        var other => throw new GpException(GpError.InvalidParameter,
            $"mode: '{ParameterText.Form(other).Excerpt()}' is not valid; expected merge or replace."),
    };

    static void CheckIsService(SiteContent file, SiteProblems problems)
    {
        if (file.Services is not { Count: 1 } || file.Folders is not null || file.Roles is not null || file.Users is not null
            || file.Data is not null || file.Settings is not null)
        {
            problems.Add("site: expected a file with one service and its permissions, and nothing else.");
            return;
        }

        foreach (var path in (file.Permissions?.Keys ?? []).Where(path => !file.Services.ContainsKey(path)))
        {
            problems.Add($"permissions: {TaskPublishing.Shown(path)} is not the service of the file.");
        }
    }

    SiteContent WithSecrets(SiteContent file, IReadOnlyList<SiteDocument> stored, SiteProblems problems) => file with
    {
        Services = file.Services?.ToDictionary(
            service => service.Key, service => secrets.Restore(service.Value, Stored(stored, service.Key), problems), StringComparer.Ordinal),
        Data = file.Data?.ToDictionary(
            item => item.Key, item => DataSecrets.Restore(item.Key, item.Value, StoredData(stored, item.Key), problems), StringComparer.Ordinal),
    };

    static DataItem? StoredData(IReadOnlyList<SiteDocument> stored, string name)
    {
        var document = stored.FirstOrDefault(document => document.Kind == DocumentKind.Data && document.Name == name);
        try
        {
            return document is null ? null : SiteJson.Read<DataItem>(document.Json);
        }
        catch (JsonException)
        {
            // What cannot be read has no secret to give, and is replaced.
            return null;
        }
    }

    static GpService? Stored(IReadOnlyList<SiteDocument> stored, string name)
    {
        var document = stored.FirstOrDefault(document => document.Kind == DocumentKind.Service && document.Name == name);
        try
        {
            return document is null ? null : ServiceFormat.Read(name, document.Json);
        }
        catch (InvalidDataException)
        {
            // What cannot be read has no secret to give, and is replaced.
            return null;
        }
    }

    static bool IsAdded(DocumentChange change) => change.Version == 0;

    static bool IsChanged(DocumentChange change) => change is { Version: > 0, Json: not null };

    static bool IsRemoved(DocumentChange change) => change.Json is null;

    static void Count(JsonOutput json, ReadOnlySpan<byte> name, SitePlan plan, Func<DocumentChange, bool> which)
    {
        json.StartObject(name);
        foreach (var kind in Kinds)
        {
            json.Name(kind);
            json.Value(plan.Names(kind, which).Count());
        }

        json.EndObject();
    }

    /// <summary>What is done, by names, for the audit log.</summary>
    static string Summary(SitePlan plan, bool replace) => new JsonObject
    {
        ["mode"] = replace ? "replace" : "merge",
        ["added"] = Named(plan, IsAdded),
        ["changed"] = Named(plan, IsChanged),
        ["removed"] = Named(plan, IsRemoved),
    }.ToJsonString();

    static JsonObject Named(SitePlan plan, Func<DocumentChange, bool> which)
    {
        var named = new JsonObject();
        foreach (var kind in Kinds)
        {
            var names = plan.Names(kind, which).ToList();
            if (names.Count > 0)
            {
                named[kind] = new JsonArray([.. names.Take(MostNamed).Select(name => (JsonNode)name)]);
                named[$"{kind}Count"] = names.Count;
            }
        }

        return named;
    }
}
