using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// What is left when an operation of the library fails although it has tried coarser grids: the coordinates have too few digits for
/// the shape, which a caller can change.
/// </summary>
static class RoundingFailure
{
    /// <summary>Does an operation on a geometry.</summary>
    /// <param name="operation">May throw a <see cref="TopologyException"/>.</param>
    /// <param name="verb">What is done to the polygons or lines, as "joined".</param>
    /// <exception cref="GpException"><see cref="GpError.ToolFailed"/> in place of a <see cref="TopologyException"/>.</exception>
    public static Geometry Report(Func<Geometry> operation, string verb)
    {
        try
        {
            return operation();
        }
        catch (TopologyException failure)
        {
            throw new GpException(
                GpError.ToolFailed,
                $"A geometry cannot be {verb} because its coordinates are too coarse for its details ({failure.Message}). " +
                "Simplify it or use another spatial reference.",
                failure);
        }
    }
}
