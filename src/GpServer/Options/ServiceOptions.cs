using GpServer.Catalog;

namespace GpServer.Options;

/// <summary>What the configuration changes of one service: <c>GpServer:Services:&lt;name&gt;</c>. What is null stays.</summary>
sealed class ServiceOptions
{
    public const int MostInstances = 10_000;
    public const double ShortestSeconds = 0.001;
    public const double LongestSeconds = 7 * 24 * 3600;
    public const double LongestRetentionSeconds = 100 * LongestSeconds;

    /// <summary>Features that one result may have.</summary>
    public int? MaximumRecords { get; set; }

    /// <summary>Runs at the same time.</summary>
    public int? MaxInstances { get; set; }

    /// <summary>Seconds that a request waits for a free instance.</summary>
    public double? MaxWaitSeconds { get; set; }

    /// <summary>Seconds that a run may take.</summary>
    public double? MaxUsageSeconds { get; set; }

    /// <summary>Seconds that a job waits in the queue before it fails.</summary>
    public double? MaxQueueSeconds { get; set; }

    /// <summary>Jobs that may wait.</summary>
    public int? MaxQueued { get; set; }

    /// <summary>Seconds that an ended job is kept after somebody asked for it last.</summary>
    public double? RetentionSeconds { get; set; }

    public MessageLevel? ShowMessages { get; set; }

    /// <summary>False publishes the service as stopped.</summary>
    public bool? Started { get; set; }
}
