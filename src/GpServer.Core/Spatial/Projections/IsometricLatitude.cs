namespace GpServer.Core.Spatial;

/// <summary>
/// The isometric latitude ψ of an ellipsoid, in which conformal projections are simple: Karney, arXiv:1002.1417, equations 7 to 9.
/// </summary>
readonly struct IsometricLatitude
{
    readonly double _eccentricity;
    readonly double[] _toGeodetic;

    public IsometricLatitude(Ellipsoid ellipsoid)
    {
        _eccentricity = Math.Sqrt(ellipsoid.EccentricitySquared);
        _toGeodetic = LatitudeSeries.GeodeticFromConformal(ellipsoid.ThirdFlattening);
    }

    /// <summary>From geodetic radians; ±38 or so at the poles, where the latitude is rounded.</summary>
    public double FromGeodetic(double latitude) =>
        Math.Asinh(Math.Tan(latitude)) - (_eccentricity * Math.Atanh(_eccentricity * Math.Sin(latitude)));

    /// <summary>Geodetic radians; infinities are the poles.</summary>
    public double ToGeodetic(double isometric)
    {
        // Sine and cosine of the conformal latitude.
        var (sin, cos) = (Math.Tanh(isometric), 1 / Math.Cosh(isometric));
        return Math.Atan2(sin, cos) + LatitudeSeries.Sum(_toGeodetic, sin, cos);
    }
}
