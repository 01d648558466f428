using System.Data.Common;
using GpServer.Core;
using GpServer.Options;
using GpServer.Storage;

namespace GpServer.Hosting;

/// <summary>Opens the store when the server starts.</summary>
static partial class StoreOpening
{
    const int PageBytes = 4096;

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Opens the store, and waits a while for a database that is not there yet: in a cluster everything starts at once.</summary>
    /// <exception cref="InvalidOperationException">The store cannot be opened; the messages say why.</exception>
    public static async Task<Store> OpenAsync(GpServerOptions options, TimeProvider clock, ILogger logger)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await Store.OpenAsync(OptionsOf(options), clock, CancellationToken.None);
            }
            catch (GpException e) when (MayPass(e) && clock.GetElapsedTime(began).TotalSeconds < options.Storage.StartWaitSeconds)
            {
                Log.Waits(logger, e.InnerException?.Message ?? e.Message);
                await Task.Delay(Pause, clock);
            }
            catch (GpException e)
            {
                throw new InvalidOperationException("The store cannot be opened.", e);
            }
        }
    }

    // What the database's client itself refuses, such as a password that is asked for and missing, has no code of the database; waiting
    // changes nothing of it.
    static bool MayPass(GpException e) =>
        e.Error == GpError.Unavailable && e.InnerException is not DbException { SqlState: null, IsTransient: false };

    public static StoreOptions OptionsOf(GpServerOptions options) => new()
    {
        Provider = options.Storage.Provider,
        DataDirectory = options.DataDirectory,
        ConnectionString = options.Storage.ConnectionString,
        SqliteMaxPages = (int)Math.Min(int.MaxValue, options.Storage.SqliteMaxBytes / PageBytes),
    };

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The server waits for its database: {Reason}")]
        public static partial void Waits(ILogger logger, string reason);
    }
}
