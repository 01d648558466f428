namespace GpServer.Core.Spatial;

/// <summary>
/// Aitoff (Snyder and Voxland, USGS Professional Paper 1453): the azimuthal equidistant map of a hemisphere with half the
/// longitudes, drawn twice as wide; its rim is the outline.
/// </summary>
readonly struct Aitoff : IWorldMap
{
    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var (east, north, toCenter) = HalvedSphere.At(longitude, latitude);
        var sin = double.Hypot(east, north);
        var scale = sin == 0 ? 1 : Math.Atan2(sin, toCenter) / sin;
        return (2 * scale * east, scale * north);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var distance = double.Hypot(x / 2, y);
        var (sin, cos) = Math.SinCos(Outline.Within(distance, Math.PI / 2));
        var scale = distance == 0 ? 1 : sin / distance;
        return HalvedSphere.Place(x / 2 * scale, y * scale, cos);
    }
}
