using GpServer.Core.Queries;

namespace GpServer.Wire.Layers;

/// <summary>How the features of a layer are written.</summary>
public sealed record LayerWriting
{
    /// <summary>The name of the layer's object id field.</summary>
    public required string ObjectIdFieldName { get; init; }

    /// <summary>The name of the field whose value stands for a feature, in the form of map services.</summary>
    public string DisplayFieldName { get; init; } = "";

    public bool ReturnZ { get; init; }

    public bool ReturnM { get; init; }

    /// <summary>The form of map services: with the display field and the aliases of the fields.</summary>
    public bool IsMapService { get; init; }

    /// <summary>False where no geometries were asked for: then nothing is said of their type and system.</summary>
    public bool HasGeometry { get; init; } = true;

    /// <summary>Write the centroid of each polygon.</summary>
    public bool ReturnCentroid { get; init; }

    /// <summary>Write the extent of each geometry.</summary>
    public bool ReturnEnvelope { get; init; }

    /// <summary>The grid whose columns and rows the coordinates of the features are; null for coordinates as they are.</summary>
    public QuantizationGrid? Grid { get; init; }
}
