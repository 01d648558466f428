using System.Runtime.InteropServices;

namespace GpServer.Hosting;

/// <summary>
/// A process whose files may not grow beyond a limit (<c>ulimit -f</c>, systemd's <c>LimitFSIZE</c>) is ended by a signal when it writes
/// past it. Taken out of the system's hands, the write fails as on a full disk instead: the job that filled it fails, and the server goes
/// on.
/// </summary>
static class FileSizeSignal
{
    // SIGXFSZ has this number on Linux (x86 and ARM), macOS and FreeBSD; the framework has no name for it and takes numbers.
    const PosixSignal FileSizeExceeded = (PosixSignal)25;

    /// <summary>To be called before the first file is written; in force until the answer is disposed. Null on Windows.</summary>
    public static IDisposable? Ignore() => OperatingSystem.IsWindows()
        ? null
        : PosixSignalRegistration.Create(FileSizeExceeded, static context => context.Cancel = true);
}
