namespace GpServer.Wire.Files;

/// <summary>All file formats of features that this server writes and reads. A format is one line here.</summary>
public static class FeatureFiles
{
    public static IReadOnlyList<FeatureFileWriter> Writers { get; } =
    [
    ];

    public static IReadOnlyList<FeatureFileReader> Readers { get; } =
    [
    ];
}
