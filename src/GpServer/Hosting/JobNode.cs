using GpServer.Jobs.Maintenance;
using GpServer.Jobs.Working;
using GpServer.Options;
using Microsoft.Extensions.Options;

namespace GpServer.Hosting;

/// <summary>
/// This process's part in the work on jobs. When the server is told to stop, the node takes no new job from that moment on, while requests
/// under way are still answered.
/// </summary>
sealed class JobNode(
    JobMaintenance maintenance, JobWorker worker, IHostApplicationLifetime lifetime, IOptions<GpServerOptions> options)
    : IHostedService, IDisposable
{
    readonly CancellationTokenSource _hurry = new();
    readonly Lock _lock = new();
    Task _stopping = Task.CompletedTask;
    Task? _stopped;
    CancellationTokenRegistration _told;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // What an earlier process left must be back in the queue before this one takes anything from it.
        await maintenance.StartAsync(cancellationToken);
        if (options.Value.Node.Role != NodeRole.Web)
        {
            worker.Start();
            _told = lifetime.ApplicationStopping.Register(() => _stopping = worker.StopAsync(_hurry.Token));
        }
    }

    /// <summary>Stops once, however often it is asked for.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _stopped ??= StopOnceAsync(cancellationToken);
        }
    }

    public void Dispose() => _hurry.Dispose();

    async Task StopOnceAsync(CancellationToken cancellationToken)
    {
        await _told.DisposeAsync();
        await using (cancellationToken.Register(_hurry.Cancel))
        {
            await _stopping;
        }

        await maintenance.StopAsync(cancellationToken);
    }
}
