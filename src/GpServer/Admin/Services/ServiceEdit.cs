using System.Text.Json.Nodes;
using GpServer.Catalog;
using GpServer.Core;

namespace GpServer.Admin.Services;

/// <summary>Reads the JSON of a service that a publisher sends, as changes of the service that there is. What it leaves out stays.</summary>
sealed class ServiceEdit(ServiceSecrets secrets, ServiceCheck check)
{
    // What the check says of members by the names under which they are stored.
    static readonly (string Stored, string Sent)[] Names =
    [
        ("maxWaitSeconds", "maxWaitTime"), ("maxQueueSeconds", "maxQueueTime"), ("maxUsageSeconds", "maxUsageTime"),
        ("maxIdleSeconds", "maxIdleTime"), ("retentionSeconds", "jobRetentionSeconds"), ("minInstances", "minInstancesPerNode"),
        ("maxInstances", "maxInstancesPerNode"), ("maximumRecords", "properties.maximumRecords"),
    ];

    /// <param name="before">The service that there is, or one with nothing but its name.</param>
    /// <exception cref="GpException">The JSON is wrong, or no service can be like that; all that is wrong is told.</exception>
    public GpService Read(GivenJson given, GpService before)
    {
        CheckIsOf(given, before.Name);
        var after = ReadMembers(given, before);
        if (given.Take("tasks", out var tasks))
        {
            after = after with { Tasks = secrets.Restore(ServiceTasks.Read(tasks, given.Problems), before.Tasks, given.Problems) };
        }

        after = after with { Extra = ExtraOf(given, before.Extra) };
        given.Check();
        GivenJson.Check([.. check.Problems(after).Select(Named)]);
        return after;
    }

    static void CheckIsOf(GivenJson given, string name)
    {
        if (given.Text("type", ServiceJson.Type) is var type and not ServiceJson.Type)
        {
            throw new GpException(GpError.InvalidParameter, $"type is {TaskPublishing.Shown(type)}; expected {ServiceJson.Type}.");
        }

        if (given.Text("serviceName", name) is var other && other != name)
        {
            throw new GpException(GpError.InvalidParameter,
                $"serviceName is {TaskPublishing.Shown(other)}; expected '{name}', the service of the path. renameService gives another name.");
        }
    }

    static GpService ReadMembers(GivenJson given, GpService before)
    {
        var most = given.Whole("maxInstancesPerNode", before.MaxInstances);
        var after = before with
        {
            Description = given.Text("description", before.Description),
            Capabilities = given.Text("capabilities", before.Capabilities),
            MinInstances = given.Whole("minInstancesPerNode", before.MinInstances),

            // What a service has by the number of cores is not the service's own because it was read and sent back.
            OwnInstances = before.OwnInstances is null && most == before.MaxInstances ? null : most,
            MaxWaitTime = given.Seconds("maxWaitTime", before.MaxWaitTime),
            MaxUsageTime = given.Seconds("maxUsageTime", before.MaxUsageTime),
            MaxIdleTime = given.Seconds("maxIdleTime", before.MaxIdleTime),
            MaxQueueTime = given.Seconds("maxQueueTime", before.MaxQueueTime),
            MaxQueued = given.Whole("maxQueued", before.MaxQueued),
            Retention = given.Seconds("jobRetentionSeconds", before.Retention),
            MaxUploadFileSize = given.Whole("maxUploadFileSize", before.MaxUploadFileSize),
            AllowedUploadFileTypes = given.List("allowedUploadFileTypes", before.AllowedUploadFileTypes),
            AllowedInputHosts = given.List("allowedInputHosts", before.AllowedInputHosts),
            Started = given.Word("configuredState", before.Started, ("STARTED", true), ("STOPPED", false)),
        };
        if (given.Object("properties") is not { } properties)
        {
            return after;
        }

        after = after with
        {
            ExecutionType = properties.Word("executionType", before.ExecutionType,
                ("Synchronous", ExecutionType.Synchronous), ("Asynchronous", ExecutionType.Asynchronous)),
            MaximumRecords = properties.Whole("maximumRecords", before.MaximumRecords),
            ResultMapServer = properties.Flag("resultMapServer", before.ResultMapServer),
            ShowMessages = properties.Word("showMessages", before.ShowMessages, ("None", MessageLevel.None), ("Error", MessageLevel.Error),
                ("Warning", MessageLevel.Warning), ("Info", MessageLevel.Info)),
        };
        if (properties.Rest.Count > 0)
        {
            given.Rest["properties"] = properties.Rest.DeepClone();
        }

        return after;
    }

    /// <summary>What nobody knows of the JSON, over what was kept before. What everyone has is not kept.</summary>
    static string? ExtraOf(GivenJson given, string? before)
    {
        given.Take("etag", out _);
        var extra = before is null ? new JsonObject() : (JsonObject)JsonNode.Parse(before)!;
        Keep(extra, given.Rest, inObject: null);
        return extra.Count == 0 ? null : extra.ToJsonString();
    }

    static void Keep(JsonObject extra, JsonObject given, string? inObject)
    {
        foreach (var (name, value) in given)
        {
            if (inObject is null && name == "properties" && value is JsonObject properties)
            {
                var kept = extra[name] as JsonObject ?? new JsonObject();
                Keep(kept, properties, name);
                extra.Remove(name);
                if (kept.Count > 0)
                {
                    extra[name] = kept;
                }

                continue;
            }

            extra.Remove(name);
            if (!JsonNode.DeepEquals(value, ServiceJson.UsualOf(name, inObject)) || (value is null && !IsUsual(name, inObject)))
            {
                extra[name] = value?.DeepClone();
            }
        }
    }

    static bool IsUsual(string name, string? inObject) => inObject is null && name == "interceptor";

    static string Named(string problem)
    {
        foreach (var (stored, sent) in Names)
        {
            if (problem.StartsWith($"{stored} ", StringComparison.Ordinal))
            {
                return sent + problem[stored.Length..];
            }
        }

        return problem;
    }
}
