using System.Text.Json.Nodes;
using GpServer.Catalog;
using GpServer.Execution;
using GpServer.Jobs;
using GpServer.Rest;
using GpServer.Rest.Answers;

namespace GpServer.Admin.Services;

/// <summary>What services do now: <c>…/status</c>, <c>…/statistics</c>, and the <c>report</c> of a folder.</summary>
sealed class StatusResources(
    StoredServices services, IServiceCatalog catalog, ServiceUses uses, PermissionResources permissions, JobOptions node)
{
    static readonly string[] Parts = ["status", "instances", "iteminfo", "properties", "extensions", "permissions"];

    public void Map(RestRoutes rest)
    {
        rest.MapOfService("/status", async request => NodeJson.Answer(Status((await services.GetAsync(request)).Service)));
        rest.MapOfService("/statistics", async request => NodeJson.Answer(Statistics((await services.GetAsync(request)).Service)));
        rest.MapOfFolder("/report", Report);
    }

    /// <summary>What is wanted of a service, and what this node does.</summary>
    JsonObject Status(GpService service) => new()
    {
        ["configuredState"] = ServiceJson.StateOf(service.Started),
        ["realTimeState"] = ServiceJson.StateOf(catalog.Find(service.QualifiedName) is { Started: true }),
    };

    JsonObject Statistics(GpService service)
    {
        var onMachine = Instances(service);
        onMachine["machineName"] = JobAdministration.MachineOf(node.Node);
        return new JsonObject { ["summary"] = Instances(service), ["perMachine"] = new JsonArray(onMachine) };
    }

    JsonObject Instances(GpService stored)
    {
        var service = catalog.Find(stored.QualifiedName) ?? stored;
        var use = uses.Of(service.QualifiedName);
        return new JsonObject
        {
            ["folderName"] = FolderResources.PathOf(service.Folder),
            ["serviceName"] = $"{service.Name}.{ServiceJson.Type}",
            ["type"] = ServiceJson.Type,
            ["max"] = service.MaxInstances,
            ["busy"] = use.Busy,

            // More may run than there are, right after the instances became fewer.
            ["free"] = Math.Max(0, service.MaxInstances - use.Busy),
            ["initializing"] = 0,
            ["notCreated"] = 0,
            ["transactions"] = use.Runs,
            ["totalBusyTime"] = (long)use.Time.TotalMilliseconds,
            ["isStatisticsAvailable"] = true,
        };
    }

    ValueTask<EsriAnswer> Report(RestRequest request)
    {
        var folder = services.FolderOf(request);
        var parts = PartsOf(request);
        var reports = catalog.Services.Where(service => service.Folder == folder).Select(service => Report(service, parts));
        return ValueTask.FromResult(NodeJson.Answer(new JsonObject { ["reports"] = new JsonArray([.. reports]) }));
    }

    JsonObject Report(GpService service, string[] parts)
    {
        var report = new JsonObject
        {
            ["folderName"] = FolderResources.PathOf(service.Folder),
            ["serviceName"] = service.Name,
            ["type"] = ServiceJson.Type,
            ["description"] = service.Description,
            ["isDefault"] = false,
            ["isPrivate"] = false,
            ["hasManifest"] = false,
        };
        foreach (var part in parts)
        {
            report[part] = part switch
            {
                "status" => Status(service),
                "instances" => Instances(service),
                "iteminfo" => ItemInfoResources.Write(service),
                "properties" => ServiceJson.PropertiesOf(service),
                "permissions" => permissions.Write(service.QualifiedName),
                _ => new JsonArray(),
            };
        }

        return report;
    }

    static string[] PartsOf(RestRequest request)
    {
        if (request.Parameters.Find("parameters") is not { } text || GivenJson.Parse("parameters", text.Utf8.Span) is not { } json)
        {
            return Parts;
        }

        var given = new GivenJson(new JsonObject { ["parameters"] = json });
        var names = given.List("parameters", []);
        given.Check();
        GivenJson.Check([.. names.Where(name => !Parts.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Select(name => $"parameters: {TaskPublishing.Shown(name)} is not valid; expected some of {string.Join(", ", Parts)}.")]);
        return [.. Parts.Where(part => names.Contains(part, StringComparer.OrdinalIgnoreCase))];
    }
}
