using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>Makes polygons valid whose rings cross or touch themselves or one another.</summary>
static class PolygonRepair
{
    /// <summary>
    /// The same instance when it is valid. Otherwise every area that the rings enclose is kept whatever their orientation, as both
    /// halves of a figure of eight, and holes are cut out. Rings without area vanish.
    /// </summary>
    public static Geometry MakeValid(Geometry polygons, Action checkpoint)
    {
        if (polygons.IsValid)
        {
            return polygons;
        }

        SelfCrossings.RefuseTooMany(polygons, checkpoint);
        return GeometryFixer.Fix(polygons);
    }
}
