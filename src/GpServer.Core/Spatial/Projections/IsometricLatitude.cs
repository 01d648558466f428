namespace GpServer.Core.Spatial;

/// <summary>
/// The isometric latitude ψ of an ellipsoid, in which conformal projections are simple: Karney, arXiv:1002.1417, equations 7 to 9.
/// </summary>
readonly struct IsometricLatitude
{
    /// <summary>From here on the rounded latitude is that of the pole.</summary>
    public const double Farthest = 36;

    readonly double _eccentricity;
    readonly double[] _toGeodetic;

    public IsometricLatitude(Ellipsoid ellipsoid)
    {
        _eccentricity = Math.Sqrt(ellipsoid.EccentricitySquared);
        _toGeodetic = LatitudeSeries.GeodeticFromConformal(ellipsoid.ThirdFlattening);
    }

    /// <summary>From geodetic radians; infinite at the poles.</summary>
    public double FromGeodetic(double latitude)
    {
        var (sin, cos) = Math.SinCos(Math.Abs(latitude));
        if (Math.Abs(latitude) >= Math.PI / 2)
        {
            // The cosine of the rounded right angle is not 0.
            return Math.CopySign(double.PositiveInfinity, latitude);
        }

        var bulge = _eccentricity * sin;
        return Math.CopySign(Math.Log((1 + sin) / cos) - (_eccentricity / 2 * Math.Log((1 + bulge) / (1 - bulge))), latitude);
    }

    /// <summary>Geodetic radians; infinities are the poles.</summary>
    public double ToGeodetic(double isometric)
    {
        // Sine and cosine of the conformal latitude, whose half complement has this tangent.
        var tangent = Math.Exp(-Math.Abs(isometric));
        var length = 1 + (tangent * tangent);
        var (sin, cos) = ((1 - (tangent * tangent)) / length, 2 * tangent / length);
        return Math.CopySign(Math.Atan2(sin, cos) + LatitudeSeries.Sum(_toGeodetic, sin, cos), isometric);
    }
}
