using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>Makes polygons valid whose rings cross or touch themselves or one another.</summary>
static class PolygonRepair
{
    /// <summary>
    /// Pairs of segments with overlapping extents that a check for validity, which cannot be interrupted, gets through in some seconds.
    /// Borders have a few for each segment; a star has half the square of its vertices.
    /// </summary>
    const double MaxSharedExtents = 20e6;

    /// <summary>Crossings that a repair, which cannot be interrupted either, gets through in some seconds.</summary>
    const int MaxCrossings = 20_000;

    /// <summary>Fewer vertices cannot have as many pairs.</summary>
    const int FewVertices = 6_000;

    /// <summary>
    /// The same instance when it is valid. Otherwise every area that the rings enclose is kept whatever their orientation, as both
    /// halves of a figure of eight, and holes are cut out. Rings without area vanish.
    /// </summary>
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/> when there is too much to check or to repair;
    /// <see cref="GpError.ToolFailed"/> when rounding leaves no valid polygon.</exception>
    public static Geometry MakeValid(Geometry polygons, Action checkpoint)
    {
        if (polygons.NumPoints > FewVertices && SharedExtents.Estimate(Boundary.OfPolygons(polygons, 0), 0) > MaxSharedExtents)
        {
            throw new GpException(
                GpError.LimitExceeded,
                $"A polygon of {polygons.NumPoints} vertices has too many long segments next to one another to be checked.");
        }

        checkpoint();
        if (polygons.IsValid)
        {
            return polygons;
        }

        SelfCrossings.Count(polygons, MaxCrossings, checkpoint);
        return RoundingFailure.Report(() => GeometryFixer.Fix(polygons), "repaired");
    }
}
