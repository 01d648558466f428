using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// The union of many valid polygons by pairs of neighbours, then pairs of pairs: what lies inside is dropped early, so that the steps
/// stay small where everything overlaps. Only the polygons whose extents meet take part in a step. Parts are united as they come, which
/// should be in the order of their neighbourhood; no more than one union for each binary digit of their number is kept.
/// </summary>
sealed class CascadedUnion(Action checkpoint)
{
    readonly Stack<(Geometry Union, int Doublings)> _runs = new();

    public void Add(Geometry part)
    {
        var union = part;
        var doublings = 0;
        while (_runs.TryPeek(out var before) && before.Doublings == doublings)
        {
            _runs.Pop();
            union = Union(before.Union, union, checkpoint);
            doublings++;
        }

        _runs.Push((union, doublings));
    }

    /// <summary>The union of all that was added since the last result; an empty polygon for nothing.</summary>
    public Geometry Result()
    {
        if (!_runs.TryPop(out var run))
        {
            return GeometryServices.Factory.CreatePolygon();
        }

        var union = run.Union;
        while (_runs.TryPop(out run))
        {
            union = Union(run.Union, union, checkpoint);
        }

        return union;
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
            if (!polygon.IsEmpty)
            {
                (polygon.EnvelopeInternal.Intersects(shared) ? touching : apart).Add(polygon);
            }
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
        return polygons.Count switch
        {
            0 => GeometryServices.Factory.CreatePolygon(),
            1 => polygons[0],
            _ => GeometryServices.Factory.CreateMultiPolygon(polygons.ToArray()),
        };
    }
}
