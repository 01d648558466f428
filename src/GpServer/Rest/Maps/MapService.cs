using GpServer.Core.Spatial;
using GpServer.Layers;

namespace GpServer.Rest.Maps;

/// <summary>The map service that a path names: the layers of a job's results, or of a hosted service.</summary>
/// <param name="Path">Its path below the root.</param>
/// <param name="IsSecured">Not everybody may read it: a URL that is to work without a token must be signed.</param>
sealed record MapService(ServedLayers Layers, string Path, bool IsSecured)
{
    /// <summary>The system in which it is drawn where a request names none.</summary>
    public SpatialReference System(SpatialReferences references) => Rest.Layers.LayerJson.Around(Layers).System ?? references.Wgs84;
}
