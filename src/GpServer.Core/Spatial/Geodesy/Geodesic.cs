namespace GpServer.Core.Spatial.Geodesy;

/// <summary>
/// Geodesics on an ellipsoid of revolution: the direct and the inverse problem after C. F. F. Karney, Algorithms for geodesics,
/// J. Geodesy 87 (2013), 43–55, with series of order 6 (errors of nanometres for the earth). Immutable. Latitudes in [-90, 90],
/// longitudes and azimuths in degrees, azimuths clockwise from north, distances in metres.
/// </summary>
public sealed class Geodesic
{
    /// <summary>Up to here the truncated series are exact to some nanometres (table of the paper's section 9).</summary>
    const double LargestFlattening = 1 / 100.0;

    /// <exception cref="GpException"><see cref="GpError.SpatialReference"/> when the ellipsoid is not one of the earth's kind:
    /// a semi-major axis that is not positive, or a flattening outside 0 to 1/100.</exception>
    public Geodesic(Ellipsoid ellipsoid)
    {
        if (!(ellipsoid.SemiMajorAxis > 0 && double.IsFinite(ellipsoid.SemiMajorAxis)))
        {
            throw new GpException(
                GpError.SpatialReference, $"The semi-major axis {ellipsoid.SemiMajorAxis} of the ellipsoid is not a positive length.");
        }

        if (!(ellipsoid.Flattening is >= 0 and <= LargestFlattening))
        {
            throw new GpException(
                GpError.SpatialReference,
                $"The flattening {ellipsoid.Flattening} of the ellipsoid is outside 0 to {LargestFlattening}.");
        }

        Ellipsoid = ellipsoid;
        Flattening = ellipsoid.Flattening;
        PolarRadius = ellipsoid.SemiMajorAxis * (1 - Flattening);
        EccentricitySquared = Flattening * (2 - Flattening);
        SecondEccentricitySquared = EccentricitySquared / (1 - EccentricitySquared);
        ThirdFlattening = Flattening / (2 - Flattening);
        Series = new GeodesicSeries(Flattening);
    }

    /// <summary>Geodesics on WGS 84.</summary>
    public static Geodesic Wgs84 { get; } = new(Ellipsoid.Wgs84);

    /// <summary>The ellipsoid.</summary>
    public Ellipsoid Ellipsoid { get; }

    /// <summary>
    /// No two geodesics from one point meet within this distance in metres, so circles up to here do not cross themselves: π times
    /// the polar semi-axis (W. Klingenberg's bound: the curvature is nowhere above 1/b², and no closed geodesic is shorter than 2πb).
    /// </summary>
    public double InjectivityRadius => Math.PI * PolarRadius;

    internal double Flattening { get; }

    internal double PolarRadius { get; }

    internal double EccentricitySquared { get; }

    internal double SecondEccentricitySquared { get; }

    internal double ThirdFlattening { get; }

    internal GeodesicSeries Series { get; }

    /// <summary>A start for many geodesics.</summary>
    public GeodesicOrigin From(double latitude, double longitude)
    {
        return new GeodesicOrigin(this, latitude, longitude);
    }

    /// <summary>Where the geodesic that leaves a point in an azimuth is after a distance.</summary>
    public GeodesicPosition Direct(double latitude, double longitude, double azimuth, double distance)
    {
        return From(latitude, longitude).Direct(azimuth, distance);
    }

    /// <summary>The shortest geodesic between two points, also for points that are nearly or exactly antipodal.</summary>
    public GeodesicSegment Inverse(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        // Without loss of generality the second point is east of the first, which is in the south and not nearer to the equator;
        // the signs are given back to the azimuths afterwards (section 4).
        var (longitude, rest) = Angle.Difference(longitude1, longitude2);
        var eastward = longitude < 0 ? -1 : 1;
        (longitude, rest) = (Angle.Round(eastward * longitude), eastward * rest);
        (latitude1, latitude2) = (Angle.Round(latitude1), Angle.Round(latitude2));
        var swap = Math.Abs(latitude1) < Math.Abs(latitude2);
        if (swap)
        {
            (latitude1, latitude2) = (latitude2, latitude1);
        }

        var northward = latitude1 < 0 ? 1 : -1;
        var ends = new GeodesicInverse(this, latitude1 * northward, latitude2 * northward, longitude, rest).Solve();
        if (swap)
        {
            // The geodesic is walked from its other end, mirrored so that it still runs east.
            (ends.Sin1, ends.Cos1, ends.Sin2, ends.Cos2) = (ends.Sin2, ends.Cos2, ends.Sin1, ends.Cos1);
            northward = -northward;
        }

        return new GeodesicSegment(
            ends.Distance,
            Angle.Atan2(eastward * ends.Sin1, northward * ends.Cos1),
            Angle.Atan2(eastward * ends.Sin2, northward * ends.Cos2));
    }

    /// <summary>Sine and cosine of the reduced latitude β, the cosine never quite 0 (equation 6).</summary>
    internal (double Sin, double Cos) ReducedLatitude(double latitude)
    {
        var (sin, cos) = Angle.SinCos(latitude);
        sin *= 1 - Flattening;
        Angle.MakeUnit(ref sin, ref cos);
        return (sin, Math.Max(Angle.Tiny, cos));
    }
}
