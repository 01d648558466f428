using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>Unions of valid polygons with a checkpoint that ends the work by throwing.</summary>
static class StoppableOverlay
{
    public static Geometry Union(Geometry first, Geometry second, Action checkpoint)
    {
        try
        {
            return OverlayNG.Overlay(first, second, SpatialFunction.Union, new StoppableNoder(checkpoint));
        }
        catch (TopologyException)
        {
            // Noding failed on nearly coincident segments. The strategies that snap them always end, only not as exactly.
            checkpoint();
            return OverlayNGRobust.Overlay(first, second, SpatialFunction.Union);
        }
    }
}
