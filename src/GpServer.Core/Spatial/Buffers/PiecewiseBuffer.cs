using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>Everything within a distance of boundaries, put together from small pieces with checkpoints between the steps.</summary>
sealed class PiecewiseBuffer
{
    /// <summary>Below this number of vertices a buffer is short whatever its shape is.</summary>
    const int FewVertices = 100;

    /// <summary>A buffer at once of more vertices than this takes too long between two checkpoints.</summary>
    const int ManyVertices = 20_000;

    /// <summary>
    /// Foretold crossings of offset curves for each vertex from which on the pieces are faster than the buffer at once.
    /// </summary>
    const double CrossingsPerVertex = 10;

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
        return vertices > FewVertices
            && (vertices > ManyVertices || OffsetCrossings.Estimate(boundaries, _distance) > CrossingsPerVertex * vertices);
    }

    /// <summary>The buffer of the boundaries as lines.</summary>
    public Geometry Surround(IReadOnlyList<Boundary> boundaries, Action checkpoint)
    {
        var pieces = new List<Geometry>();
        var segmentPieces = new BoundaryPieces(_distance, _options);
        foreach (var boundary in boundaries)
        {
            checkpoint();
            var turned = OffsetCrossings.Estimate([boundary], _distance);
            if (turned <= CrossingsPerVertex * boundary.Points.Length && (boundary.Closed || _options.EndCap == BufferEndCap.Round))
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

    /// <summary>Runs with round ends overlap at their joints, so no gap opens between them.</summary>
    void AddRuns(Coordinate[] points, List<Geometry> pieces, Action checkpoint)
    {
        for (var start = 0; start + 1 < points.Length; start += LongRun)
        {
            checkpoint();
            var run = points[start..Math.Min(start + LongRun + 1, points.Length)];
            pieces.Add(BufferOp.Buffer(GeometryServices.Factory.CreateLineString(run), _distance, _runParameters));
        }
    }
}
