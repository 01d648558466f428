using GpServer.Core.Spatial.Geodesy;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>A geodesic from its start, over the distance in metres.</summary>
readonly struct GeodesicRay(GeodesicOrigin start, double longitude, double azimuth) : IGeodesicCurve
{
    public (double Longitude, double Latitude) At(double parameter)
    {
        var place = start.DirectRelative(azimuth, parameter);
        return (longitude + place.LongitudeDifference, place.Latitude);
    }
}
