namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// A vertex of a geodesic circle: the azimuth in which it is seen from the centre, its longitude counted on without a jump at the
/// antimeridian, and its latitude, all in degrees.
/// </summary>
readonly record struct CircleVertex(double Azimuth, double Longitude, double Latitude);
