namespace GpServer.Rest.Jobs;

/// <summary>Where a job waits.</summary>
/// <param name="Before">Jobs of the service that run before it, counted up to <paramref name="Most"/>.</param>
readonly record struct JobPosition(int Before, int Most)
{
    /// <summary>Its place, counted from 1.</summary>
    public int Number => Before + 1;

    public string Text => Before < Most
        ? FormattableString.Invariant($"Waiting in the queue at position {Number}.")
        : FormattableString.Invariant($"Waiting in the queue behind more than {Most} jobs.");
}
