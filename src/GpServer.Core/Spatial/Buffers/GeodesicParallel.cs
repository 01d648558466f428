using GpServer.Core.Spatial.Geodesy;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>The curve to the right of a geodesic at a distance in metres (negative: to the left), over the way along it.</summary>
readonly struct GeodesicParallel(Geodesic geodesic, GeodesicOrigin start, double longitude, double azimuth, double distance)
    : IGeodesicCurve
{
    public (double Longitude, double Latitude) At(double parameter)
    {
        var foot = start.DirectRelative(azimuth, parameter);
        var direction = Angle.Atan2(foot.SinAzimuth, foot.CosAzimuth);
        var place = geodesic.From(foot.Latitude, 0).DirectRelative(direction + 90, distance);
        return (longitude + foot.LongitudeDifference + place.LongitudeDifference, place.Latitude);
    }
}
