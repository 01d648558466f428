namespace GpServer.Reliability.Tests.Harness;

/// <summary>A job as its row has it.</summary>
/// <param name="Status">The number of the status: below 4 it has not ended, 4 is succeeded.</param>
/// <param name="Runs">How often it was begun.</param>
/// <param name="Version">Grows with every change.</param>
sealed record StoredJob(string Id, int Status, int Runs, int Version, string? Node)
{
    public bool HasEnded => Status is >= 4 and <= 7;

    public bool HasSucceeded => Status == 4;
}
