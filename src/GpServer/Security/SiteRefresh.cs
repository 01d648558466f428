using GpServer.Catalog;
using GpServer.Core;
using GpServer.Execution;
using GpServer.Jobs;
using GpServer.Options;
using GpServer.Storage.Site;

namespace GpServer.Security;

/// <summary>
/// Keeps what this node knows of the site up to date: reads it again when any node has changed it, and lets requests and jobs that wait run where
/// they may now. Nodes are told of changes at once; one that was not told finds out within a second.
/// </summary>
sealed partial class SiteRefresh(
    SiteDocuments documents, StoredCatalog catalog, SiteState site, CurrentLimits limits, ServiceGates gates, JobQueue queue, TimeProvider clock,
    ILogger<SiteRefresh> logger) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Also without a new version: a database that was put back to an earlier state may give the same one twice.
    static readonly TimeSpan Whole = TimeSpan.FromMinutes(1);

    // Never disposed: who is reading while the server ends still leaves it.
    readonly SemaphoreSlim _reading = new(1);
    long _version;
    long _readAt;

    /// <summary>Reads what has changed. When it returns, this node knows all changes that were made before.</summary>
    /// <exception cref="GpException">The database cannot be reached; the site stays as it was known.</exception>
    public async Task ReadAsync(CancellationToken stop)
    {
        await _reading.WaitAsync(stop);
        try
        {
            // Before the documents: what is changed between the two is read again the next time.
            var version = await documents.VersionAsync(stop);
            if (version == _version && clock.GetElapsedTime(_readAt) < Whole)
            {
                return;
            }

            var all = await documents.ReadAllButKeysAsync(stop);

            // Who may, before what there is: a new service must not be there before its permissions. One that is taken away is not known to
            // those who decide any more, whatever the catalog still has.
            site.Take(all);
            limits.Take(site.Now.Settings.GetValueOrDefault(LimitChanges.Name));
            catalog.Take(all);
            gates.Follow(catalog.Services);
            queue.WakeWorker();
            _version = version;
            _readAt = clock.GetTimestamp();
        }
        finally
        {
            _reading.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var told = new SemaphoreSlim(0);
        using var listening = documents.OnChanged(() => told.Release());
        var wasAway = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await told.WaitAsync(Interval, stoppingToken);
                while (told.Wait(0, CancellationToken.None))
                {
                }

                await ReadAsync(stoppingToken);
                wasAway = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The site stays as it was until the database is back. Whatever it is, it must not end the server.
                if (!wasAway)
                {
                    Log.Away(logger, e is GpException ? null : e, e.Message);
                }

                wasAway = true;
                await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Services, users and permissions could not be read, and stay as they were: {Reason}")]
        public static partial void Away(ILogger logger, Exception? failure, string reason);
    }
}
