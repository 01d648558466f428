namespace GpServer.Core.Spatial.Geodesy;

/// <summary>
/// The shortest geodesic between two points: its length in metres and its forward azimuths at both ends in degrees in
/// [-180, 180], clockwise from north. Where several geodesics are equally short one of them is given.
/// </summary>
public readonly record struct GeodesicSegment(double Distance, double Azimuth1, double Azimuth2);
