namespace GpServer.Options;

/// <summary>Files that clients upload: <c>GpServer:Uploads</c>.</summary>
sealed class UploadOptions
{
    const long Gibibyte = 1L << 30;

    /// <summary>MB of one file, for services that say nothing else, and of the site.</summary>
    public int MaxFileMegabytes { get; set; } = 2_048;

    /// <summary>
    /// Extensions, without dots, of files that a service takes that says nothing else; where nothing is said, those of the formats that tasks
    /// read, and of pictures and documents.
    /// </summary>
    // The binder appends to a list that is not empty, so the default cannot be one.
    public string[]? FileTypes { get; set; }

    public IReadOnlyList<string> EffectiveFileTypes => FileTypes ??
    [
        "csv", "fgb", "geojson", "gml", "gpkg", "gpx", "jpg", "json", "kml", "kmz", "pbf", "pdf", "png", "tif", "tiff", "tsv", "txt", "xlsx",
        "xml", "zip",
    ];

    /// <summary>Seconds that a file is kept after its last use.</summary>
    public double RetentionSeconds { get; set; } = 86_400;

    /// <summary>Bytes of all files of one user.</summary>
    public long BytesPerUser { get; set; } = 10 * Gibibyte;

    /// <summary>Bytes of all files from one address whose clients have not signed in.</summary>
    public long BytesPerAddress { get; set; } = 4 * Gibibyte;

    /// <summary>Bytes of all files of all who have not signed in; 0 lets nobody upload without signing in.</summary>
    public long AnonymousBytes { get; set; } = 10 * Gibibyte;

    /// <summary>Bytes of all files.</summary>
    public long SiteBytes { get; set; } = 50 * Gibibyte;

    /// <summary>Files of one user.</summary>
    public int ItemsPerUser { get; set; } = 1_000;

    /// <summary>Files from one address whose clients have not signed in.</summary>
    public int ItemsPerAddress { get; set; } = 200;

    /// <summary>All files.</summary>
    public int SiteItems { get; set; } = 20_000;

    /// <summary>Parts of one file.</summary>
    public int Parts { get; set; } = 10_000;
}
