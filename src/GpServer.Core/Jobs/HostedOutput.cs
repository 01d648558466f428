using GpServer.Core.Features;

namespace GpServer.Core.Jobs;

/// <summary>Features that a run gives to a hosted feature service. All those of one run name the same service.</summary>
public sealed record HostedOutput
{
    /// <summary>The service's name, without a folder.</summary>
    public required string Service { get; init; }

    /// <summary>What the service says about itself.</summary>
    public string Description { get; init; } = "";

    /// <summary>True to take the place of a service of this name that is the user's own.</summary>
    public bool Overwrites { get; init; }

    /// <summary>True where an administrator asked for it, who may take the place of anybody's.</summary>
    public bool ForAdministrator { get; init; }

    /// <summary>The layer's number in the service.</summary>
    public required int Number { get; init; }

    /// <summary>The layer's name, as people read it.</summary>
    public required string Name { get; init; }

    /// <summary>How it is drawn, as the JSON text of an Esri renderer; null for the look that layers of its kind have by default.</summary>
    public string? Renderer { get; init; }

    public required FeatureSet Features { get; init; }
}
