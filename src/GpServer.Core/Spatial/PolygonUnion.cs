using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Shape.Fractal;

namespace GpServer.Core.Spatial;

/// <summary>
/// Joins many polygons into one geometry: neighbours on a Hilbert curve in small groups, the results again in groups, until one is left.
/// Every group is short work, so that cancellation is noticed between groups, and the groups of a level go to several cores.
/// </summary>
public static class PolygonUnion
{
    const int GroupSize = 8;
    const int HilbertLevel = 15;

    /// <summary>The union of all polygons; an empty polygon when there is none.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public static Geometry Union(IEnumerable<Geometry> polygons, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(polygons);
        var level = Sorted(polygons);
        while (level.Length > 1)
        {
            var below = level;
            var above = new Geometry[(below.Length + GroupSize - 1) / GroupSize];
            Parallel.For(0, above.Length, new ParallelOptions { CancellationToken = stop }, (int group) =>
            {
                var end = Math.Min(below.Length, (group + 1) * GroupSize);
                IEnumerable<Geometry> parts = below[(group * GroupSize)..end];
                above[group] = OverlayNGRobust.Union(parts);
            });
            level = above;
        }

        return level.Length == 0 ? GeometryServices.Factory.CreatePolygon() : level[0];
    }

    static Geometry[] Sorted(IEnumerable<Geometry> polygons)
    {
        var all = polygons.ToArray();
        var extent = new Envelope();
        foreach (var polygon in all)
        {
            extent.ExpandToInclude(polygon.EnvelopeInternal);
        }

        Array.Sort(Array.ConvertAll(all, polygon => Code(polygon.EnvelopeInternal, extent)), all);
        return all;
    }

    static int Code(Envelope place, Envelope extent)
    {
        if (place.IsNull)
        {
            return 0;
        }

        var largest = HilbertCode.MaxOrdinate(HilbertLevel);
        return HilbertCode.Encode(
            HilbertLevel,
            Scaled((place.MinX + place.MaxX) / 2, extent.MinX, extent.Width, largest),
            Scaled((place.MinY + place.MaxY) / 2, extent.MinY, extent.Height, largest));
    }

    static int Scaled(double value, double least, double size, int largest) =>
        size > 0 ? (int)Math.Clamp((value - least) / size * largest, 0, largest) : 0;
}
