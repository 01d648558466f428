namespace GpServer.Core.Spatial;

/// <summary>
/// Popular Visualisation Pseudo Mercator (EPSG method 1024) in closed form: the spherical Mercator formulas with the equatorial radius, on
/// ellipsoidal latitudes. Longitudes are not brought into one turn, so that a shape across the antimeridian stays in one piece.
/// </summary>
sealed class WebMercatorProjection(double radius, double centralMeridian, double falseEasting, double falseNorthing) : IProjection
{
    /// <summary>
    /// The poles lie at infinity; latitudes beyond ±89.99999° are taken as that, as the field's client libraries do, so that rings which
    /// run along a pole survive and the order of latitudes is kept.
    /// </summary>
    internal const double LatitudeLimit = 89.99999 * Math.PI / 180;

    public void Forward(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            xs[i] = falseEasting + (radius * (xs[i] - centralMeridian));
            ys[i] = falseNorthing + (radius * Math.Asinh(Math.Tan(Math.Clamp(ys[i], -LatitudeLimit, LatitudeLimit))));
        }
    }

    public void Inverse(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            xs[i] = centralMeridian + ((xs[i] - falseEasting) / radius);
            ys[i] = Math.Atan(Math.Sinh((ys[i] - falseNorthing) / radius));
        }
    }
}
