using NetTopologySuite.Geometries;
using NetTopologySuite.Shape.Fractal;

namespace GpServer.Core.Spatial;

/// <summary>Puts geometries in the order of a Hilbert curve through the middles of their extents, so that neighbours follow one another.</summary>
static class HilbertOrder
{
    /// <summary>The curve runs through 32,768 by 32,768 cells.</summary>
    const int Level = 15;

    /// <summary>Sorts in place. Geometries without extent come first.</summary>
    public static void Sort(Geometry[] geometries)
    {
        var extent = new Envelope();
        foreach (var geometry in geometries)
        {
            extent.ExpandToInclude(geometry.EnvelopeInternal);
        }

        Array.Sort(Array.ConvertAll(geometries, geometry => Code(geometry.EnvelopeInternal, extent)), geometries);
    }

    /// <summary>The place of an extent's middle on the curve that fills the whole extent.</summary>
    // Computed from the codes of cells: HilbertEncoder of NetTopologySuite 2.5.0 takes the least x for the origin of y.
    public static int Code(Envelope place, Envelope whole)
    {
        if (place.IsNull)
        {
            return 0;
        }

        var largest = HilbertCode.MaxOrdinate(Level);
        return HilbertCode.Encode(
            Level,
            Cell((place.MinX + place.MaxX) / 2, whole.MinX, whole.Width, largest),
            Cell((place.MinY + place.MaxY) / 2, whole.MinY, whole.Height, largest));
    }

    static int Cell(double value, double least, double size, int largest) =>
        size > 0 ? (int)Math.Clamp((value - least) / size * largest, 0, largest) : 0;
}
