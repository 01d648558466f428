namespace GpServer.Core.Tools;

/// <summary>
/// Counts features that something happened to, so that one warning at the end of the run tells how many they were. From several threads.
/// </summary>
public sealed class Tally
{
    readonly Func<int, string> _warning;
    int _count;

    internal Tally(Func<int, string> warning)
    {
        _warning = warning;
    }

    /// <summary>How many there are so far.</summary>
    public int Count => _count;

    public void Add() => Interlocked.Increment(ref _count);

    internal string Text => _warning(_count);
}
