namespace GpServer.Core.Spatial.Geodesy;

/// <summary>
/// Where a geodesic arrives: latitude, longitude in [-180, 180] and the forward azimuth there in [-180, 180], all in degrees,
/// azimuths clockwise from north.
/// </summary>
public readonly record struct GeodesicPosition(double Latitude, double Longitude, double Azimuth);
