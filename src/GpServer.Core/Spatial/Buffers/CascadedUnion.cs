using NetTopologySuite.Geometries;
using NetTopologySuite.Index.HPRtree;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// The union of many valid polygons by pairs of neighbours, then pairs of pairs: what lies inside is dropped early, so that the steps
/// stay small where everything overlaps. Only the polygons whose extents meet take part in a step.
/// </summary>
static class CascadedUnion
{
    /// <summary>The curve runs through 4096 by 4096 cells.</summary>
    const int HilbertLevel = 12;

    /// <summary>The union; the order of the parts should follow their neighbourhood. Empty for no parts.</summary>
    public static Geometry Union(IReadOnlyList<Geometry> parts, Action checkpoint)
    {
        if (parts.Count == 0)
        {
            return GeometryServices.Factory.CreatePolygon();
        }

        var level = parts.ToArray();
        var count = level.Length;
        while (count > 1)
        {
            var pairs = 0;
            for (var i = 0; i < count; i += 2)
            {
                level[pairs++] = i + 1 < count ? Union(level[i], level[i + 1], checkpoint) : level[i];
            }

            count = pairs;
        }

        return level[0];
    }

    /// <summary>The union of parts in any order, which are first put in the order of a Hilbert curve through their middles.</summary>
    public static Geometry UnionByNeighbourhood(List<Geometry> parts, Action checkpoint)
    {
        var extent = new Envelope();
        parts.ForEach(part => extent.ExpandToInclude(part.EnvelopeInternal));
        var encoder = new HilbertEncoder(HilbertLevel, extent);
        return Union(parts.OrderBy(part => encoder.Encode(part.EnvelopeInternal)).ToList(), checkpoint);
    }

    /// <summary>The union of two polygonal geometries.</summary>
    public static Geometry Union(Geometry first, Geometry second, Action checkpoint)
    {
        checkpoint();
        var shared = first.EnvelopeInternal.Intersection(second.EnvelopeInternal);
        var apart = new List<Polygon>();
        var firstTouching = Touching(first, shared, apart);
        var secondTouching = Touching(second, shared, apart);
        if (firstTouching.Count > 0 && secondTouching.Count > 0)
        {
            var union = StoppableOverlay.Union(Collect(firstTouching), Collect(secondTouching), checkpoint);
            AddPolygons(union, apart);
        }
        else
        {
            apart.AddRange(firstTouching);
            apart.AddRange(secondTouching);
        }

        return Collect(apart);
    }

    static List<Polygon> Touching(Geometry geometry, Envelope shared, List<Polygon> apart)
    {
        var touching = new List<Polygon>();
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            var polygon = (Polygon)geometry.GetGeometryN(i);
            (polygon.EnvelopeInternal.Intersects(shared) ? touching : apart).Add(polygon);
        }

        return touching;
    }

    static void AddPolygons(Geometry geometry, List<Polygon> polygons)
    {
        // Two polygons that only touch may leave a point or a line of no width, which is no part of a union of areas.
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            if (geometry.GetGeometryN(i) is Polygon { IsEmpty: false } polygon)
            {
                polygons.Add(polygon);
            }
        }
    }

    static Geometry Collect(List<Polygon> polygons)
    {
        return polygons.Count == 1 ? polygons[0] : GeometryServices.Factory.CreateMultiPolygon(polygons.ToArray());
    }
}
