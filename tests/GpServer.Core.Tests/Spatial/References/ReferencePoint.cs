namespace GpServer.Core.Tests.Spatial.References;

/// <summary>A place on WGS 84 in degrees, in a system, and what the way back makes of it.</summary>
readonly record struct ReferencePoint(double Longitude, double Latitude, double X, double Y, double BackLongitude, double BackLatitude);
