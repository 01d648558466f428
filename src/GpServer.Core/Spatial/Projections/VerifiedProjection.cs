namespace GpServer.Core.Spatial;

/// <summary>
/// A projection whose inverse may end at a wrong place far from the central meridian: an inverse that does not lead back to where it came
/// from counts as outside.
/// </summary>
sealed class VerifiedProjection(IProjection projection, double metresPerUnit) : IProjection
{
    /// <summary>Metres on the map; a right inverse is exact to micrometres.</summary>
    const double Tolerance = 1e-3;

    /// <summary>Points worked on at a time.</summary>
    const int Batch = 512;

    public void Forward(Span<double> xs, Span<double> ys) => projection.Forward(xs, ys);

    public void Inverse(Span<double> xs, Span<double> ys)
    {
        Span<double> backXs = stackalloc double[Math.Min(Batch, xs.Length)];
        Span<double> backYs = stackalloc double[backXs.Length];
        Span<double> fromXs = stackalloc double[backXs.Length];
        Span<double> fromYs = stackalloc double[backXs.Length];
        for (var start = 0; start < xs.Length; start += Batch)
        {
            var count = Math.Min(Batch, xs.Length - start);
            var x = xs.Slice(start, count);
            var y = ys.Slice(start, count);
            x.CopyTo(fromXs);
            y.CopyTo(fromYs);
            projection.Inverse(x, y);
            x.CopyTo(backXs);
            y.CopyTo(backYs);
            projection.Forward(backXs[..count], backYs[..count]);
            for (var i = 0; i < count; i++)
            {
                if (!(double.Hypot(backXs[i] - fromXs[i], backYs[i] - fromYs[i]) * metresPerUnit <= Tolerance))
                {
                    (x[i], y[i]) = (double.NaN, double.NaN);
                }
            }
        }
    }
}
