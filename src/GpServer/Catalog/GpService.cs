namespace GpServer.Catalog;

/// <summary>A published geoprocessing service: which tasks it offers, and how they may be used.</summary>
sealed record GpService
{
    /// <summary>The folder's name; empty at the root.</summary>
    public string Folder { get; init; } = "";

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public ExecutionType ExecutionType { get; init; }

    /// <summary>Names of tasks, in the order in which they are listed.</summary>
    public required IReadOnlyList<string> Tasks { get; init; }

    /// <summary>Features that one result may have; a result with more comes back without any, and marked.</summary>
    public int MaximumRecords { get; init; } = 1_000;

    public MessageLevel ShowMessages { get; init; } = MessageLevel.Info;

    public string Capabilities { get; init; } = "";

    public string ResultMapServerName { get; init; } = "";

    /// <summary>Runs at the same time on one node, where the service says so.</summary>
    public int? OwnInstances { get; init; }

    /// <summary>Runs at the same time on this node.</summary>
    public int MaxInstances => OwnInstances ?? 2 * Environment.ProcessorCount;

    /// <summary>How long a request waits for a free instance.</summary>
    public TimeSpan MaxWaitTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a run may take.</summary>
    public TimeSpan MaxUsageTime { get; init; } = TimeSpan.FromSeconds(600);

    /// <summary>How long a job may wait in the queue; then it fails.</summary>
    public TimeSpan MaxQueueTime { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Jobs that may wait.</summary>
    public int MaxQueued { get; init; } = 100_000;

    /// <summary>How long an ended job and its values are kept after somebody asked for them last.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromHours(6);

    /// <summary>False while the service is stopped: it is listed, and every use of it is refused.</summary>
    public bool Started { get; init; } = true;

    /// <summary>The name as the catalog lists it: with its folder.</summary>
    public string QualifiedName => Folder.Length == 0 ? Name : $"{Folder}/{Name}";
}
