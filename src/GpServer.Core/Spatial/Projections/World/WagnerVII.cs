namespace GpServer.Core.Spatial;

/// <summary>
/// Wagner VII (Wagner, Kartographische Netzentwürfe, 1949; Snyder and Voxland, USGS Professional Paper 1453): the azimuthal
/// equal-area map of the part of the sphere within ±60° of longitude and ±65° of latitude, drawn as wide as it shows the world.
/// </summary>
readonly struct WagnerVII : IWorldMap
{
    const double Across = 2.66723;
    const double Up = 1.24104;

    static readonly double SinNorth = Math.Sin(double.DegreesToRadians(65));

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var (sinLongitude, cosLongitude) = Math.SinCos(longitude / 3);
        var sin = SinNorth * Math.Sin(latitude);
        var cos = Math.Sqrt(1 - (sin * sin));
        var scale = Math.Sqrt(2 / (1 + (cos * cosLongitude)));
        return (Across * scale * cos * sinLongitude, Up * scale * sin);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var (east, north) = (x / Across, y / Up);
        // The cosine of the angle to the centre, and its half's.
        var toCenter = 1 - (((east * east) + (north * north)) / 2);
        var cosHalf = Math.Sqrt((1 + toCenter) / 2);
        var longitude = 3 * Math.Atan2(east * cosHalf, toCenter);
        return (Outline.Within(longitude, Math.PI), Outline.Latitude(north * cosHalf / SinNorth));
    }
}
