using System.Text;
using GpServer.Http;
using GpServer.Storage.Site;

namespace GpServer.Admin.Logs;

/// <summary>Makes a line of the stored log of what one part of the program says.</summary>
sealed class StoredLogger(string source, LogQueue queue, TimeProvider clock) : ILogger
{
    const int Longest = 8_000;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= queue.Least && logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var facts = RequestFacts.Current;
        var text = formatter(state, exception);
        queue.Add(new ServerLogEntry(clock.GetUtcNow(), (int)logLevel, source, Node: "", Storable(facts?.Service ?? ""), facts?.User ?? "",
            eventId.Id, Storable(exception is null ? text : $"{text}\n{exception}")));
    }

    /// <summary>The text as both databases can keep it: not too long, without the character 0 and without halves of characters.</summary>
    static string Storable(string text)
    {
        var cut = text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "…") : text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)).Replace('\0', '\uFFFD');
    }
}
