namespace GpServer.Core.Spatial;

/// <summary>
/// Guam projection (EPSG method 9831; Guidance Note 7-2; Snyder, USGS Professional Paper 1395, pages 201 and 202): x = ν cos φ λ and
/// y = M - M₀ + x² tan φ / 2ν. At a given x that y grows with the latitude, so that Newton's steps between bounds find the one inverse.
/// </summary>
readonly struct GuamFormula : IPointFormula
{
    readonly Ellipsoid _ellipsoid;
    readonly MeridianArc _arc;
    readonly double _originDistance;

    /// <param name="definition"><c>latitude_of_origin</c>.</param>
    public GuamFormula(ProjectionDefinition definition)
    {
        _ellipsoid = definition.Ellipsoid;
        _arc = new MeridianArc(_ellipsoid);
        _originDistance = _arc.Distance(definition.Radians("latitude_of_origin"));
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        var x = _ellipsoid.PrimeVertical(sin) * cos * longitude;
        return (x, _arc.Distance(latitude) - _originDistance + (x * longitude * sin / 2));
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        if (!double.IsFinite(x + y))
        {
            return (double.NaN, double.NaN);
        }

        var (low, high) = (-Math.PI / 2, Math.PI / 2);
        var latitude = Math.Clamp(_arc.Latitude(_originDistance + y), -1.5, 1.5);
        for (var step = 0; step < 100; step++)
        {
            var (sin, cos) = Math.SinCos(latitude);
            var nu = _ellipsoid.PrimeVertical(sin);
            var value = _arc.Distance(latitude) - _originDistance + (x * x * sin / (2 * nu * cos)) - y;
            var next = Newton.Next(latitude, value, _ellipsoid.Meridional(sin) + (x * x / (2 * nu * cos * cos)), ref low, ref high);
            var change = Math.Abs(next - latitude);
            latitude = next;
            if (change < 1e-15)
            {
                break;
            }
        }

        var parallel = _ellipsoid.SemiMajorAxis * _ellipsoid.ParallelRatio(latitude);
        // A hundredth of a millimetre from a pole any meridian will do.
        return Verified(x, y, parallel < 1e-5 && Math.Abs(x) < 1e-4 ? 0 : x / parallel, latitude);
    }

    /// <summary>Near a pole the map has a gap, and the search ends at its edge.</summary>
    (double Longitude, double Latitude) Verified(double x, double y, double longitude, double latitude)
    {
        var (backX, backY) = Forward(longitude, latitude);
        return Math.Abs(longitude) <= Math.PI + 1e-9 && Math.Abs(backX - x) + Math.Abs(backY - y) < 1e-4
            ? (longitude, latitude)
            : (double.NaN, double.NaN);
    }
}
