namespace GpServer.Wire.Files;

/// <summary>A local file from which features are read.</summary>
/// <param name="Path">Where it lies, for as long as the features are read.</param>
/// <param name="Name">The name that its owner gave it, which says its format and stands in error texts.</param>
/// <param name="TemporaryDirectory">A folder of this reading alone, which exists, for what has to be unpacked; who made it deletes it when
/// the features are read no more.</param>
public sealed record FeatureFileSource(string Path, string Name, string TemporaryDirectory)
{
    /// <summary>The layer that is wanted of a file with several; null for the first.</summary>
    public string? Layer { get; init; }

    public ArchiveLimits Limits { get; init; } = new();
}
