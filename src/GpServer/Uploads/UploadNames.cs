using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Values;

namespace GpServer.Uploads;

/// <summary>Names of uploaded files. They are shown to others, and become names on disks of every kind.</summary>
static class UploadNames
{
    static readonly string[] Devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

    /// <summary>The name without folders, which some browsers send along.</summary>
    /// <param name="field">The field that the name came in, for error texts.</param>
    /// <exception cref="GpException">What is left is no name for a file, or has no extension.</exception>
    public static string Clean(string given, string field)
    {
        var name = given[(given.AsSpan().LastIndexOfAny('/', '\\') + 1)..].Trim();
        return (FileNames.Problem(name) ?? OwnProblem(name)) is { } problem
            ? throw new GpException(GpError.InvalidParameter, $"{field}: {TaskPublishing.Shown(name)} is not a name for an uploaded file: {problem}.")
            : name;
    }

    /// <summary>The extension in lower case, without its dot.</summary>
    public static string ExtensionOf(string name) => Path.GetExtension(name)[1..].ToLowerInvariant();

    static string? OwnProblem(string name)
    {
        if (name[0] == '.' || Path.GetExtension(name).Length < 2)
        {
            return "it has no extension, which says what the file is";
        }

        // Whatever the extension, Windows opens the device.
        var stem = name[..name.IndexOf('.', StringComparison.Ordinal)].TrimEnd();
        var isPort = stem.Length == 4 && char.IsAsciiDigit(stem[3])
            && (stem.StartsWith("COM", StringComparison.OrdinalIgnoreCase) || stem.StartsWith("LPT", StringComparison.OrdinalIgnoreCase));
        return isPort || Devices.Contains(stem, StringComparer.OrdinalIgnoreCase) ? "it is the name of a device" : null;
    }
}
