namespace GpServer.Jobs;

/// <summary>What waits for a service.</summary>
/// <param name="OldestAge">Since when the oldest of them was submitted.</param>
public readonly record struct QueueState(string Service, long Length, TimeSpan OldestAge);
