using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using GpServer.Core.Tools;
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

    /// <summary>The bytes that a document may have.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>The MB of an upload that a service may allow.</summary>
    public const int MostUploadMegabytes = 1024 * 1024;

    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false), new PublishedTaskConverter() },
    };

    public string? Description { get; init; }

    public ExecutionType? ExecutionType { get; init; }

    public IReadOnlyList<PublishedTask>? Tasks { get; init; }

    public int? MaximumRecords { get; init; }

    public MessageLevel? ShowMessages { get; init; }

    public string? Capabilities { get; init; }

    public bool? ResultMapServer { get; init; }

    /// <summary>What documents of an earlier form say in place of <see cref="ResultMapServer"/>.</summary>
    public string? ResultMapServerName { get; init; }

    public int? MinInstances { get; init; }

    public int? MaxInstances { get; init; }

    public double? MaxWaitSeconds { get; init; }

    public double? MaxQueueSeconds { get; init; }

    public int? MaxQueued { get; init; }

    public double? MaxUsageSeconds { get; init; }

    public double? MaxIdleSeconds { get; init; }

    public double? RetentionSeconds { get; init; }

    public int? MaxUploadFileSize { get; init; }

    public IReadOnlyList<string>? AllowedUploadFileTypes { get; init; }

    public IReadOnlyList<string>? AllowedInputHosts { get; init; }

    public ServiceItem? Item { get; init; }

    public JsonElement? Extra { get; init; }

    public bool? Started { get; init; }

    /// <summary>The document of a service.</summary>
    public static string Write(GpService service) => JsonSerializer.Serialize(Of(service), Options);

    /// <summary>What the document of a service says.</summary>
    public static ServiceFormat Of(GpService service)
    {
        var usual = new GpService { Name = "", Tasks = [] };
        return new ServiceFormat
        {
            Description = service.Description,
            ExecutionType = service.ExecutionType,
            Tasks = service.Tasks,
            MaximumRecords = Unless(service.MaximumRecords, usual.MaximumRecords),
            ShowMessages = Unless(service.ShowMessages, usual.ShowMessages),
            Capabilities = service.Capabilities,
            ResultMapServer = Unless(service.ResultMapServer, usual.ResultMapServer),
            MinInstances = Unless(service.MinInstances, usual.MinInstances),
            MaxInstances = service.OwnInstances,
            MaxWaitSeconds = Unless(service.MaxWaitTime.TotalSeconds, usual.MaxWaitTime.TotalSeconds),
            MaxQueueSeconds = Unless(service.MaxQueueTime.TotalSeconds, usual.MaxQueueTime.TotalSeconds),
            MaxQueued = Unless(service.MaxQueued, usual.MaxQueued),
            MaxUsageSeconds = Unless(service.MaxUsageTime.TotalSeconds, usual.MaxUsageTime.TotalSeconds),
            MaxIdleSeconds = Unless(service.MaxIdleTime.TotalSeconds, usual.MaxIdleTime.TotalSeconds),
            RetentionSeconds = Unless(service.Retention.TotalSeconds, usual.Retention.TotalSeconds),
            MaxUploadFileSize = Unless(service.MaxUploadFileSize, usual.MaxUploadFileSize),
            AllowedUploadFileTypes = UnlessEmpty(service.AllowedUploadFileTypes),
            AllowedInputHosts = UnlessEmpty(service.AllowedInputHosts),
            Item = service.Item == ServiceItem.None ? null : service.Item,
            Extra = service.Extra is { } extra ? JsonSerializer.Deserialize<JsonElement>(extra) : null,
            Started = Unless(service.Started, usual.Started),
        };
    }

    /// <summary>The service of a document.</summary>
    /// <param name="name">The name with its folder.</param>
    /// <exception cref="InvalidDataException">The document is not one of a service.</exception>
    public static GpService Read(string name, string json)
    {
        try
        {
            if (Encoding.UTF8.GetByteCount(json) is var bytes and > MostBytes)
            {
                throw new JsonException($"it has {bytes} bytes; expected at most {MostBytes}.");
            }

            var document = JsonSerializer.Deserialize<ServiceFormat>(json, Options) ?? throw new JsonException("null");
            return document.Problems().FirstOrDefault() is { } problem ? throw new JsonException(problem) : document.ToService(name);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"The stored service {name} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The numbers outside their ranges, and what is null where it must not be, a sentence each.</summary>
    public IEnumerable<string> Problems() => new[]
    {
        HasNull("tasks", Tasks),
        HasNull("allowedUploadFileTypes", AllowedUploadFileTypes),
        HasNull("allowedInputHosts", AllowedInputHosts),
        HasNull("item.tags", Item?.Tags),
        Extra is { ValueKind: not JsonValueKind.Object } other ? $"extra is of kind {other.ValueKind}; expected an object." : null,
        Outside("maximumRecords", MaximumRecords, 1, int.MaxValue),
        Outside("minInstances", MinInstances, 0, ServiceOptions.MostInstances),
        Outside("maxInstances", MaxInstances, 1, ServiceOptions.MostInstances),
        Outside("maxWaitSeconds", MaxWaitSeconds, 0, ServiceOptions.LongestSeconds),
        Outside("maxQueueSeconds", MaxQueueSeconds, ServiceOptions.ShortestSeconds, ServiceOptions.LongestSeconds),
        Outside("maxQueued", MaxQueued, 1, int.MaxValue),
        Outside("maxUsageSeconds", MaxUsageSeconds, ServiceOptions.ShortestSeconds, ServiceOptions.LongestSeconds),
        Outside("maxIdleSeconds", MaxIdleSeconds, 0, ServiceOptions.LongestRetentionSeconds),
        Outside("retentionSeconds", RetentionSeconds, ServiceOptions.ShortestSeconds, ServiceOptions.LongestRetentionSeconds),
        Outside("maxUploadFileSize", MaxUploadFileSize, 0, MostUploadMegabytes),
    }.OfType<string>();

    static string? HasNull(string member, IEnumerable<object?>? list) =>
        list?.Contains(null) == true ? $"{member} has a null in it; expected none." : null;

    static string? Outside(string member, double? value, double least, double most) =>
        value is { } number && !(number >= least && number <= most)
        ? FormattableString.Invariant($"{member} is {number}; expected {least} to {most}.")
        : null;

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
            ResultMapServer = ResultMapServer ?? ResultMapServerName is { Length: > 0 },
            MinInstances = MinInstances ?? usual.MinInstances,
            OwnInstances = MaxInstances,
            MaxWaitTime = Seconds(MaxWaitSeconds, usual.MaxWaitTime),
            MaxQueueTime = Seconds(MaxQueueSeconds, usual.MaxQueueTime),
            MaxQueued = MaxQueued ?? usual.MaxQueued,
            MaxUsageTime = Seconds(MaxUsageSeconds, usual.MaxUsageTime),
            MaxIdleTime = Seconds(MaxIdleSeconds, usual.MaxIdleTime),
            Retention = Seconds(RetentionSeconds, usual.Retention),
            MaxUploadFileSize = MaxUploadFileSize ?? usual.MaxUploadFileSize,
            AllowedUploadFileTypes = AllowedUploadFileTypes ?? usual.AllowedUploadFileTypes,
            AllowedInputHosts = AllowedInputHosts ?? usual.AllowedInputHosts,
            Item = Item ?? usual.Item,
            Extra = Extra?.GetRawText(),
            Started = Started ?? usual.Started,
        };
    }

    static T? Unless<T>(T value, T usual)
        where T : struct => EqualityComparer<T>.Default.Equals(value, usual) ? null : value;

    static IReadOnlyList<string>? UnlessEmpty(IReadOnlyList<string> list) => list.Count == 0 ? null : list;

    static TimeSpan Seconds(double? seconds, TimeSpan otherwise) => seconds is { } value ? TimeSpan.FromSeconds(value) : otherwise;
}
