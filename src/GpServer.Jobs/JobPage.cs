namespace GpServer.Jobs;

/// <summary>Jobs that an administrator asked for, the newest first.</summary>
/// <param name="Total">How many there are, with those that are not on this page.</param>
public sealed record JobPage(long Total, IReadOnlyList<Job> Jobs);
