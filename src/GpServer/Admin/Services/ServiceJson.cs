using System.Globalization;
using System.Text.Json.Nodes;
using GpServer.Catalog;
using GpServer.Core.Tools;

namespace GpServer.Admin.Services;

/// <summary>
/// A service as administrators see and edit it. Members that mean nothing here are shown as the protocol has them, and come back as they were
/// sent.
/// </summary>
sealed class ServiceJson(ServiceSecrets secrets)
{
    public const string Type = "GPServer";

    // Scripts read these, and send them back with what they change.
    static readonly JsonObject Usual = new()
    {
        ["serviceName"] = "",
        ["type"] = Type,
        ["description"] = "",
        ["capabilities"] = "",
        ["provider"] = "ArcObjects11",
        ["clusterName"] = "default",
        ["minInstancesPerNode"] = 1,
        ["maxInstancesPerNode"] = 1,
        ["instancesPerContainer"] = 1,
        ["maxWaitTime"] = 60,
        ["maxStartupTime"] = 300,
        ["maxIdleTime"] = 1800,
        ["maxUsageTime"] = 600,
        ["loadBalancing"] = "ROUND_ROBIN",
        ["isolationLevel"] = "HIGH",
        ["configuredState"] = "STARTED",
        ["recycleInterval"] = 24,
        ["recycleStartTime"] = "00:00",
        ["keepAliveInterval"] = 1800,
        ["private"] = false,
        ["isDefault"] = false,
        ["maxUploadFileSize"] = 0,
        ["allowedUploadFileTypes"] = "",
        ["properties"] = new JsonObject
        {
            ["executionType"] = "",
            ["resultMapServer"] = "false",
            ["maximumRecords"] = "1000",
            ["showMessages"] = "Info",
            ["jobsVirtualDirectory"] = "/rest/directories/arcgisjobs",
        },
        ["extensions"] = new JsonArray(),
        ["datasets"] = new JsonArray(),
        ["portalProperties"] = new JsonObject(),
        ["frameworkProperties"] = new JsonObject(),
        ["interceptor"] = null,
    };

    /// <summary>The service for those who may edit it: secrets are hidden.</summary>
    /// <param name="version">The version of the stored service.</param>
    public JsonObject Write(GpService service, long version)
    {
        var json = Write(service, secrets.Hide(service.Tasks));
        json["etag"] = version.ToString(CultureInfo.InvariantCulture);
        return json;
    }

    /// <summary>The service for the audit log.</summary>
    public string Audited(GpService service) => Write(service, secrets.Audited(service.Tasks)).ToJsonString();

    /// <summary>What a service's JSON says where it says nothing of its own.</summary>
    public static JsonNode? UsualOf(string name, string? inObject = null) => inObject is null ? Usual[name] : Usual[inObject]?[name];

    static JsonObject Write(GpService service, IReadOnlyList<PublishedTask> tasks)
    {
        var json = (JsonObject)Usual.DeepClone();
        if (service.Extra is { } extra)
        {
            Overlay(json, (JsonObject)JsonNode.Parse(extra)!);
        }

        json["serviceName"] = service.Name;
        json["type"] = Type;
        json["description"] = service.Description;
        json["capabilities"] = service.Capabilities;
        json["minInstancesPerNode"] = service.MinInstances;
        json["maxInstancesPerNode"] = service.MaxInstances;
        json["maxWaitTime"] = service.MaxWaitTime.TotalSeconds;
        json["maxIdleTime"] = service.MaxIdleTime.TotalSeconds;
        json["maxUsageTime"] = service.MaxUsageTime.TotalSeconds;
        json["configuredState"] = StateOf(service.Started);
        json["maxUploadFileSize"] = service.MaxUploadFileSize;
        json["allowedUploadFileTypes"] = string.Join(',', service.AllowedUploadFileTypes);
        SetProperties((JsonObject)json["properties"]!, service);
        json["tasks"] = ServiceTasks.Write(tasks);
        json["maxQueueTime"] = service.MaxQueueTime.TotalSeconds;
        json["maxQueued"] = service.MaxQueued;
        json["jobRetentionSeconds"] = service.Retention.TotalSeconds;
        json["allowedInputHosts"] = NodeJson.Array(service.AllowedInputHosts);
        return json;
    }

    static void SetProperties(JsonObject properties, GpService service)
    {
        properties["executionType"] = service.ExecutionType.ToString();
        properties["resultMapServer"] = service.ResultMapServer ? "true" : "false";
        properties["maximumRecords"] = service.MaximumRecords.ToString(CultureInfo.InvariantCulture);
        properties["showMessages"] = service.ShowMessages.ToString();
    }

    /// <summary>The properties that mean something here.</summary>
    public static JsonObject PropertiesOf(GpService service)
    {
        var properties = (JsonObject)Usual["properties"]!.DeepClone();
        SetProperties(properties, service);
        return properties;
    }

    public static string StateOf(bool isStarted) => isStarted ? "STARTED" : "STOPPED";

    static void Overlay(JsonObject json, JsonObject extra)
    {
        foreach (var (name, value) in extra)
        {
            if (name == "properties" && value is JsonObject properties)
            {
                Overlay((JsonObject)json[name]!, properties);
            }
            else if (name != "properties")
            {
                json[name] = value?.DeepClone();
            }
        }
    }
}
