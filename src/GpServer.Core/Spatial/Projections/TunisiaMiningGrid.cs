namespace GpServer.Core.Spatial;

/// <summary>
/// Tunisia Mining Grid (EPSG method 9816; Guidance Note 7-2): coordinates in kilometres are multiples of the differences of longitude and
/// latitude in grads, with another factor north of the origin than south of it.
/// </summary>
readonly struct TunisiaMiningGrid : IPointFormula
{
    const double EastGrads = 0.012185, NorthGrads = 0.010015, SouthGrads = 0.01002;

    /// <summary>Radians and metres for a grad and a kilometre.</summary>
    const double Grad = Math.PI / 200, Kilometre = 1000;

    readonly double _latitude;

    /// <param name="definition"><c>latitude_of_origin</c>: of the false origin.</param>
    public TunisiaMiningGrid(ProjectionDefinition definition) => _latitude = definition.Radians("latitude_of_origin");

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var north = (latitude - _latitude) / Grad;
        return (longitude / Grad / EastGrads * Kilometre, north / (north > 0 ? NorthGrads : SouthGrads) * Kilometre);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var longitude = x / Kilometre * EastGrads * Grad;
        var latitude = _latitude + (y / Kilometre * (y > 0 ? NorthGrads : SouthGrads) * Grad);
        return Math.Abs(longitude) <= Math.PI + 1e-12 && Math.Abs(latitude) <= (Math.PI / 2) + 1e-12
            ? (Math.Clamp(longitude, -Math.PI, Math.PI), Math.Clamp(latitude, -Math.PI / 2, Math.PI / 2))
            : (double.NaN, double.NaN);
    }
}
