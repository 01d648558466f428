namespace GpServer.Rest.Layers;

/// <summary>How much one query of a layer answers. More is read in pages.</summary>
static class LayerLimits
{
    /// <summary>Features where the request says nothing of its kind.</summary>
    public const int MaxRecordCount = 2_000;

    /// <summary>Features of a query with <c>resultType=standard</c>.</summary>
    public const int StandardMaxRecordCount = 32_000;

    /// <summary>Features of a query with <c>resultType=tile</c>.</summary>
    public const int TileMaxRecordCount = 8_000;

    /// <summary>The forms in which a query answers.</summary>
    public const string QueryFormats = "JSON, geoJSON";
}
