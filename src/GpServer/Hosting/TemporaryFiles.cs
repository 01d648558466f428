using GpServer.Options;
using Microsoft.Extensions.Options;

namespace GpServer.Hosting;

/// <summary>Empties the folder for temporary files when the server starts: what a server that was killed left there belongs to nobody.</summary>
sealed class TemporaryFiles(IOptions<GpServerOptions> options) : IHostedService
{
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateDirectory(options.Value.TemporaryDirectory);
        foreach (var left in directory.EnumerateFiles())
        {
            left.Delete();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
