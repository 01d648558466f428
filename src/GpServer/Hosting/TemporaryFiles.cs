using GpServer.Options;
using Microsoft.Extensions.Options;

namespace GpServer.Hosting;

/// <summary>Empties the folder for temporary files when the server starts: what a server that was killed left there belongs to nobody.</summary>
sealed class TemporaryFiles(IOptions<GpServerOptions> options) : IHostedService
{
    /// <exception cref="InvalidOperationException">The folder cannot be made or written; the message names the setting.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            Empty(Directory.CreateDirectory(options.Value.TemporaryDirectory));
            return Task.CompletedTask;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException(
                $"{GpServerOptions.Section}:DataDirectory is '{options.Value.DataDirectory}'; expected a folder that can be written.", e);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    static void Empty(DirectoryInfo directory)
    {
        foreach (var left in directory.EnumerateFiles())
        {
            left.Delete();
        }

        foreach (var left in directory.EnumerateDirectories())
        {
            left.Delete(recursive: true);
        }
    }
}
