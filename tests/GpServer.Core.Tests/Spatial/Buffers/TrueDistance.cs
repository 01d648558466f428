using GpServer.Core.Spatial.Geodesy;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace GpServer.Core.Tests.Spatial.Buffers;

/// <summary>
/// How far a place is from the lines or rings of a geometry whose edges are straight in longitude and latitude: by the inverse problem,
/// with the nearest place of each edge found by trying.
/// </summary>
sealed class TrueDistance(Geometry geometry)
{
    readonly List<(Coordinate From, Coordinate To)> _edges =
        [.. LinearComponentExtracter.GetLines(geometry).SelectMany(line => line.Coordinates.Zip(line.Coordinates.Skip(1)))];

    public double To(double longitude, double latitude) => _edges.Min(edge => To(edge.From, edge.To, longitude, latitude));

    /// <summary>
    /// Every vertex is at the distance, or at a crossing no farther inside or outside than the chords are off; vertices on the cut and
    /// along a pole are left out.
    /// </summary>
    public void ShouldBeKeptBy(Geometry result, double distance, int most = 150)
    {
        var vertices = result.Coordinates.Where(vertex => Math.Abs(vertex.X) < 180 && Math.Abs(vertex.Y) < 90).ToArray();
        vertices.ShouldNotBeEmpty();
        var exact = 0;
        var step = Math.Max(1, vertices.Length / most);
        for (var i = 0; i < vertices.Length; i += step)
        {
            var found = To(vertices[i].X, vertices[i].Y);
            if (Math.Abs(found - distance) <= 0.001)
            {
                exact++;
            }
            else
            {
                found.ShouldBeInRange(distance * 0.999, distance * 1.0006, $"at {vertices[i]}");
            }
        }

        exact.ShouldBeGreaterThan(vertices.Length / step / 2);
    }

    static double To(Coordinate from, Coordinate to, double longitude, double latitude)
    {
        double At(double t) => Geodesic.Wgs84.Inverse(
            latitude, longitude, from.Y + (t * (to.Y - from.Y)), from.X + (t * (to.X - from.X))).Distance;

        const int parts = 16;
        var best = Enumerable.Range(0, parts + 1).MinBy(i => At((double)i / parts));
        double low = Math.Max(0, best - 1.0) / parts, high = Math.Min(parts, best + 1.0) / parts;
        while (high - low > 1e-9)
        {
            double one = low + ((high - low) * 0.382), other = low + ((high - low) * 0.618);
            if (At(one) < At(other))
            {
                high = other;
            }
            else
            {
                low = one;
            }
        }

        return Math.Min(At((double)best / parts), At((low + high) / 2));
    }
}
