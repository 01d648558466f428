namespace GpServer.Admin.Logs;

/// <summary>Hands what is logged, and is severe enough, to the writer of the stored log.</summary>
[ProviderAlias("Stored")]
sealed class StoredLogProvider(LogQueue queue, TimeProvider clock) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new StoredLogger(categoryName, queue, clock);

    public void Dispose()
    {
    }
}
