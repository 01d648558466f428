namespace GpServer.Core.Spatial.Geodesy;

/// <summary>
/// A point from which geodesics start: the direct problem for one start and many azimuths. Immutable. From C. F. F. Karney,
/// Algorithms for geodesics, J. Geodesy 87 (2013), sections 2 and 3.
/// </summary>
public sealed class GeodesicOrigin
{
    readonly Geodesic _geodesic;
    readonly double _sinBeta;
    readonly double _cosBeta;

    internal GeodesicOrigin(Geodesic geodesic, double latitude, double longitude)
    {
        _geodesic = geodesic;
        Latitude = latitude;
        Longitude = Angle.Normalize(longitude);
        (_sinBeta, _cosBeta) = geodesic.ReducedLatitude(Angle.Round(latitude));
    }

    /// <summary>Latitude in degrees.</summary>
    public double Latitude { get; }

    /// <summary>Longitude in degrees in [-180, 180].</summary>
    public double Longitude { get; }

    /// <summary>
    /// Where the geodesic that leaves in an azimuth (degrees clockwise from north) is after a distance in metres (negative:
    /// backwards). Exact to some nanometres for distances up to several times around the earth.
    /// </summary>
    public GeodesicPosition Direct(double azimuth, double distance)
    {
        var (latitude, longitudeDifference, sinAzimuth, cosAzimuth) = DirectRelative(azimuth, distance);
        return new(latitude, Angle.Normalize(Longitude + longitudeDifference), Angle.Atan2(sinAzimuth, cosAzimuth));
    }

    /// <summary>As <see cref="Direct"/>, with the longitude counted from this point, in [-180, 180] up to rounding.</summary>
    internal (double Latitude, double LongitudeDifference, double SinAzimuth, double CosAzimuth) DirectRelative(
        double azimuth, double distance)
    {
        var (sinAlpha1, cosAlpha1) = Angle.SinCos(Angle.Round(Angle.Normalize(azimuth)));
        var sinAlpha0 = sinAlpha1 * _cosBeta;
        var cosAlpha0 = double.Hypot(cosAlpha1, sinAlpha1 * _sinBeta);
        var sinSigma1 = _sinBeta;
        var sinOmega1 = sinAlpha0 * _sinBeta;

        // On the equator and along it σ is counted from here.
        var cosSigma1 = _sinBeta != 0 || cosAlpha1 != 0 ? _cosBeta * cosAlpha1 : 1;
        var cosOmega1 = cosSigma1;
        Angle.MakeUnit(ref sinSigma1, ref cosSigma1);

        var eps = GeodesicSeries.Epsilon(_geodesic.SecondEccentricitySquared * cosAlpha0 * cosAlpha0);
        var sigma = Advance(eps, sinSigma1, cosSigma1, distance);
        var (sinStep, cosStep) = Math.SinCos(sigma);
        var sinSigma2 = (sinSigma1 * cosStep) + (cosSigma1 * sinStep);
        var cosSigma2 = (cosSigma1 * cosStep) - (sinSigma1 * sinStep);

        var sinBeta2 = cosAlpha0 * sinSigma2;
        var cosBeta2 = double.Hypot(sinAlpha0, cosAlpha0 * cosSigma2);
        if (cosBeta2 == 0)
        {
            cosBeta2 = cosSigma2 = Angle.Tiny;
        }

        var sinOmega2 = sinAlpha0 * sinSigma2;
        var omega = Math.Atan2(
            (sinOmega2 * cosOmega1) - (cosSigma2 * sinOmega1),
            (cosSigma2 * cosOmega1) + (sinOmega2 * sinOmega1));
        Span<double> c3 = stackalloc double[GeodesicSeries.LongitudeOrder];
        _geodesic.Series.C3(eps, c3);
        var b3 = GeodesicSeries.SineSum(sinSigma2, cosSigma2, c3) - GeodesicSeries.SineSum(sinSigma1, cosSigma1, c3);
        var lambda = omega - (_geodesic.Flattening * sinAlpha0 * _geodesic.Series.A3(eps) * (sigma + b3));

        var latitude = Angle.Atan2(sinBeta2, (1 - _geodesic.Flattening) * cosBeta2);
        return (latitude, lambda * (180 / Math.PI), sinAlpha0, cosAlpha0 * cosSigma2);
    }

    /// <summary>σ12, the arc on the auxiliary sphere for a distance in metres.</summary>
    double Advance(double eps, double sinSigma1, double cosSigma1, double distance)
    {
        Span<double> c = stackalloc double[GeodesicSeries.Order];
        GeodesicSeries.C1(eps, c);
        var b1 = GeodesicSeries.SineSum(sinSigma1, cosSigma1, c);
        var (sinShift, cosShift) = Math.SinCos(b1);
        var sinTau1 = (sinSigma1 * cosShift) + (cosSigma1 * sinShift);
        var cosTau1 = (cosSigma1 * cosShift) - (sinSigma1 * sinShift);

        var tau = distance / (_geodesic.PolarRadius * GeodesicSeries.A1(eps));
        var (sinTau, cosTau) = Math.SinCos(tau);
        GeodesicSeries.C1Reverted(eps, c);
        var b2 = GeodesicSeries.SineSum((sinTau1 * cosTau) + (cosTau1 * sinTau), (cosTau1 * cosTau) - (sinTau1 * sinTau), c);
        return tau + b2 + b1;
    }
}
