namespace GpServer.Jobs.Working;

/// <summary>Why a run is to stop.</summary>
enum StopReason
{
    None,

    /// <summary>Somebody cancelled the job.</summary>
    Cancelled,

    /// <summary>The run took longer than its service allows.</summary>
    TimedOut,

    /// <summary>The job is not this run's any more.</summary>
    LeaseLost,

    /// <summary>The node stops.</summary>
    Stopping,
}
