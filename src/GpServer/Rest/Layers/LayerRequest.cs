using GpServer.Core.Queries;
using GpServer.Wire.Layers;

namespace GpServer.Rest.Layers;

/// <summary>A request to query a layer, read.</summary>
/// <param name="Kind">What is wanted of the features that match.</param>
/// <param name="Query">Which features match. Their coordinates are not put on a grid yet.</param>
/// <param name="Writing">How features are written.</param>
sealed record LayerRequest(LayerAnswerKind Kind, LayerQuery Query, LayerWriting Writing)
{
    /// <summary>The grid on which coordinates are wanted, or null.</summary>
    public QuantizationGrid? Grid { get; init; }

    /// <summary>False: where more features match than one answer has, none is wanted.</summary>
    public bool ReturnsExceeded { get; init; } = true;
}
