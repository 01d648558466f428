using GpServer.Core;
using GpServer.Execution;
using GpServer.Jobs;
using GpServer.Storage.Catalog;

namespace GpServer.Catalog;

/// <summary>Reads the catalog again when it has changed, and lets requests and jobs that wait run where they may now.</summary>
sealed partial class CatalogRefresh(
    StoredCatalog catalog, ServiceDocuments documents, ServiceGates gates, JobQueue queue, TimeProvider clock,
    ILogger<CatalogRefresh> logger) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var told = new SemaphoreSlim(0);
        using var listening = documents.OnChanged(() => told.Release());
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await told.WaitAsync(Interval, stoppingToken);
                while (told.Wait(0, CancellationToken.None))
                {
                }

                await catalog.ReadAsync(stoppingToken);
                gates.Follow(catalog.Services);
                queue.WakeWorker();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // The services of before are published until the database is back. Whatever it is, it must not end the server.
                Log.Away(logger, e is GpException ? null : e, e.Message);
                await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The services could not be read: {Reason}")]
        public static partial void Away(ILogger logger, Exception? failure, string reason);
    }
}
