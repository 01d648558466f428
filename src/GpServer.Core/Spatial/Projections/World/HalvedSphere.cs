namespace GpServer.Core.Spatial;

/// <summary>The world with halved longitudes on the hemisphere around the point (0, 0).</summary>
static class HalvedSphere
{
    /// <summary>The unit vector of a place: to the east, to the north, to the centre.</summary>
    public static (double East, double North, double ToCenter) At(double longitude, double latitude)
    {
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude / 2);
        var (sin, cos) = Math.SinCos(latitude);
        return (cos * sinLongitude, sin, cos * cosLongitude);
    }

    /// <summary>The place of a unit vector; at a pole the longitude is 0.</summary>
    public static (double Longitude, double Latitude) Place(double east, double north, double toCenter)
    {
        var across = double.Hypot(east, toCenter);
        // A rounded vector of the rim may point behind it.
        var longitude = across < 1e-12 ? 0 : 2 * Math.Atan2(east, Math.Max(0, toCenter));
        return (longitude, Math.Atan2(north, across));
    }
}
