using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Finds all intersections of segments in floating precision and checks that none is left between the parts, as the overlay wants it.
/// Looks at a checkpoint all the while, since an overlay of large inputs spends most of its time here. Each crossing makes vertices,
/// edges and rings of the overlay, whose number can grow with the square of the input, so that it has a bound.
/// </summary>
sealed class StoppableNoder(Action checkpoint) : INoder
{
    /// <summary>An overlay gets through so many crossings in some seconds.</summary>
    public const int MaxCrossings = 100_000;

    IList<ISegmentString> _parts = [];

    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/> when there are more crossings than the limit.</exception>
    /// <exception cref="TopologyException">The parts still cross because of rounding.</exception>
    public void ComputeNodes(IList<ISegmentString> segStrings)
    {
        var adder = new IntersectionAdder(new RobustLineIntersector());
        var noder = new MCIndexNoder(new Watched(adder, () => Check(adder)));
        noder.ComputeNodes(segStrings);
        Check(adder);
        _parts = noder.GetNodedSubstrings();

        var finder = new NodingIntersectionFinder(new RobustLineIntersector());
        new MCIndexNoder(new Watched(finder, checkpoint)).ComputeNodes(_parts);
        if (finder.HasIntersection)
        {
            throw new TopologyException("Segments cross after noding.", finder.Intersection);
        }
    }

    public IList<ISegmentString> GetNodedSubstrings()
    {
        return _parts;
    }

    void Check(IntersectionAdder adder)
    {
        checkpoint();
        if (adder.NumInteriorIntersections > MaxCrossings)
        {
            throw new GpException(
                GpError.LimitExceeded,
                $"The boundaries of polygons to be joined cross more than {MaxCrossings} times in one step, which is the limit.");
        }
    }

    sealed class Watched(ISegmentIntersector intersector, Action check) : ISegmentIntersector
    {
        const int PairsPerCheck = 65_536;

        int _pairs;

        public bool IsDone => intersector.IsDone;

        public void ProcessIntersections(ISegmentString e0, int segIndex0, ISegmentString e1, int segIndex1)
        {
            if (++_pairs % PairsPerCheck == 0)
            {
                check();
            }

            intersector.ProcessIntersections(e0, segIndex0, e1, segIndex1);
        }
    }
}
