namespace GpServer.Core.Spatial;

/// <summary>
/// Longitudes and latitudes of one datum become those of another by way of WGS 84, at height 0 on each of the three, as coordinates have
/// no ellipsoidal height. A datum without a shift is taken as WGS 84, and its longitudes and latitudes too, whatever its ellipsoid.
/// </summary>
sealed class DatumTransformation
{
    readonly GeocentricConversion _source, _world, _target;
    readonly HelmertShift? _fromSource, _toTarget;

    DatumTransformation(GeodeticDatum from, GeodeticDatum to)
    {
        _source = new GeocentricConversion(from.Ellipsoid);
        _world = new GeocentricConversion(Ellipsoid.Wgs84);
        _target = new GeocentricConversion(to.Ellipsoid);
        _fromSource = from.ToWgs84;
        _toTarget = to.ToWgs84;
    }

    /// <summary>Null when longitudes and latitudes stay as they are.</summary>
    public static DatumTransformation? Between(GeodeticDatum from, GeodeticDatum to) =>
        (from.ToWgs84 is null && to.ToWgs84 is null) || from.IsSameAs(to) ? null : new DatumTransformation(from, to);

    /// <summary>In place, radians.</summary>
    public void Apply(Span<double> longitudes, Span<double> latitudes)
    {
        for (var i = 0; i < longitudes.Length; i++)
        {
            var (longitude, latitude) = (longitudes[i], latitudes[i]);
            if (_fromSource is { } first)
            {
                var (x, y, z) = _source.ToGeocentric(longitude, latitude);
                first.Forward(ref x, ref y, ref z);
                (longitude, latitude) = _world.ToGeodetic(x, y, z);
            }

            if (_toTarget is { } second)
            {
                var (x, y, z) = _world.ToGeocentric(longitude, latitude);
                second.Inverse(ref x, ref y, ref z);
                (longitude, latitude) = _target.ToGeodetic(x, y, z);
            }

            // The same turn as before, so that a shape across the antimeridian stays in one piece.
            longitudes[i] = longitude + (Math.Tau * Math.Round((longitudes[i] - longitude) / Math.Tau));
            latitudes[i] = latitude;
        }
    }
}
