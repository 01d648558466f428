using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Finds the boundary of geometry in longitude and latitude as it is on the ellipsoid: edges along a pole are no more than a point, and
/// where polygons on both sides of the antimeridian meet, their edges there are no boundary.
/// </summary>
static class GeodesicChains
{
    /// <summary>The chains of one line or several.</summary>
    public static List<GeodesicChain> OfLines(Geometry lines)
    {
        var chains = new List<GeodesicChain>();
        for (var i = 0; i < lines.NumGeometries; i++)
        {
            var points = Distinct(lines.GetGeometryN(i).Coordinates);
            if (points.Count == 1)
            {
                chains.Add(new(points, false, false, false));
            }
            else if (points.Count > 1)
            {
                var before = chains.Count;
                AddChains(chains, points, points[0].Equals2D(points[^1]), AtPole);
                if (chains.Count == before)
                {
                    // All of it is one place, a pole.
                    chains.Add(new([points[0]], false, false, false));
                }
            }
        }

        return chains;
    }

    /// <summary>The chains of valid polygons.</summary>
    public static List<GeodesicChain> OfPolygons(Geometry polygons)
    {
        var rings = Rings(polygons);
        var seam = new GeodesicSeam(rings);
        var chains = new List<GeodesicChain>();
        foreach (var ring in rings)
        {
            AddChains(chains, ring, true, (from, to) => AtPole(from, to) || GeodesicSeam.IsOn(from, to));
        }

        chains.AddRange(seam.Rest());
        return chains;
    }

    /// <summary>The places without those that repeat the one before.</summary>
    static List<Coordinate> Distinct(Coordinate[] points)
    {
        var distinct = new List<Coordinate>(points.Length);
        foreach (var point in points)
        {
            if (distinct.Count == 0 || !distinct[^1].Equals2D(point))
            {
                distinct.Add(point);
            }
        }

        return distinct;
    }

    /// <summary>Shells clockwise and holes counter-clockwise, so that the inside is to the right.</summary>
    static List<List<Coordinate>> Rings(Geometry polygons)
    {
        var rings = new List<List<Coordinate>>();
        for (var i = 0; i < polygons.NumGeometries; i++)
        {
            var polygon = RingOrientation.EnsureClockwiseShell((Polygon)polygons.GetGeometryN(i));
            if (!polygon.IsEmpty)
            {
                rings.AddRange(polygon.InteriorRings.Prepend(polygon.ExteriorRing).Select(ring => Distinct(ring.Coordinates)));
            }
        }

        return rings;
    }

    static bool AtPole(Coordinate from, Coordinate to) => Math.Abs(from.Y) == 90 && from.Y == to.Y;

    /// <summary>The parts between the edges that are left out.</summary>
    static void AddChains(
        List<GeodesicChain> chains, List<Coordinate> points, bool closed, Func<Coordinate, Coordinate, bool> isLeftOut)
    {
        var edges = points.Count - 1;
        var first = 0;
        while (first < edges && !isLeftOut(points[first], points[first + 1]))
        {
            first++;
        }

        if (first == edges)
        {
            chains.Add(new(points, closed, false, false));
            return;
        }

        if (closed)
        {
            // Begun after an edge that is left out, so that no chain is parted where the ring is closed.
            points = [.. points[(first + 1)..], .. points[1..(first + 2)]];
        }

        var start = 0;
        for (var i = 0; i <= edges; i++)
        {
            if (i < edges && !isLeftOut(points[i], points[i + 1]))
            {
                continue;
            }

            if (i > start)
            {
                chains.Add(new(points[start..(i + 1)], false, closed || start > 0, closed || i < edges));
            }

            start = i + 1;
        }
    }
}
