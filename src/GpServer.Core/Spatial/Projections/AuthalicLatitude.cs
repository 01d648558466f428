namespace GpServer.Core.Spatial;

/// <summary>The latitude on the sphere that has the area of an ellipsoid, in which equal-area projections are simple.</summary>
sealed class AuthalicLatitude
{
    readonly double[] _toAuthalic, _toGeodetic;

    public AuthalicLatitude(Ellipsoid ellipsoid)
    {
        var n = ellipsoid.ThirdFlattening;
        _toAuthalic = LatitudeSeries.AuthalicFromGeodetic(n);
        _toGeodetic = LatitudeSeries.GeodeticFromAuthalic(n);
        var e2 = ellipsoid.EccentricitySquared;
        var e = Math.Sqrt(e2);
        RadiusRatio = e == 0 ? 1 : Math.Sqrt((1 + ((1 - e2) * Math.Atanh(e) / e)) / 2);
    }

    /// <summary>The radius of the sphere of the same area, in semi-major axes.</summary>
    public double RadiusRatio { get; }

    /// <summary>Sine and cosine of the authalic latitude of a geodetic one in radians.</summary>
    public (double Sin, double Cos) FromGeodetic(double latitude)
    {
        var (sin, cos) = Math.SinCos(latitude);
        return Math.SinCos(latitude + LatitudeSeries.Sum(_toAuthalic, sin, cos));
    }

    /// <summary>
    /// The geodetic latitude in radians of an authalic one, from its sine and cosine, which any common factor may multiply.
    /// </summary>
    public double ToGeodetic(double sin, double cos)
    {
        var length = Math.Sqrt((sin * sin) + (cos * cos));
        return Math.Atan2(sin, cos) + LatitudeSeries.Sum(_toGeodetic, sin / length, cos / length);
    }
}
