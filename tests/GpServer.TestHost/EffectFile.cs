using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace GpServer.TestHost;

/// <summary>
/// A file outside the server to which runs append a line each (<c>name process milliseconds</c>): what really happened, whatever the database
/// says about it. Named by the environment variable <c>GPSERVER_TEST_EFFECTS</c>; without it nothing is written.
/// </summary>
static partial class EffectFile
{
    const int WriteOnly = 1;
    const int Create = 0x40;
    const int Append = 0x400;
    const int CloseOnExec = 0x80000;

    static readonly string? Path = Environment.GetEnvironmentVariable("GPSERVER_TEST_EFFECTS");

    /// <summary>The line is in the file when this returns, whole, also while other processes write.</summary>
    public static void Write(string name)
    {
        if (Path is null)
        {
            return;
        }

        // Not by FileStream: FileMode.Append seeks to the end once, and two processes would overwrite each other's lines.
        using var file = Open(Path, WriteOnly | Create | Append | CloseOnExec, Convert.ToInt32("644", 8));
        if (file.IsInvalid)
        {
            throw new IOException($"{Path} cannot be opened: error {Marshal.GetLastPInvokeError()}.");
        }

        var line = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{name} {Environment.ProcessId} {DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}\n"));
        if (WriteBytes(file, line, line.Length) != line.Length)
        {
            throw new IOException($"{Path} cannot be written: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial SafeFileHandle Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteBytes(SafeFileHandle file, ReadOnlySpan<byte> bytes, nint count);
}
