using NetTopologySuite.Geometries;

namespace GpServer.Tools.Analysis;

/// <summary>One polygon of one land use, or what an area of interest leaves of it.</summary>
/// <param name="Name">What the place is called; null for most fields.</param>
/// <param name="Shape">Longitude and latitude on WGS 84, shells clockwise.</param>
sealed record LandUseParcel(LandUseClass Class, string? Name, Geometry Shape);
