namespace GpServer.Execution;

/// <summary>What one node has run of a service since it started.</summary>
/// <param name="Busy">Runs that go on now.</param>
/// <param name="Runs">Runs that have ended, well or not.</param>
/// <param name="Time">How long those took together.</param>
readonly record struct ServiceUse(int Busy, long Runs, TimeSpan Time);
