using GpServer.Storage.Features;

namespace GpServer.Storage.Hosted;

/// <summary>A layer or table of a hosted service, without its features.</summary>
public sealed record HostedLayer
{
    public required int Number { get; init; }

    public required string Name { get; init; }

    /// <summary>The stored schema.</summary>
    public required ReadOnlyMemory<byte> SchemaBlock { get; init; }

    public required FeatureSetSummary Summary { get; init; }

    /// <summary>How many parts the stored index has.</summary>
    public required int IndexParts { get; init; }

    /// <summary>How it is drawn, as the JSON text of an Esri renderer; null for the look that layers of its kind have by default.</summary>
    public string? Renderer { get; init; }
}
