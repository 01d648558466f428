namespace GpServer.Core.Spatial;

/// <summary>
/// Hammer, also Hammer-Aitoff (Snyder and Voxland, USGS Professional Paper 1453): the azimuthal equal-area map of a hemisphere
/// with half the longitudes, drawn twice as wide; its rim is the outline.
/// </summary>
readonly struct Hammer : IWorldMap
{
    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var (east, north, toCenter) = HalvedSphere.At(longitude, latitude);
        var scale = Math.Sqrt(2 / (1 + toCenter));
        return (2 * scale * east, scale * north);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var distance = double.Hypot(x / 2, y);
        // Twice the sine of half the angle to the centre.
        var chord = Outline.Within(distance, Math.Sqrt(2));
        var square = chord * chord / 4;
        var scale = Math.Sqrt(1 - square) * (distance == 0 ? 1 : chord / distance);
        return HalvedSphere.Place(x / 2 * scale, y * scale, 1 - (2 * square));
    }
}
