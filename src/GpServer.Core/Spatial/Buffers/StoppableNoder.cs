using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Noding;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Finds all intersections of segments in floating precision and checks that none is left between the parts, as the overlay wants it.
/// Looks at a checkpoint all the while, since an overlay of large inputs spends most of its time here.
/// </summary>
sealed class StoppableNoder(Action checkpoint) : INoder
{
    IList<ISegmentString> _parts = [];

    /// <exception cref="TopologyException">The parts still cross because of rounding.</exception>
    public void ComputeNodes(IList<ISegmentString> segStrings)
    {
        var noder = new MCIndexNoder(new Watched(new IntersectionAdder(new RobustLineIntersector()), checkpoint));
        noder.ComputeNodes(segStrings);
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

    sealed class Watched(ISegmentIntersector intersector, Action checkpoint) : ISegmentIntersector
    {
        const int PairsPerCheck = 65_536;

        int _pairs;

        public bool IsDone => intersector.IsDone;

        public void ProcessIntersections(ISegmentString e0, int segIndex0, ISegmentString e1, int segIndex1)
        {
            if (++_pairs % PairsPerCheck == 0)
            {
                checkpoint();
            }

            intersector.ProcessIntersections(e0, segIndex0, e1, segIndex1);
        }
    }
}
