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
        var segments = boundaries.Sum(boundary => (long)Math.Max(0, boundary.Points.Length - 1));
        if (segments == 0)
        {
            return 0;
        }

        var samples = Sample(boundaries, segments, Math.Abs(distance));
        var pairs = 0L;
        foreach (var (points, _) in boundaries)
        {
            for (var i = 0; i + 1 < points.Length; i++)
            {
                foreach (var sample in samples)
                {
                    pairs += sample.Intersects(points[i], points[i + 1]) ? 1 : 0;
                }
            }
        }

        return pairs * (segments / (double)samples.Count) / 2;
    }

    /// <summary>The extents of evenly spaced segments, grown by a distance.</summary>
    static List<Envelope> Sample(IReadOnlyList<Boundary> boundaries, long segments, double distance)
    {
        var count = (int)Math.Min(Samples, segments);
        var samples = new List<Envelope>(count);
        var before = 0L;
        foreach (var (points, _) in boundaries)
        {
            var after = before + Math.Max(0, points.Length - 1);
            while (samples.Count < count && samples.Count * segments / count < after)
            {
                var at = (int)((samples.Count * segments / count) - before);
                var sample = new Envelope(points[at], points[at + 1]);
                sample.ExpandBy(distance);
                samples.Add(sample);
            }

            before = after;
        }

        return samples;
    }
}
