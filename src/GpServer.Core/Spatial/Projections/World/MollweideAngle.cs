namespace GpServer.Core.Spatial;

/// <summary>
/// The angle δ of Mollweide's projection, π - 2θ in the usual formulas (Snyder, USGS Professional Paper 1395, page 251), with which
/// δ - sin δ = π (1 - sin |φ|). Unlike θ it is exact at the poles, where both sides vanish.
/// </summary>
static class MollweideAngle
{
    /// <summary>δ, 0 at a pole and π at the equator, from the angle to the pole in radians.</summary>
    public static double FromPolarDistance(double distance)
    {
        var half = Math.Sin(distance / 2);
        var target = Math.Tau * half * half;
        if (target == 0)
        {
            return 0;
        }

        // Exact at the pole and 15 % short at the equator; from there Newton's method overshoots once and then comes from above.
        return Newton.Solve(default(Segment), target, Math.Cbrt(6 * target));
    }

    public static double ToPolarDistance(double angle) =>
        2 * Math.Asin(Math.Min(1, Math.Sqrt(default(Segment).At(angle).Value / Math.Tau)));

    /// <summary>Twice the area between an arc δ of the unit circle and its chord, δ - sin δ.</summary>
    readonly struct Segment : ICurve
    {
        public (double Value, double Slope) At(double angle)
        {
            var half = Math.Sin(angle / 2);
            var slope = 2 * half * half;
            if (Math.Abs(angle) > 0.5)
            {
                return (angle - Math.Sin(angle), slope);
            }

            var square = angle * angle;
            var tail = 1 - (square / 20 * (1 - (square / 42 * (1 - (square / 72 * (1 - (square / 110 * (1 - (square / 156)))))))));
            return (angle * square / 6 * tail, slope);
        }
    }
}
