using GpServer.Storage.Hosted;

namespace GpServer.Jobs;

/// <summary>How a node takes part in the work.</summary>
public sealed class JobOptions
{
    /// <summary>The node's name, new at every start: what a node of an earlier start left is never taken for its own.</summary>
    public string Node { get; set; } = $"{Environment.MachineName}-{Guid.NewGuid():N}";

    /// <summary>How often a node renews the leases of what it runs, publishes progress and learns what is to be cancelled.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a lease lasts. A lost node's jobs run again after this time and one sweep.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>How often a node looks for work of which no signal told it.</summary>
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a node looks for expired leases and jobs that wait for too long.</summary>
    public TimeSpan Sweep { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a node deletes what nobody has asked for within its retention.</summary>
    public TimeSpan Clean { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often the times of access, kept in memory, are stored.</summary>
    public TimeSpan StoreAccess { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Times that a job is begun before it fails because its workers were lost.</summary>
    public int MaxRuns { get; set; } = 3;

    /// <summary>Jobs of one user that may wait, over all services.</summary>
    public int MaxQueuedPerUser { get; set; } = 50_000;

    /// <summary>Bytes of all inputs of one job together.</summary>
    public long MaxInputBytes { get; set; } = 1L << 30;

    /// <summary>Bytes of all results of one job together, as stored.</summary>
    public long MaxResultBytes { get; set; } = 8L << 30;

    /// <summary>What bounds hosted feature services that jobs make.</summary>
    public HostedLimits Hosted { get; set; } = new();

    /// <summary>How long a node that stops lets its runs go on before it gives them back.</summary>
    public TimeSpan StopWithin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a run that is to stop may take for it before its job is ended without it.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(1);
}
