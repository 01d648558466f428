using GpServer.Storage.Uploads;

namespace GpServer.Uploads;

/// <summary>Deletes uploads whose time is over, and what is left of those that never came whole. Every node does it.</summary>
sealed partial class UploadCleaning(UploadStore store, TimeProvider clock, ILogger<UploadCleaning> logger) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await store.CleanAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever failed, the database being away above all, is tried again: the disk would fill up.
                Log.Failed(logger, e);
            }

            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Deleting uploads whose time is over failed and is tried again")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
