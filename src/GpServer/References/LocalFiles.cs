using GpServer.Core;

namespace GpServer.References;

/// <summary>Copies what this server keeps into files of runs.</summary>
static class LocalFiles
{
    const int BufferBytes = 1 << 16;

    /// <exception cref="GpException">The disk is full.</exception>
    public static async ValueTask CopyAsync(Stream content, string path, CancellationToken stop)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, useAsync: true);
        await content.CopyToAsync(file, BufferBytes, stop);
    }
}
