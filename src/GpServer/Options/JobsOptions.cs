namespace GpServer.Options;

/// <summary>How jobs are kept and run: <c>GpServer:Jobs</c>.</summary>
sealed class JobsOptions
{
    /// <summary>How often a node renews the leases of its jobs, publishes progress and learns what is to be cancelled.</summary>
    public double HeartbeatSeconds { get; set; } = 2;

    /// <summary>How long a lease lasts: a lost node's jobs run again after this time and one sweep.</summary>
    public double LeaseSeconds { get; set; } = 6;

    /// <summary>How often a node looks for jobs of lost nodes and jobs that wait for too long.</summary>
    public double SweepSeconds { get; set; } = 1;

    /// <summary>How often a node looks for work of which no signal told it.</summary>
    public double PollSeconds { get; set; } = 2;

    /// <summary>How often the times of the last access are stored.</summary>
    public double StoreAccessSeconds { get; set; } = 300;

    /// <summary>Times that a job is begun before it fails because its workers were lost.</summary>
    public int MaxRuns { get; set; } = 3;

    /// <summary>Jobs of one user that may wait, over all services.</summary>
    public int MaxQueuedPerUser { get; set; } = 50_000;

    /// <summary>Bytes of all inputs of one job together.</summary>
    public long InputBytes { get; set; } = 1L << 30;

    /// <summary>Bytes of all results of one job together, as stored.</summary>
    public long ResultBytes { get; set; } = 8L << 30;

    /// <summary>Streams of events that may be open at the same time.</summary>
    public int EventStreams { get; set; } = 1_000;
}
