using System.Text.Json.Nodes;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Jobs;
using GpServer.Jobs;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Storage.Site;

namespace GpServer.Admin.Services;

/// <summary>Services: made, read, edited, started, stopped, renamed and deleted while the server runs.</summary>
sealed class ServiceResources(
    SiteEditor editor, StoredServices services, ServiceJson json, ServiceEdit edit, JobAdministration jobs)
{
    const int MostNamed = 1_000;

    public void Map(RestRoutes rest)
    {
        rest.MapOfFolder("/createService", Create);
        rest.MapOfFolder("/renameService", Rename);
        rest.MapOfFolder("/startServices", request => StartOrStopMany(request, start: true));
        rest.MapOfFolder("/stopServices", request => StartOrStopMany(request, start: false));
        rest.MapOfService("", Get);
        rest.MapOfService("/edit", Edit);
        rest.MapOfService("/start", request => StartOrStop(request, start: true));
        rest.MapOfService("/stop", request => StartOrStop(request, start: false));
        rest.MapOfService("/delete", Delete);
    }

    async ValueTask<EsriAnswer> Get(RestRequest request)
    {
        var (document, service) = await services.GetAsync(request);
        return NodeJson.Answer(json.Write(service, document.Version));
    }

    async ValueTask<EsriAnswer> Create(RestRequest request)
    {
        request.CheckIsPost();
        var folder = services.FolderOf(request);
        var given = GivenJson.Read(request, "service", ServiceFormat.MostBytes);
        if (given.Text("serviceName", "") is not { Length: > 0 } name)
        {
            throw new GpException(GpError.MissingParameter, "service: serviceName: Value is required");
        }

        var path = StoredServices.Qualified(folder, name);
        GivenJson.Check([.. ServiceNames.Problems(folder, name)]);
        services.CheckIsFree(path);
        var service = edit.Read(given, new GpService { Folder = folder, Name = name, Tasks = [] });
        List<DocumentChange> changes = [DocumentChange.Add(DocumentKind.Service, path, ServiceFormat.Write(service))];
        if (await editor.FindAsync(DocumentKind.Permissions, path, request.Aborted) is { } left)
        {
            // Of a service that there was before: a new one may be used by nobody until somebody says so.
            changes.Add(DocumentChange.Delete(left));
        }

        await editor.ChangeAsync(request, "services/createService", path, changes, null, json.Audited(service));
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> Edit(RestRequest request)
    {
        request.CheckIsPost();
        var given = GivenJson.Read(request, "service", ServiceFormat.MostBytes);
        var (document, before) = await services.GetAsync(request);
        StoredServices.CheckVersion(document, given.Text("etag", request.Text("etag") ?? ""));
        var after = edit.Read(given, before);
        await StoreAsync(request, "services/edit", document, before, after);
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> StartOrStop(RestRequest request, bool start)
    {
        request.CheckIsPost();
        var (document, service) = await services.GetAsync(request);
        if (service.Started != start)
        {
            await StoreAsync(request, start ? "services/start" : "services/stop", document, service, service with { Started = start });
        }

        return AdminAnswers.Success();
    }

    /// <summary>Starts or stops all of the services that the form names, or none.</summary>
    async ValueTask<EsriAnswer> StartOrStopMany(RestRequest request, bool start)
    {
        request.CheckIsPost();
        var names = Named(request);
        var changes = new List<DocumentChange>();
        foreach (var name in names)
        {
            var (document, service) = await services.GetAsync(name, request.Aborted);
            if (service.Started != start)
            {
                changes.Add(DocumentChange.Update(document, ServiceFormat.Write(service with { Started = start })));
            }
        }

        if (changes.Count > 0)
        {
            await editor.ChangeAsync(request, start ? "services/startServices" : "services/stopServices", "", changes, null,
                NodeJson.Array(changes.Select(change => change.Name)).ToJsonString());
        }

        return AdminAnswers.Success();
    }

    /// <summary>
    /// Deletes the service with its permissions and its jobs: those that wait never run, those that run are stopped, and none is seen any more.
    /// </summary>
    async ValueTask<EsriAnswer> Delete(RestRequest request)
    {
        request.CheckIsPost();
        var name = StoredServices.NameOf(request);
        var document = await editor.GetAsync(DocumentKind.Service, name, request.Aborted);
        services.CheckIsNotConfigured(name);
        List<DocumentChange> changes = [DocumentChange.Delete(document)];
        if (await editor.FindAsync(DocumentKind.Permissions, name, request.Aborted) is { } permissions)
        {
            changes.Add(DocumentChange.Delete(permissions));
        }

        await editor.ChangeAsync(request, "services/delete", name, changes,
            StoredServices.TryRead(document) is { } service ? json.Audited(service) : null, null);
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> Rename(RestRequest request)
    {
        request.CheckIsPost();
        CheckType(request.Text("serviceType"), "serviceType");
        var folder = services.FolderOf(request);
        var from = StoredServices.Qualified(folder, request.Required("serviceName"));
        var newName = request.Required("serviceNewName");
        var to = StoredServices.Qualified(folder, newName);
        var (document, before) = await services.GetAsync(from, request.Aborted);
        GivenJson.Check([.. ServiceNames.Problems(folder, newName)]);
        if (from == to)
        {
            return AdminAnswers.Success();
        }

        services.CheckIsFree(to, except: from);
        services.CheckIsNotConfigured(from);
        await CheckRunsNothingAsync(from, request.Aborted);
        var after = before with { Name = newName };
        List<DocumentChange> changes =
        [
            DocumentChange.Delete(document),
            DocumentChange.Add(DocumentKind.Service, to, ServiceFormat.Write(after)),
            .. await MovedPermissionsAsync(from, to, request.Aborted),
        ];
        await editor.ChangeAsync(request, "services/renameService", from, changes, json.Audited(before), json.Audited(after), (from, to));
        return AdminAnswers.Success();
    }

    /// <summary>A run that has just been given to a node looks for its service by the name.</summary>
    async ValueTask CheckRunsNothingAsync(string name, CancellationToken stop)
    {
        var counts = await jobs.CountAsync(name, stop);
        var running = counts.GetValueOrDefault(JobStatus.Executing) + counts.GetValueOrDefault(JobStatus.Cancelling);
        if (running > 0)
        {
            throw new GpException(GpError.Conflict,
                $"The service '{name}' runs {running} jobs; stop the service and wait for them, or cancel them, before it gets another name.");
        }
    }

    async ValueTask<List<DocumentChange>> MovedPermissionsAsync(string from, string to, CancellationToken stop)
    {
        var changes = new List<DocumentChange>();
        var moved = await editor.FindAsync(DocumentKind.Permissions, from, stop);
        var left = await editor.FindAsync(DocumentKind.Permissions, to, stop);
        if (moved is not null)
        {
            changes.Add(DocumentChange.Delete(moved));
            changes.Add(left is null
                ? DocumentChange.Add(DocumentKind.Permissions, to, moved.Json)
                : DocumentChange.Update(left, moved.Json));
        }
        else if (left is not null)
        {
            changes.Add(DocumentChange.Delete(left));
        }

        return changes;
    }

    ValueTask StoreAsync(RestRequest request, string action, SiteDocument document, GpService before, GpService after) => editor.ChangeAsync(
        request, action, document.Name, [DocumentChange.Update(document, ServiceFormat.Write(after))], json.Audited(before), json.Audited(after));

    /// <summary>The services of <c>{"services":[{"folderName":"/","serviceName":"X","type":"GPServer"},…]}</c>, with their folders.</summary>
    static List<string> Named(RestRequest request)
    {
        var given = GivenJson.Read(request, "services", longest: 1_000_000);
        if (!given.Take("services", out var list) || list is not JsonArray { Count: > 0 and <= MostNamed } array)
        {
            throw new GpException(GpError.InvalidParameter,
                "services: expected {\"services\":[{\"folderName\":\"\",\"serviceName\":\"…\",\"type\":\"GPServer\"}]} "
                + $"with 1 to {MostNamed} services.");
        }

        var names = new List<string>();
        foreach (var element in array)
        {
            if (element is not JsonObject members)
            {
                throw new GpException(GpError.InvalidParameter, "services: expected objects with folderName, serviceName and type.");
            }

            var service = new GivenJson(members);
            CheckType(service.Text("type", ServiceJson.Type), "services: type");
            names.Add(StoredServices.Qualified(FolderResources.FolderName(service.Text("folderName", "")), service.Text("serviceName", "")));
            service.Check();
        }

        return [.. names.Distinct(StringComparer.Ordinal)];
    }

    static void CheckType(string? type, string name)
    {
        if (type is not (null or "" or ServiceJson.Type))
        {
            throw new GpException(GpError.InvalidParameter, $"{name}: {TaskPublishing.Shown(type)} is not valid; expected {ServiceJson.Type}.");
        }
    }
}
