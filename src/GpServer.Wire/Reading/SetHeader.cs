using System.Collections.Immutable;
using GpServer.Core.Features;
using GpServer.Core.Spatial;

namespace GpServer.Wire.Reading;

/// <summary>What a value says of all its features. Null is what it does not say.</summary>
sealed class SetHeader
{
    public ImmutableArray<Field>? Fields { get; set; }

    public GeometryType? GeometryType { get; set; }

    public SpatialReference? SpatialReference { get; set; }

    public bool? HasZ { get; set; }

    public bool? HasM { get; set; }

    public string? ObjectIdField { get; set; }

    public string? DisplayField { get; set; }

    /// <summary>How whole numbers stand for coordinates, where they do.</summary>
    public Quantization? Quantization { get; set; }

    public bool ExceededTransferLimit { get; set; }

    /// <summary>
    /// What the vertices of a geometry have: what the geometry itself says, else what is said of the set, and where nobody said anything,
    /// by
    /// how many numbers there are.
    /// </summary>
    public VertexLayout Layout(bool? hasZ, bool? hasM, int numbers) => hasZ is null && hasM is null && HasZ is null && HasM is null
        ? VertexLayout.OfLength(numbers)
        : new VertexLayout(hasZ ?? HasZ ?? false, hasM ?? HasM ?? false);
}
