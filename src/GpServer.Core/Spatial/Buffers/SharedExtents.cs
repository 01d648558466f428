using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Foretells how many pairs of segments an overlay must look at because their extents overlap: for borders a few for each segment, for
/// long slanting segments close to one another, as in a star, all pairs.
/// </summary>
static class SharedExtents
{
    /// <summary>So many segments, evenly spaced, are compared with all others.</summary>
    const int Samples = 64;

    /// <summary>The number of pairs, extrapolated from a sample. Takes time linear in the number of segments.</summary>
    public static double Estimate(IReadOnlyList<Boundary> boundaries, double distance)
    {
        var segments = new List<Envelope>();
        foreach (var (points, _) in boundaries)
        {
            for (var i = 0; i + 1 < points.Length; i++)
            {
                segments.Add(new Envelope(points[i], points[i + 1]));
            }
        }

        var samples = Math.Min(Samples, segments.Count);
        var pairs = 0L;
        for (var i = 0; i < samples; i++)
        {
            var sample = segments[(int)((long)i * segments.Count / samples)].Copy();
            sample.ExpandBy(Math.Abs(distance));
            foreach (var segment in segments)
            {
                pairs += sample.Intersects(segment) ? 1 : 0;
            }
        }

        return samples == 0 ? 0 : pairs * (segments.Count / (double)samples) / 2;
    }
}
