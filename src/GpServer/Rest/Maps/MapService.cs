using GpServer.Core.Spatial;
using GpServer.Layers;

namespace GpServer.Rest.Maps;

/// <summary>The map service that a path names: the layers of a job's results, or of a hosted service.</summary>
/// <param name="Path">Its path below the root.</param>
/// <param name="IsSigned">Not everybody may read it, so URLs of its pictures are signed to work without a token.</param>
sealed record MapService(ServedLayers Layers, string Path, bool IsSigned)
{
    /// <summary>The system in which it is drawn where a request names none.</summary>
    public SpatialReference System(SpatialReferences references) => Rest.Layers.LayerJson.Around(Layers).System ?? references.Wgs84;
}
