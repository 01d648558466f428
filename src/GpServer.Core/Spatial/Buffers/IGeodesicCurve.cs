namespace GpServer.Core.Spatial.Buffers;

/// <summary>A curve on the ellipsoid over a parameter: longitude in any turn and latitude in degrees.</summary>
interface IGeodesicCurve
{
    (double Longitude, double Latitude) At(double parameter);
}
