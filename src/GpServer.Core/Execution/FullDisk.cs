namespace GpServer.Core.Execution;

/// <summary>What a temporary file that cannot grow means to callers.</summary>
public static class FullDisk
{
    // What systems say: no space (ENOSPC), the user's quota (EDQUOT), the limit of a file (EFBIG), and Windows' two words for a full disk.
    const int NoSpace = 28;
    const int Quota = 122;
    const int TooLarge = 27;
    const int WindowsHandleFull = unchecked((int)0x80070027);
    const int WindowsFull = unchecked((int)0x80070070);

    /// <summary>The failure for callers, or null where the file failed for another reason.</summary>
    /// <param name="failure">What writing to a stream of a file threw, and nothing else: see the last case.</param>
    public static GpException? Of(Exception failure) => failure switch
    {
        IOException { HResult: NoSpace or Quota or TooLarge or WindowsHandleFull or WindowsFull } => Failure(failure),

        // What the framework makes of EFBIG: it takes the position for an argument that somebody gave.
        ArgumentOutOfRangeException { ParamName: "value" } => Failure(failure),
        _ => null,
    };

    static GpException Failure(Exception e) =>
        new(GpError.StorageFull, "The server's disk, or what the server may use of it, is full: there is no room for the results.", e);
}
