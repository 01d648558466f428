using GpServer.Core;
using GpServer.Outgoing;

namespace GpServer.References;

/// <summary>Copies what this server keeps into files of runs.</summary>
static class LocalFiles
{
    const int BufferBytes = 1 << 16;

    /// <summary>Copies a file; its bytes count as those that are fetched from other servers do.</summary>
    /// <exception cref="GpException">The disk is full, or the run has got as much as it may.</exception>
    public static async ValueTask CopyAsync(RunInputs run, Stream content, string path, string parameter, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true);
        var buffer = new byte[BufferBytes];
        while (await content.ReadAsync(buffer, stop) is var count and > 0)
        {
            try
            {
                run.Budget.TakeBytes(count);
            }
            catch (OutgoingFailure failure)
            {
                throw failure.For(parameter);
            }

            await file.WriteAsync(buffer.AsMemory(0, count), stop);
        }
    }
}
