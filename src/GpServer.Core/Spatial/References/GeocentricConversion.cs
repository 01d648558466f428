using System.Numerics;
using System.Runtime.CompilerServices;

namespace GpServer.Core.Spatial;

/// <summary>
/// Between geodetic longitude and latitude (radians, height 0) and geocentric x, y, z (metres) of one ellipsoid, for several points at
/// once.
/// </summary>
readonly struct GeocentricConversion
{
    readonly double _a, _e2, _axisRatio, _secondE2B;

    public GeocentricConversion(Ellipsoid ellipsoid)
    {
        _a = ellipsoid.SemiMajorAxis;
        _e2 = ellipsoid.EccentricitySquared;
        _axisRatio = 1 - ellipsoid.Flattening;
        _secondE2B = _e2 / (1 - _e2) * ellipsoid.SemiMinorAxis;
    }

    /// <summary>The place of a direction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector<double> X, Vector<double> Y, Vector<double> Z) ToGeocentric(in Direction at)
    {
        var e2 = new Vector<double>(_e2);
        var root = Vector.SquareRoot(Vector.MultiplyAddEstimate(-e2 * at.Sin, at.Sin, Vector<double>.One));
        var radius = new Vector<double>(_a) / root;
        var across = radius * at.Cos;
        return (across * at.CosLongitude, across * at.SinLongitude, radius * new Vector<double>(1 - _e2) * at.Sin);
    }

    /// <summary>
    /// The closed form of Bowring (Survey Review 23, 1976), of which the second use makes the error vanish: the first is exact at height 0
    /// and within 1e-12 radians at 1,000 m, two are within 1e-15 radians, which is rounding, from 10 km below to 10 km above the
    /// ellipsoid and at all latitudes. Sine and cosine come from the sides of the triangle, without an arctangent.
    /// </summary>
    /// <remarks>
    /// The result is a turn from the place where the shift began. Turns keep all digits of a small shift, and longitudes keep their
    /// number of turns, so that a shape across the antimeridian stays in one piece.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (Vector<double> Longitude, Vector<double> Latitude) TurnFrom(
        in Direction at, Vector<double> x, Vector<double> y, Vector<double> z)
    {
        var p = Vector.SquareRoot((x * x) + (y * y));
        var ratio = new Vector<double>(_axisRatio);
        var (up, across) = Improve(z, p, z, p * ratio);
        (up, across) = Improve(z, p, up * ratio, across);
        return (
            VectorMath.Atan2((y * at.CosLongitude) - (x * at.SinLongitude), (x * at.CosLongitude) + (y * at.SinLongitude)),
            VectorMath.Atan2((up * at.Cos) - (across * at.Sin), (across * at.Cos) + (up * at.Sin)));
    }

    /// <summary>Sides of the geodetic latitude from those of the reduced latitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    (Vector<double> Up, Vector<double> Across) Improve(
        Vector<double> z, Vector<double> p, Vector<double> reducedUp, Vector<double> reducedAcross)
    {
        var length = Vector<double>.One / Vector.SquareRoot((reducedUp * reducedUp) + (reducedAcross * reducedAcross));
        var (sin, cos) = (reducedUp * length, reducedAcross * length);
        return (
            Vector.MultiplyAddEstimate(new Vector<double>(_secondE2B) * sin, sin * sin, z),
            Vector.MultiplyAddEstimate(new Vector<double>(-_e2 * _a) * cos, cos * cos, p));
    }

    /// <summary>Sines and cosines of a longitude and a latitude.</summary>
    public readonly ref struct Direction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Direction(Vector<double> longitude, Vector<double> latitude)
        {
            (Sin, Cos) = VectorMath.SinCos(latitude);
            (SinLongitude, CosLongitude) = VectorMath.SinCos(longitude);
        }

        public readonly Vector<double> Sin, Cos, SinLongitude, CosLongitude;
    }
}
