namespace GpServer.Storage.Uploads;

/// <summary>How much may be uploaded. Sizes are in bytes, before compression.</summary>
public sealed record UploadLimits
{
    const long Gibibyte = 1L << 30;

    /// <summary>Of one file.</summary>
    public long FileBytes { get; init; } = 2 * Gibibyte;

    /// <summary>Of all files of one user.</summary>
    public long UserBytes { get; init; } = 10 * Gibibyte;

    /// <summary>Of all files from one address whose clients have not signed in.</summary>
    public long AddressBytes { get; init; } = 4 * Gibibyte;

    /// <summary>Of all files of all who have not signed in.</summary>
    public long AnonymousBytes { get; init; } = 10 * Gibibyte;

    /// <summary>Of all files.</summary>
    public long SiteBytes { get; init; } = 50 * Gibibyte;

    /// <summary>Files of one user.</summary>
    public int UserItems { get; init; } = 1_000;

    /// <summary>Files from one address whose clients have not signed in.</summary>
    public int AddressItems { get; init; } = 200;

    /// <summary>All files.</summary>
    public int SiteItems { get; init; } = 20_000;

    /// <summary>Parts of one file.</summary>
    public int Parts { get; init; } = 10_000;

    /// <summary>How long a file is kept after its last use.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(1);
}
