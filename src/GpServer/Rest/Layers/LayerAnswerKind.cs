namespace GpServer.Rest.Layers;

/// <summary>What a query of a layer answers with.</summary>
enum LayerAnswerKind
{
    Features,
    Count,
    Ids,
    Extent,
    CountAndExtent,

    /// <summary>Figures of groups, or distinct values.</summary>
    Rows,

    /// <summary>How many groups or distinct values there are.</summary>
    CountOfRows,
}
