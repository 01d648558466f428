using GpServer.Core.Spatial;
using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Polygons;

/// <summary>
/// Makes polygons of rings. Rings of both directions say themselves what they are, clockwise ones shells and the others holes, and each
/// hole
/// goes to the smallest shell around it. Where all run the same way, as in files whose writer cared for no direction, a ring inside an odd
/// number of others is a hole. A hole that no shell contains becomes a shell.
/// </summary>
/// <param name="orient">Whether shells are turned clockwise and holes counter-clockwise; else all rings run as they came.</param>
sealed class RingAssembly(bool orient, ReadingPlace place)
{
    static readonly GeometryFactory Factory = GeometryServices.Factory;

    /// <summary>The polygon, or multipolygon, of rings in no order.</summary>
    public Geometry ToGeometry(List<Ring> rings)
    {
        if (rings.Count <= 1)
        {
            return rings.Count == 0 ? Factory.CreatePolygon() : ToPolygon(rings);
        }

        var shells = rings.FindAll(ring => ring.SignedArea < 0);
        return shells.Count == 0 || shells.Count == rings.Count
            ? ToGeometry(ByNesting(rings))
            : ToGeometry(ByDirection(shells, rings));
    }

    /// <summary>The polygon, or multipolygon, of lists of rings: a shell and its holes.</summary>
    public Geometry ToGeometry(List<List<Ring>> polygons) => polygons.Count switch
    {
        0 => Factory.CreatePolygon(),
        1 => ToPolygon(polygons[0]),
        _ => Factory.CreateMultiPolygon([.. polygons.Select(ToPolygon)]),
    };

    Polygon ToPolygon(List<Ring> rings)
    {
        var holes = rings.Count == 1 ? [] : new LinearRing[rings.Count - 1];
        for (var i = 0; i < rings.Count; i++)
        {
            if (orient)
            {
                rings[i].Orient(clockwise: i == 0);
            }

            if (i > 0)
            {
                holes[i - 1] = rings[i].ToLinearRing();
            }
        }

        return Factory.CreatePolygon(rings[0].ToLinearRing(), holes);
    }

    List<List<Ring>> ByDirection(List<Ring> shells, List<Ring> rings)
    {
        var nesting = new RingNesting(shells, place);
        var polygons = shells.ToDictionary(shell => shell, shell => new List<Ring> { shell });
        var result = new List<List<Ring>>(polygons.Values);
        foreach (var hole in rings)
        {
            if (hole.SignedArea < 0)
            {
                continue;
            }

            if (nesting.SmallestAround(hole, whole: false) is { } shell)
            {
                polygons[shell].Add(hole);
            }
            else
            {
                result.Add([hole]);
            }
        }

        return result;
    }

    List<List<Ring>> ByNesting(List<Ring> rings)
    {
        var nesting = new RingNesting(rings, place);
        var depths = new Dictionary<Ring, int>();
        var polygons = new Dictionary<Ring, List<Ring>>();

        // From large to small, so that what is around a ring is known before the ring.
        foreach (var ring in rings.OrderByDescending(ring => ring.Rank))
        {
            var around = nesting.SmallestAround(ring, whole: true);
            var depth = around is null ? 0 : depths[around] + 1;
            depths.Add(ring, depth);
            if (depth % 2 == 1)
            {
                polygons[around!].Add(ring);
            }
            else
            {
                polygons.Add(ring, [ring]);
            }
        }

        return [.. rings.Where(polygons.ContainsKey).Select(ring => polygons[ring])];
    }
}
