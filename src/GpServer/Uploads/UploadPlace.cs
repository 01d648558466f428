using GpServer.Core;
using GpServer.Storage.Uploads;

namespace GpServer.Uploads;

/// <summary>Where files are uploaded to: a service, or the site.</summary>
/// <param name="Service">The service with its folder; empty for the site.</param>
/// <param name="FileTypes">The extensions that are taken, without dots; empty for all.</param>
sealed record UploadPlace(string Service, UploadLimits Limits, IReadOnlyList<string> FileTypes)
{
    // Of the form around a file.
    const long FormBytes = 2 * 1024 * 1024;

    /// <summary>Bytes that the body of a request with a file may have.</summary>
    public long BodyBytes => Limits.FileBytes + FormBytes;

    /// <summary>The name without folders.</summary>
    /// <param name="field">The field that the name came in, for error texts.</param>
    /// <exception cref="GpException">It is no name for a file, or one of a kind that is not taken here.</exception>
    public string NameOf(string given, string field)
    {
        var name = UploadNames.Clean(given, field);
        return FileTypes.Count == 0 || FileTypes.Contains(UploadNames.ExtensionOf(name), StringComparer.OrdinalIgnoreCase)
            ? name
            : throw new GpException(GpError.InvalidParameter,
                $"{field}: files with the extension .{UploadNames.ExtensionOf(name)} are not taken here; expected {string.Join(", ", FileTypes)}.");
    }
}
