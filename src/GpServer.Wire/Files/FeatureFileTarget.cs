namespace GpServer.Wire.Files;

/// <summary>Where a file of features is written.</summary>
/// <param name="Output">The file's bytes; written forward alone, never sought.</param>
/// <param name="Name">What the set is called: the name of the layer in formats that name layers.</param>
/// <param name="TemporaryDirectory">A folder in which a writer may make files of its own, which it deletes.</param>
public sealed record FeatureFileTarget(Stream Output, string Name, string TemporaryDirectory)
{
    /// <summary>Write Z where the set has it.</summary>
    public bool ReturnZ { get; init; } = true;

    /// <summary>Write M where the set has it and the format knows it.</summary>
    public bool ReturnM { get; init; } = true;
}
