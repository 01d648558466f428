using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Buffers put together from small pieces with checkpoints between the steps, and the decision when that is better than the buffer at
/// once, which has no checkpoints.
/// </summary>
sealed class PiecewiseBuffer
{
    /// <summary>Below this number of vertices a buffer at once is short whatever its shape is.</summary>
    const int FewVertices = 100;

    // The time of a buffer at once, with the time for one crossing of its offset curves as the unit: about 10 µs. Measured on country
    // borders and on stars of 100 to 10,000 vertices at distances from a ten-thousandth to ten times their size.
    const double CostPerVertex = 0.5;
    const double CostPerSharedExtent = 0.2;
    const double CostPerSelfCrossing = 4;

    /// <summary>A buffer at once may take as long as this many crossings, about three seconds.</summary>
    const double HighestCost = 300_000;

    /// <summary>The cost for each vertex from which on the pieces are faster than the buffer at once.</summary>
    const double CostOfPieces = 60;

    readonly double _distance;
    readonly PlanarBufferOptions _options;

    public PiecewiseBuffer(double distance, PlanarBufferOptions options)
    {
        _distance = distance;
        _options = options;
    }

    /// <summary>Whether the buffer at once of boundaries that cross so often would take too long.</summary>
    public bool IsWorthwhile(IReadOnlyList<Boundary> boundaries, int selfCrossings)
    {
        var vertices = boundaries.Sum(boundary => boundary.Points.Length);
        if (vertices <= FewVertices)
        {
            return false;
        }

        var cost = (CostPerVertex * vertices)
            + OffsetCrossings.Estimate(boundaries, _distance)
            + (CostPerSelfCrossing * selfCrossings)
            + (CostPerSharedExtent * SharedExtents.Estimate(boundaries, _distance));
        return cost > Math.Min(CostOfPieces * vertices, HighestCost);
    }

    /// <summary>The buffer of lines. Pieces are united as they are cut, so that never many are kept.</summary>
    public Geometry OfLines(IReadOnlyList<Boundary> boundaries, Action checkpoint)
    {
        var union = new CascadedUnion(checkpoint);
        var cutter = new BoundaryPieces(Math.Abs(_distance), _options);
        foreach (var boundary in boundaries)
        {
            checkpoint();
            foreach (var piece in cutter.Cut(boundary.Points, boundary.Closed))
            {
                union.Add(piece);
            }
        }

        return union.Result();
    }

    /// <summary>The buffer of valid polygons that have these boundaries.</summary>
    public Geometry OfPolygons(Geometry polygons, IReadOnlyList<Boundary> boundaries, Action checkpoint)
    {
        var surroundings = OfLines(boundaries, checkpoint);
        return new Regions(polygons, surroundings, checkpoint).Select(_distance > 0);
    }
}
