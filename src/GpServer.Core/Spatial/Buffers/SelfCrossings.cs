using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Noding;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// How often the lines or rings of one geometry cross. Each crossing becomes vertices and holes of a result, so their number, which
/// can grow with the square of the vertices, is an inbound quantity with a bound of its own.
/// </summary>
static class SelfCrossings
{
    /// <summary>Counts the crossings up to a limit.</summary>
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/> when there are more than the limit.</exception>
    public static int Count(Geometry geometry, int limit, Action checkpoint)
    {
        var strings = new List<ISegmentString>();
        foreach (var line in LinearComponentExtracter.GetLines(geometry))
        {
            var points = CoordinateArrays.RemoveRepeatedPoints(((LineString)line).Coordinates);
            if (points.Length > 1)
            {
                strings.Add(new NodedSegmentString(points, null));
            }
        }

        var counter = new Counter(limit, checkpoint);
        new MCIndexNoder(counter).ComputeNodes(strings);
        return counter.Crossings;
    }

    sealed class Counter(int limit, Action checkpoint) : ISegmentIntersector
    {
        const int PairsPerCheck = 65_536;

        readonly RobustLineIntersector _intersector = new();
        int _pairs;

        public int Crossings { get; private set; }

        public bool IsDone => false;

        public void ProcessIntersections(ISegmentString e0, int segIndex0, ISegmentString e1, int segIndex1)
        {
            if (++_pairs % PairsPerCheck == 0)
            {
                checkpoint();
            }

            if (e0 == e1 && Math.Abs(segIndex0 - segIndex1) <= 1)
            {
                return;
            }

            _intersector.ComputeIntersection(
                e0.Coordinates[segIndex0], e0.Coordinates[segIndex0 + 1], e1.Coordinates[segIndex1], e1.Coordinates[segIndex1 + 1]);
            if (_intersector.HasIntersection && _intersector.IsProper && ++Crossings > limit)
            {
                throw new GpException(
                    GpError.LimitExceeded,
                    $"The lines or rings of a geometry cross one another more than {limit} times, which is the limit.");
            }
        }
    }
}
