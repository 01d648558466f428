using System.Numerics;

namespace GpServer.Core.Spatial;

/// <summary>
/// New Zealand Map Grid (EPSG method 9811; W. I. Reilly, A conformal mapping projection with minimum scale error, Survey Review 22 (1973),
/// no. 168; LINZ S25000, whose coefficients these are): a polynomial in the isometric latitude, itself one in the latitude, and the
/// longitude. The inverse solves both to the last digit; the published inverse series are good to a few centimetres only.
/// </summary>
readonly struct NewZealandMapGrid : IPointFormula
{
    const double Latitude = -41;

    /// <summary>Radians from the origin within which the polynomials are used, some 2,500 km; they were made for New Zealand.</summary>
    const double Farthest = 0.4;

    /// <summary>Units of the latitude polynomial, 10⁵ seconds of arc, in a radian.</summary>
    const double Units = 648000 / Math.PI / 1e5;

    static readonly double[] Isometric =
    [
        0.6399175073, -0.1358797613, 0.063294409, -0.02526853, 0.0117879, -0.0055161, 0.0026906, -0.001333, 0.00067, -0.00034,
    ];

    static readonly Complex[] Grid =
    [
        new(0.7557853228, 0), new(0.249204646, 0.003371507), new(-0.001541739, 0.041058560), new(-0.10162907, 0.01727609),
        new(-0.26623489, -0.36249218), new(-0.6870983, -1.1651967),
    ];

    readonly double _radius;

    /// <exception cref="ArgumentException">The origin is not the one that the coefficients belong to.</exception>
    public NewZealandMapGrid(ProjectionDefinition definition)
    {
        if (Math.Abs(definition.Value("latitude_of_origin", Latitude) - Latitude) > 1e-9)
        {
            throw new ArgumentException("The parameter latitude_of_origin must be -41°, for which the coefficients of the method are.");
        }

        _radius = definition.Ellipsoid.SemiMajorAxis;
    }

    public (double X, double Y) Forward(double longitude, double latitude)
    {
        var difference = (latitude - double.DegreesToRadians(Latitude)) * Units;
        var zeta = new Complex(Polynomial(difference).Value, longitude);
        if (!IsNear(zeta) || Math.Abs(difference) > 0.9)
        {
            return (double.NaN, double.NaN);
        }

        var z = Polynomial(zeta).Value;
        return (_radius * z.Imaginary, _radius * z.Real);
    }

    public (double Longitude, double Latitude) Inverse(double x, double y)
    {
        var z = new Complex(y / _radius, x / _radius);
        if (!IsNear(z))
        {
            return (double.NaN, double.NaN);
        }

        var zeta = z / Grid[0];
        for (var step = 0; step < 30; step++)
        {
            var (value, slope) = Polynomial(zeta);
            var change = (value - z) / slope;
            zeta -= change;
            if (Math.Abs(change.Real) + Math.Abs(change.Imaginary) < 1e-15)
            {
                break;
            }
        }

        var difference = zeta.Real / Isometric[0];
        for (var step = 0; step < 30; step++)
        {
            var (value, slope) = Polynomial(difference);
            var change = (value - zeta.Real) / slope;
            difference -= change;
            if (Math.Abs(change) < 1e-15)
            {
                break;
            }
        }

        var latitude = double.DegreesToRadians(Latitude) + (difference / Units);
        var (backX, backY) = Forward(zeta.Imaginary, latitude);
        return Math.Abs(backX - x) + Math.Abs(backY - y) < 1e-4 ? (zeta.Imaginary, latitude) : (double.NaN, double.NaN);
    }

    static bool IsNear(Complex value) => (value.Real * value.Real) + (value.Imaginary * value.Imaginary) <= Farthest * Farthest;

    static (double Value, double Slope) Polynomial(double variable)
    {
        var (value, slope) = (0.0, 0.0);
        for (var i = Isometric.Length - 1; i >= 0; i--)
        {
            slope = (slope * variable) + ((i + 1) * Isometric[i]);
            value = (value + Isometric[i]) * variable;
        }

        return (value, slope);
    }

    static (Complex Value, Complex Slope) Polynomial(Complex variable)
    {
        var (value, slope) = (Complex.Zero, Complex.Zero);
        for (var i = Grid.Length - 1; i >= 0; i--)
        {
            slope = (slope * variable) + ((i + 1) * Grid[i]);
            value = (value + Grid[i]) * variable;
        }

        return (value, slope);
    }
}
