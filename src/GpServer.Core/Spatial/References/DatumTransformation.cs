namespace GpServer.Core.Spatial;

/// <summary>Longitudes and latitudes of one datum become those of another, by way of WGS 84. Null of <see cref="Between"/> means no change.</summary>
sealed class DatumTransformation
{
    readonly GeocentricConversion source, target;
    readonly HelmertShift? fromSource, toTarget;

    DatumTransformation(GeodeticDatum from, GeodeticDatum to)
    {
        // A datum without a shift is taken as WGS 84, and so are its longitudes and latitudes, whatever its ellipsoid.
        source = new GeocentricConversion(from.ToWgs84 is null ? Ellipsoid.Wgs84 : from.Ellipsoid);
        target = new GeocentricConversion(to.ToWgs84 is null ? Ellipsoid.Wgs84 : to.Ellipsoid);
        fromSource = from.ToWgs84;
        toTarget = to.ToWgs84;
    }

    public static DatumTransformation? Between(GeodeticDatum from, GeodeticDatum to) =>
        (from.ToWgs84 is null && to.ToWgs84 is null) || from.IsSameAs(to) ? null : new DatumTransformation(from, to);

    /// <summary>In place, radians.</summary>
    public void Apply(Span<double> longitudes, Span<double> latitudes)
    {
        for (var i = 0; i < longitudes.Length; i++)
        {
            var (x, y, z) = source.ToGeocentric(longitudes[i], latitudes[i]);
            fromSource?.Forward(ref x, ref y, ref z);
            toTarget?.Inverse(ref x, ref y, ref z);
            var (longitude, latitude) = target.ToGeodetic(x, y, z);
            // The same turn as before, so that a shape across the antimeridian stays in one piece.
            longitudes[i] = longitude + (Math.Tau * Math.Round((longitudes[i] - longitude) / Math.Tau));
            latitudes[i] = latitude;
        }
    }
}
