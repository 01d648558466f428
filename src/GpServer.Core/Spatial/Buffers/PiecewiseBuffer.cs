using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>Everything within a distance of boundaries, put together from small pieces with checkpoints between the steps.</summary>
sealed class PiecewiseBuffer
{
    /// <summary>Below this number of vertices a buffer is short whatever its shape is.</summary>
    const int FewVertices = 100;

    /// <summary>
    /// The time of a buffer at once for each vertex, with the time for each foretold crossing of its offset curves as the unit (about
    /// 10 µs; measured on country borders and on stars at distances from a thousandth to ten times their size).
    /// </summary>
    const double CostPerVertex = 1.5;

    /// <summary>A buffer at once may take as long as this many crossings, about a second.</summary>
    const double HighestCost = 100_000;

    /// <summary>Foretold crossings for each vertex from which on the pieces are faster than the buffer at once.</summary>
    const double DenseCrossings = 25;

    /// <summary>Segments of a boundary that are buffered together where its offset curve hardly crosses itself.</summary>
    const int LongRun = 500;

    readonly double _distance;
    readonly PlanarBufferOptions _options;
    readonly BufferParameters _runParameters;

    public PiecewiseBuffer(double distance, PlanarBufferOptions options)
    {
        _distance = Math.Abs(distance);
        _options = options;
        _runParameters = new BufferParameters(options.QuadrantSegments) { SimplifyFactor = Boundary.SimplifyFactor };
    }

    /// <summary>Whether the buffer at once would take too long.</summary>
    public bool IsWorthwhile(IReadOnlyList<Boundary> boundaries)
    {
        var vertices = boundaries.Sum(boundary => boundary.Points.Length);
        if (vertices <= FewVertices)
        {
            return false;
        }

        var crossings = OffsetCrossings.Estimate(boundaries, _distance);
        return crossings > DenseCrossings * vertices || crossings + (CostPerVertex * vertices) > HighestCost;
    }

    /// <summary>The buffer of the boundaries as lines.</summary>
    public Geometry Surround(IReadOnlyList<Boundary> boundaries, Action checkpoint)
    {
        var pieces = new List<Geometry>();
        var segmentPieces = new BoundaryPieces(_distance, _options);
        foreach (var boundary in boundaries)
        {
            checkpoint();
            var dense = OffsetCrossings.Estimate([boundary], _distance) > DenseCrossings * boundary.Points.Length;
            if (!dense && (boundary.Closed || _options.EndCap == BufferEndCap.Round))
            {
                AddRuns(boundary.Points, pieces, checkpoint);
            }
            else
            {
                segmentPieces.Add(boundary.Points, boundary.Closed, pieces);
            }
        }

        return CascadedUnion.Union(pieces, checkpoint);
    }

    /// <summary>
    /// Runs with round ends overlap at their joints, so no gap opens between them. A ring is at least two runs: the buffer of a closed
    /// line takes the inside for empty even where the distance reaches across.
    /// </summary>
    void AddRuns(Coordinate[] points, List<Geometry> pieces, Action checkpoint)
    {
        var length = Math.Min(LongRun, (points.Length + 1) / 2);
        for (var start = 0; start + 1 < points.Length; start += length)
        {
            checkpoint();
            var run = points[start..Math.Min(start + length + 1, points.Length)];
            pieces.Add(BufferOp.Buffer(GeometryServices.Factory.CreateLineString(run), _distance, _runParameters));
        }
    }
}
