using System.Text.Json;
using System.Text.Json.Serialization;
using GpServer.Options;

namespace GpServer.Catalog;

/// <summary>
/// The JSON in which a service is stored. What it leaves out has the default of the program that reads it; members that this program does not
/// know are ignored, so that nodes of two versions can read one catalog.
/// </summary>
sealed record ServiceFormat
{
    /// <summary>The task's name that stands for every general tool of the node that reads it.</summary>
    public const string AllTasks = "*";

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    public string? Description { get; init; }

    public ExecutionType? ExecutionType { get; init; }

    public IReadOnlyList<string>? Tasks { get; init; }

    public int? MaximumRecords { get; init; }

    public MessageLevel? ShowMessages { get; init; }

    public string? Capabilities { get; init; }

    public string? ResultMapServerName { get; init; }

    public int? MaxInstances { get; init; }

    public double? MaxWaitSeconds { get; init; }

    public double? MaxQueueSeconds { get; init; }

    public int? MaxQueued { get; init; }

    public double? MaxUsageSeconds { get; init; }

    public double? RetentionSeconds { get; init; }

    public bool? Started { get; init; }

    /// <summary>The document of a service.</summary>
    public static string Write(GpService service)
    {
        var usual = new GpService { Name = "", Tasks = [] };
        return JsonSerializer.Serialize(new ServiceFormat
        {
            Description = service.Description,
            ExecutionType = service.ExecutionType,
            Tasks = service.Tasks,
            MaximumRecords = Unless(service.MaximumRecords, usual.MaximumRecords),
            ShowMessages = Unless(service.ShowMessages, usual.ShowMessages),
            Capabilities = service.Capabilities,
            ResultMapServerName = service.ResultMapServerName,
            MaxInstances = service.OwnInstances,
            MaxWaitSeconds = Unless(service.MaxWaitTime.TotalSeconds, usual.MaxWaitTime.TotalSeconds),
            MaxQueueSeconds = Unless(service.MaxQueueTime.TotalSeconds, usual.MaxQueueTime.TotalSeconds),
            MaxQueued = Unless(service.MaxQueued, usual.MaxQueued),
            MaxUsageSeconds = Unless(service.MaxUsageTime.TotalSeconds, usual.MaxUsageTime.TotalSeconds),
            RetentionSeconds = Unless(service.Retention.TotalSeconds, usual.Retention.TotalSeconds),
            Started = Unless(service.Started, usual.Started),
        }, Options);
    }

    /// <summary>The service of a document.</summary>
    /// <param name="name">The name with its folder.</param>
    /// <exception cref="InvalidDataException">The document is not one of a service.</exception>
    public static GpService Read(string name, string json)
    {
        try
        {
            var document = JsonSerializer.Deserialize<ServiceFormat>(json, Options) ?? throw new JsonException("null");
            document.Check();
            return document.ToService(name);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The stored service {name} cannot be read: {e.Message}", e);
        }
    }

    void Check()
    {
        if (Tasks?.Contains(null!) == true)
        {
            throw new JsonException("tasks: null is not the name of a task.");
        }

        Between("maximumRecords", MaximumRecords, 1, int.MaxValue);
        Between("maxInstances", MaxInstances, 1, ServiceOptions.MostInstances);
        Between("maxWaitSeconds", MaxWaitSeconds, 0, ServiceOptions.LongestSeconds);
        Between("maxQueueSeconds", MaxQueueSeconds, ServiceOptions.ShortestSeconds, ServiceOptions.LongestSeconds);
        Between("maxQueued", MaxQueued, 1, int.MaxValue);
        Between("maxUsageSeconds", MaxUsageSeconds, ServiceOptions.ShortestSeconds, ServiceOptions.LongestSeconds);
        Between("retentionSeconds", RetentionSeconds, ServiceOptions.ShortestSeconds, ServiceOptions.LongestRetentionSeconds);
    }

    static void Between(string member, double? value, double least, double most)
    {
        if (value is { } number && !(number >= least && number <= most))
        {
            throw new JsonException(FormattableString.Invariant($"{member} is {number}; expected {least} to {most}."));
        }
    }

    GpService ToService(string name)
    {
        var slash = name.LastIndexOf('/');
        var usual = new GpService { Folder = slash < 0 ? "" : name[..slash], Name = name[(slash + 1)..], Tasks = Tasks ?? [] };
        return usual with
        {
            Description = Description ?? usual.Description,
            ExecutionType = ExecutionType ?? usual.ExecutionType,
            MaximumRecords = MaximumRecords ?? usual.MaximumRecords,
            ShowMessages = ShowMessages ?? usual.ShowMessages,
            Capabilities = Capabilities ?? usual.Capabilities,
            ResultMapServerName = ResultMapServerName ?? usual.ResultMapServerName,
            OwnInstances = MaxInstances,
            MaxWaitTime = Seconds(MaxWaitSeconds, usual.MaxWaitTime),
            MaxQueueTime = Seconds(MaxQueueSeconds, usual.MaxQueueTime),
            MaxQueued = MaxQueued ?? usual.MaxQueued,
            MaxUsageTime = Seconds(MaxUsageSeconds, usual.MaxUsageTime),
            Retention = Seconds(RetentionSeconds, usual.Retention),
            Started = Started ?? usual.Started,
        };
    }

    static T? Unless<T>(T value, T usual)
        where T : struct => EqualityComparer<T>.Default.Equals(value, usual) ? null : value;

    static TimeSpan Seconds(double? seconds, TimeSpan otherwise) => seconds is { } value ? TimeSpan.FromSeconds(value) : otherwise;
}
