using System.Threading.Channels;
using GpServer.Storage.Site;

namespace GpServer.Admin.Logs;

/// <summary>
/// Lines of the log on their way to the store. Who logs never waits and never fails: what finds no room is counted and forgotten, since it
/// also stands in the log that the process writes.
/// </summary>
sealed class LogQueue
{
    const int MostWaiting = 10_000;

    readonly Channel<ServerLogEntry> _waiting =
        Channel.CreateBounded<ServerLogEntry>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    volatile int _least = (int)new LogSettings().Level;
    long _dropped;

    /// <summary>The least level that is stored now.</summary>
    public LogLevel Least
    {
        get => (LogLevel)_least;
        set => _least = (int)value;
    }

    public void Add(ServerLogEntry entry)
    {
        if (!_waiting.Writer.TryWrite(entry))
        {
            Drop(1);
        }
    }

    /// <summary>Counts lines that will not be stored.</summary>
    public void Drop(int lines) => Interlocked.Add(ref _dropped, lines);

    /// <summary>The next line, where there is one.</summary>
    public ServerLogEntry? Take() => _waiting.Reader.TryRead(out var entry) ? entry : null;

    /// <summary>How many lines were dropped since this was asked last.</summary>
    public long TakeDropped() => Interlocked.Exchange(ref _dropped, 0);
}
