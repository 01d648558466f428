using GpServer.Core.Features;

namespace GpServer.Core.Parameters;

/// <summary>What a parameter expects of a feature set that is read for it.</summary>
public sealed record FeatureReadOptions
{
    /// <summary>The name of the parameter, for error texts.</summary>
    public required string Parameter { get; init; }

    public required ValueReading Reading { get; init; }

    /// <summary>What is not said by the value is taken from here: the schema of the parameter's default.</summary>
    public FeatureSchema? Schema { get; init; }

    /// <summary>The shapes that the parameter takes; empty when it takes all. Envelopes become polygons unless they are listed.</summary>
    public IReadOnlyList<GeometryType> GeometryTypes { get; init; } = [];

    /// <summary>True for record sets: a value without any geometry is a table.</summary>
    public bool Table { get; init; }
}
