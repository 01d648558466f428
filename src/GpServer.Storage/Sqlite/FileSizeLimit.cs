using System.Globalization;

namespace GpServer.Storage.Sqlite;

/// <summary>How large a file of this process may become (<c>RLIMIT_FSIZE</c>).</summary>
static class FileSizeLimit
{
    const string Limits = "/proc/self/limits";
    const string Line = "Max file size";

    /// <summary>Bytes, or null where there is no limit or the system does not tell.</summary>
    public static long? Read()
    {
        try
        {
            return File.Exists(Limits) ? Read(File.ReadLines(Limits)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The limit in force, from lines such as <c>Max file size   1048576   unlimited   bytes</c>.</summary>
    internal static long? Read(IEnumerable<string> lines)
    {
        var line = lines.FirstOrDefault(static line => line.StartsWith(Line, StringComparison.Ordinal));
        var words = line?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length > 0 && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;
    }
}
