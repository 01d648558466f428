using System.Runtime.InteropServices;

namespace GpServer.Reliability.Tests.Harness;

/// <summary>What is done to processes from outside.</summary>
static partial class Signals
{
    const int SigTerm = 15;
    const int SigCont = 18;
    const int SigStop = 19;

    /// <summary>Tells a process to stop in order.</summary>
    public static void Terminate(int process) => Send(process, SigTerm);

    /// <summary>Lets a process do nothing any more, as a machine does that is suspended or cannot keep up.</summary>
    public static void Freeze(int process) => Send(process, SigStop);

    /// <summary>Lets a frozen process go on where it was.</summary>
    public static void Wake(int process) => Send(process, SigCont);

    static void Send(int process, int signal)
    {
        if (Kill(process, signal) != 0)
        {
            throw new InvalidOperationException(
                $"The signal {signal} could not be sent to the process {process}: error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);
}
