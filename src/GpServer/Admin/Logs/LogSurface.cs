using GpServer.Storage.Site;

namespace GpServer.Admin.Logs;

/// <summary>The log that is stored, on every node.</summary>
static class LogSurface
{
    /// <summary>Stores what is logged, beside where the log goes otherwise.</summary>
    public static void AddStoredLog(this ILoggingBuilder logging)
    {
        var services = logging.Services;
        services.AddSingleton<LogQueue>();
        services.AddSingleton<ILoggerProvider, StoredLogProvider>();
        services.AddSingleton<ServerLog>();
        services.AddSingleton<LogWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<LogWriter>());

        // The queue knows the level, which changes while the server runs. The framework's own lines about requests repeat queries, in which
        // there may be tokens: of these, none below a warning, whatever is asked for.
        logging.AddFilter<StoredLogProvider>(null, LogLevel.Warning);
        logging.AddFilter<StoredLogProvider>(nameof(GpServer), LogLevel.Trace);
    }
}
