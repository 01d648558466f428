namespace GpServer.Core.Spatial;

/// <summary>
/// Loximuthal (Snyder and Voxland, USGS Professional Paper 1453): rhumb lines from the central point are straight, of true length
/// and direction.
/// </summary>
readonly struct Loximuthal : IParallels
{
    readonly double _latitude;

    /// <param name="latitude">Radians of the central point.</param>
    /// <exception cref="ArgumentException">The central point is a pole.</exception>
    public Loximuthal(double latitude)
    {
        if (Math.Cos(latitude) < 1e-10)
        {
            throw new ArgumentException("No rhumb lines start at a pole.", nameof(latitude));
        }

        _latitude = latitude;
    }

    public (double Width, double Y) At(double latitude) => (Width(latitude), latitude - _latitude);

    public (double Width, double Latitude) Through(double y)
    {
        var latitude = Outline.Within(y + _latitude, Math.PI / 2);
        return (Width(latitude), latitude);
    }

    /// <summary>
    /// The difference of latitude over that of isometric latitude 2 artanh (sin ((φ - φ₁) / 2) / cos ((φ + φ₁) / 2)), a form that keeps
    /// its digits near the central point.
    /// </summary>
    double Width(double latitude)
    {
        var difference = latitude - _latitude;
        var ratio = Math.Sin(difference / 2) / Math.Cos((latitude + _latitude) / 2);
        return difference == 0 ? Math.Cos(latitude) : Math.Abs(ratio) < 1 ? difference / (2 * Math.Atanh(ratio)) : 0;
    }
}
