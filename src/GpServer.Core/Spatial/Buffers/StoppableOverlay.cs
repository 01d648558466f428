using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>Overlays of valid polygons with a checkpoint that ends the work by throwing.</summary>
static class StoppableOverlay
{
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/> when they cross too often; <see cref="GpError.ToolFailed"/> when
    /// rounding leaves no valid union.</exception>
    public static Geometry Union(Geometry first, Geometry second, Action checkpoint) =>
        Compute(first, second, SpatialFunction.Union, checkpoint);

    /// <summary>As the union, for any function.</summary>
    public static Geometry Compute(Geometry first, Geometry second, SpatialFunction function, Action checkpoint)
    {
        try
        {
            return OverlayNG.Overlay(first, second, function, new StoppableNoder(checkpoint));
        }
        catch (TopologyException)
        {
            // Noding failed on nearly coincident segments. The strategies that snap them nearly always end, only not as exactly.
            checkpoint();
            return RoundingFailure.Report(() => OverlayNGRobust.Overlay(first, second, function), "joined");
        }
    }
}
