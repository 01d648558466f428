using GpServer.Core.Spatial.Geodesy;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// A part of a geodesic circle, over a parameter from 0 to 1. Its ends have the given azimuths to the last bit, so that they meet what
/// begins there.
/// </summary>
readonly struct GeodesicArc(GeodesicOrigin centre, double longitude, double start, double end, double distance) : IGeodesicCurve
{
    /// <summary>Degrees clockwise, from 0 to 360.</summary>
    public double Sweep => end - start < 0 ? end - start + 360 : end - start;

    public (double Longitude, double Latitude) At(double parameter)
    {
        var azimuth = parameter == 1 ? end : start + (parameter * Sweep);
        var place = centre.DirectRelative(azimuth, distance);
        return (longitude + place.LongitudeDifference, place.Latitude);
    }
}
