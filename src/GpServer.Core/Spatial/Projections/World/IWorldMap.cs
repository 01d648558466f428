namespace GpServer.Core.Spatial;

/// <summary>
/// The formulas of a map of the whole world in units of the radius, with the central meridian at 0. Implemented by structures, so that
/// <see cref="WorldProjection{TMap}"/> is compiled for each and calls none of them through a table.
/// </summary>
interface IWorldMap
{
    /// <summary>East and north of a longitude within ±π and a latitude within ±π/2, both in radians.</summary>
    (double X, double Y) Forward(double longitude, double latitude);

    /// <summary>
    /// Longitude within ±π and latitude in radians of a finite place on the plane; NaN in either one outside the outline of the map, which
    /// <see cref="Outline"/> widens by roundings.
    /// </summary>
    (double Longitude, double Latitude) Inverse(double x, double y);
}
