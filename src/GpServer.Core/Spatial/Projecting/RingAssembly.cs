using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Projecting;

/// <summary>Makes polygons of rings in one plane whose inside is on their right: shells run clockwise, holes the other way around.</summary>
static class RingAssembly
{
    /// <summary>The polygons as lists of rings, shell first. Rings without area are left out.</summary>
    /// <param name="rings">Closed.</param>
    /// <param name="homeless">How many holes lie in no shell; they are left out.</param>
    public static List<List<VertexPath>> Polygons(IEnumerable<VertexPath> rings, out int homeless)
    {
        var shells = new List<(List<VertexPath> Rings, Envelope Extent, double Area)>();
        var holes = new List<VertexPath>();
        homeless = 0;
        foreach (var ring in rings)
        {
            var area = ring.DoubledArea();
            if (area < 0)
            {
                shells.Add(([ring], Extent(ring), -area));
            }
            else if (area > 0)
            {
                holes.Add(ring);
            }
        }

        shells.Sort((a, b) => a.Area.CompareTo(b.Area));
        foreach (var hole in holes)
        {
            var shell = shells.Count == 1 ? 0 : Smallest(shells, hole);
            if (shell >= 0)
            {
                shells[shell].Rings.Add(hole);
            }
            else
            {
                homeless++;
            }
        }

        return shells.ConvertAll(shell => shell.Rings);
    }

    static int Smallest(List<(List<VertexPath> Rings, Envelope Extent, double Area)> shells, VertexPath hole)
    {
        var extent = Extent(hole);
        return shells.FindIndex(shell => shell.Extent.Contains(extent) && IsInside(hole, 0, shell.Rings[0]));
    }

    /// <summary>By the first vertex that is not on the shell.</summary>
    /// <param name="hole">A ring that does not cross the shell.</param>
    /// <param name="shift">Added to its x.</param>
    /// <param name="shell">Closed.</param>
    public static bool IsInside(VertexPath hole, double shift, VertexPath shell)
    {
        var sequence = shell.ToSequence();
        for (var i = 0; i < hole.Count; i++)
        {
            var location = RayCrossingCounter.LocatePointInRing(new Coordinate(hole.X(i) + shift, hole.Y(i)), sequence);
            if (location != Location.Boundary)
            {
                return location == Location.Interior;
            }
        }

        return true;
    }

    static Envelope Extent(VertexPath ring)
    {
        var (west, south, east, north) = ring.Extent();
        return new Envelope(west, east, south, north);
    }
}
