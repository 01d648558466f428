namespace GpServer.Core.Spatial;

/// <summary>
/// What all conic projections share: parallels are arcs about one centre, meridians its rays. A cone that opens to the north is computed as
/// its mirror image, so that the constant n is positive.
/// </summary>
/// <param name="N">Turns of a ray in a turn of longitude, above 0.</param>
/// <param name="OriginRadius">Metres from the centre to the parallel of the origin.</param>
/// <param name="IsMirrored">Whether latitudes and y have the other sign.</param>
readonly record struct Cone(double N, double OriginRadius, bool IsMirrored)
{
    /// <summary>What rounding may add to an angle.</summary>
    const double Tolerance = 1e-12;

    /// <summary>The latitude on the cone of a latitude on the earth, and the reverse.</summary>
    public double Mirror(double latitude) => IsMirrored ? -latitude : latitude;

    /// <summary>From a longitude in radians and metres from the centre.</summary>
    public (double X, double Y) Place(double longitude, double radius)
    {
        // With 1 - cos θ = 2 sin²(θ/2) a flat cone loses no digits.
        var (sin, cos) = Math.SinCos(N * longitude / 2);
        var y = OriginRadius - radius + (2 * radius * sin * sin);
        return (2 * radius * sin * cos, IsMirrored ? -y : y);
    }

    /// <summary>Longitude in radians, NaN in the gap that the unrolled cone leaves; metres from the centre.</summary>
    public (double Longitude, double Radius) Locate(double x, double y)
    {
        var inward = OriginRadius - (IsMirrored ? -y : y);
        var radius = Math.Sqrt((x * x) + (inward * inward));
        // At the centre itself, to a micrometre, any meridian will do.
        var longitude = radius < 1e-6 ? 0 : Math.Atan2(x, inward) / N;
        longitude = Math.Abs(longitude) <= Math.PI + Tolerance ? Math.Clamp(longitude, -Math.PI, Math.PI) : double.NaN;
        return (longitude, radius);
    }

    /// <summary>The standard parallels in radians, mirrored when their cone opens to the north.</summary>
    /// <exception cref="ArgumentException">They make a cylinder or no map.</exception>
    public static (double First, double Second, bool IsMirrored) StandardParallels(ProjectionDefinition definition)
    {
        var first = definition.Value("standard_parallel_1", definition.Value("latitude_of_origin"));
        var second = definition.Value("standard_parallel_2", first);
        if (!(Math.Abs(first) <= 90 && Math.Abs(second) <= 90))
        {
            throw new ArgumentException("The parameters standard_parallel_1 and standard_parallel_2 must be latitudes within ±90°.");
        }

        if (Math.Abs(first + second) < 1e-9)
        {
            throw new ArgumentException(
                "The parameters standard_parallel_1 and standard_parallel_2 must not be opposite latitudes, nor both the equator: there is "
                + "no cone through them.");
        }

        var isMirrored = first + second < 0;
        var sign = isMirrored ? -1 : 1;
        return (sign * double.DegreesToRadians(first), sign * double.DegreesToRadians(second), isMirrored);
    }
}
