using GpServer.Core.Tools;

namespace GpServer.Catalog;

/// <summary>A published geoprocessing service: which tasks it offers, and how they may be used.</summary>
sealed record GpService
{
    /// <summary>The folder's name; empty at the root.</summary>
    public string Folder { get; init; } = "";

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public ExecutionType ExecutionType { get; init; }

    /// <summary>The tasks as they are stored: tools as they are, <see cref="ServiceFormat.AllTasks"/>, or tools with changes.</summary>
    public required IReadOnlyList<PublishedTask> Tasks { get; init; }

    /// <summary>The tasks that this node publishes of them, in the order in which they are listed.</summary>
    public PublishedTasks Published { get; init; } = PublishedTasks.None;

    /// <summary>Features that one result may have; a result with more comes back without any, and marked.</summary>
    public int MaximumRecords { get; init; } = 1_000;

    public MessageLevel ShowMessages { get; init; } = MessageLevel.Info;

    public string Capabilities { get; init; } = "";

    /// <summary>True where clients may upload files to the service.</summary>
    public bool TakesUploads => Capabilities.Split(',', StringSplitOptions.TrimEntries).Contains("Uploads", StringComparer.OrdinalIgnoreCase);

    /// <summary>True shows results of jobs as a map service of the same name.</summary>
    public bool ResultMapServer { get; init; }

    /// <summary>The name of that map service; empty where there is none.</summary>
    public string ResultMapServerName => ResultMapServer ? QualifiedName : "";

    /// <summary>Instances that are to be ready at all times. Kept and shown, without effect: an instance takes no time to start.</summary>
    public int MinInstances { get; init; } = 1;

    /// <summary>Runs at the same time on one node, where the service says so.</summary>
    public int? OwnInstances { get; init; }

    /// <summary>Runs at the same time on this node.</summary>
    public int MaxInstances => OwnInstances ?? 2 * Environment.ProcessorCount;

    /// <summary>How long a request waits for a free instance.</summary>
    public TimeSpan MaxWaitTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a run may take.</summary>
    public TimeSpan MaxUsageTime { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How long an instance may be idle. Kept and shown, without effect: an idle instance holds nothing.</summary>
    public TimeSpan MaxIdleTime { get; init; } = TimeSpan.FromSeconds(1_800);

    /// <summary>How long a job may wait in the queue; then it fails.</summary>
    public TimeSpan MaxQueueTime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Jobs that may wait.</summary>
    public int MaxQueued { get; init; } = 100_000;

    /// <summary>How long an ended job and its values are kept after somebody asked for them last.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(6);

    /// <summary>The largest file that may be uploaded, in MB; 0 for what the server allows.</summary>
    public int MaxUploadFileSize { get; init; }

    /// <summary>The extensions of files that may be uploaded, without dot; empty for those that the server allows.</summary>
    public IReadOnlyList<string> AllowedUploadFileTypes { get; init; } = [];

    /// <summary>
    /// Hosts from which inputs by URL may be fetched, such as <c>data.example.com</c>, or <c>*.example.com</c> for all below it; empty for
    /// what the server allows.
    /// </summary>
    public IReadOnlyList<string> AllowedInputHosts { get; init; } = [];

    /// <summary>What people read about the service.</summary>
    public ServiceItem Item { get; init; } = ServiceItem.None;

    /// <summary>
    /// Members of an administrator's service JSON that have no meaning here and come back as they were: the text of a JSON object, or null.
    /// </summary>
    public string? Extra { get; init; }

    /// <summary>False while the service is stopped: it is listed, and every use of it is refused.</summary>
    public bool Started { get; init; } = true;

    /// <summary>The name as the catalog lists it: with its folder.</summary>
    public string QualifiedName => Folder.Length == 0 ? Name : $"{Folder}/{Name}";
}
