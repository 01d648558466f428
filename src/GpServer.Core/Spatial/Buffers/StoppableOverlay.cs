using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Overlays of valid polygons that look at a checkpoint while segments are intersected, which is where an overlay of large inputs
/// spends its time. The checkpoint ends the work by throwing.
/// </summary>
static class StoppableOverlay
{
    public static Geometry Overlay(Geometry first, Geometry second, SpatialFunction function, Action checkpoint)
    {
        checkpoint();
        var noder = new MCIndexNoder(new WatchedIntersector(checkpoint));
        try
        {
            return OverlayNG.Overlay(first, second, function, new ValidatingNoder(noder));
        }
        catch (TopologyException)
        {
            // Floating noding failed on nearly coincident segments: the snapping strategies always end, only not as exactly.
            checkpoint();
            return OverlayNGRobust.Overlay(first, second, function);
        }
    }

    /// <summary>Adds intersections to the segments, and counts how many pairs were looked at.</summary>
    sealed class WatchedIntersector(Action checkpoint) : ISegmentIntersector
    {
        const int PairsPerCheck = 16_384;

        readonly IntersectionAdder _adder = new(new RobustLineIntersector());
        int _pairs;

        public bool IsDone => false;

        public void ProcessIntersections(ISegmentString e0, int segIndex0, ISegmentString e1, int segIndex1)
        {
            if (++_pairs == PairsPerCheck)
            {
                _pairs = 0;
                checkpoint();
            }

            _adder.ProcessIntersections(e0, segIndex0, e1, segIndex1);
        }
    }
}
