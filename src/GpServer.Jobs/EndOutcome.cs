namespace GpServer.Jobs;

/// <summary>What became of the wish to end a job.</summary>
public enum EndOutcome
{
    /// <summary>The job has ended so, now or by an earlier try whose answer was lost.</summary>
    Ended,

    /// <summary>Nothing was stored, since the job was asked to stop in the meantime: it can only end as cancelled.</summary>
    Cancelling,

    /// <summary>Nothing was stored, since the job is no longer this run's.</summary>
    Lost,
}
