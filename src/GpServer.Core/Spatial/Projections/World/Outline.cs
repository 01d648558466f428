namespace GpServer.Core.Spatial;

/// <summary>The outline of a map of the world, and latitudes close to it.</summary>
static class Outline
{
    /// <summary>
    /// How far outside a point still counts as a rounded one of the outline, in radii; 6 mm on the Earth.
    /// </summary>
    public const double Tolerance = 1e-9;

    const double Pole = Math.PI / 2;

    /// <summary>A number within ±limit, where what is beyond by no more than the tolerance is brought back; NaN further out.</summary>
    public static double Within(double value, double limit)
    {
        var size = Math.Abs(value);
        return size <= limit ? value : size <= limit + Tolerance ? Math.CopySign(limit, value) : double.NaN;
    }

    /// <summary>
    /// The latitude in radians of a sine. In the last digits of 1 the pole is meant: a sine knows latitudes there only to 1e-8, and a pole
    /// that is a line on the map has to come back as one.
    /// </summary>
    public static double Latitude(double sine)
    {
        var size = Math.Abs(sine);
        return size < 1 - 1e-15 ? Math.Asin(sine) : size <= 1 + Tolerance ? Math.CopySign(Pole, sine) : double.NaN;
    }

    /// <summary>
    /// The longitude of an x on a parallel, one radian of which is <paramref name="width"/> long; 0 where the parallel is a point, NaN
    /// beyond ±π.
    /// </summary>
    public static double Longitude(double x, double width)
    {
        x = Within(x, Math.PI * width);
        return width > 1e-12 ? x / width : x * 0;
    }

    /// <summary>The angle from the nearer pole, which keeps the digits that sines of latitudes lose there.</summary>
    public static double PolarDistance(double latitude) => Pole - Math.Abs(latitude);
}
