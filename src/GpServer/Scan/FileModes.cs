namespace GpServer.Scan;

/// <summary>Who may read files. On systems without modes nothing is known, and so nothing is said.</summary>
static class FileModes
{
    const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Users beside the owner and the group may do something with the file or folder.</summary>
    public static bool AreOpenToOthers(string path) =>
        !OperatingSystem.IsWindows() && (File.Exists(path) || Directory.Exists(path)) && (File.GetUnixFileMode(path) & Others) != 0;
}
