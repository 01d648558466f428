using System.Numerics;
using System.Runtime.CompilerServices;

namespace GpServer.Core.Spatial;

/// <summary>
/// Longitudes and latitudes of one datum become those of another by way of WGS 84, at height 0 on each of the three, as coordinates have
/// no ellipsoidal height. A datum without a shift is taken as WGS 84, and its longitudes and latitudes too, whatever its ellipsoid.
/// </summary>
sealed class DatumTransformation
{
    static readonly GeocentricConversion World = new(Ellipsoid.Wgs84);

    readonly ToWorld? _first;
    readonly FromWorld? _second;

    DatumTransformation(GeodeticDatum from, GeodeticDatum to)
    {
        _first = from.ToWgs84 is { } shift ? new ToWorld(new GeocentricConversion(from.Ellipsoid), World, shift) : null;
        _second = to.ToWgs84 is { } back
            ? new FromWorld(World, new GeocentricConversion(to.Ellipsoid), back, back.RotationTwice(to.EvaluationPoint))
            : null;
    }

    /// <summary>Null when longitudes and latitudes stay as they are.</summary>
    public static DatumTransformation? Between(GeodeticDatum from, GeodeticDatum to) =>
        (from.ToWgs84 is null && to.ToWgs84 is null) || from.IsSameAs(to) ? null : new DatumTransformation(from, to);

    /// <summary>In place, radians. The number of turns of a longitude is kept.</summary>
    public void Apply(Span<double> longitudes, Span<double> latitudes)
    {
        if (_first is { } first)
        {
            PointKernels.Apply(first, longitudes, latitudes);
        }

        if (_second is { } second)
        {
            PointKernels.Apply(second, longitudes, latitudes);
        }
    }

    /// <summary>A sum of turns may be past a pole by rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector<double> WithinPoles(Vector<double> latitudes)
    {
        var pole = new Vector<double>(Math.PI / 2);
        return Vector.ConditionalSelect(Vector.GreaterThan(Vector.Abs(latitudes), pole), Vector.CopySign(pole, latitudes), latitudes);
    }

    readonly struct ToWorld(GeocentricConversion source, GeocentricConversion world, HelmertShift shift) : IPointKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Transform(ref Vector<double> xs, ref Vector<double> ys)
        {
            var at = new GeocentricConversion.Direction(xs, ys);
            var (x, y, z) = source.ToGeocentric(at);
            shift.Forward(ref x, ref y, ref z);
            var (east, north) = world.TurnFrom(at, x, y, z);
            xs += east;
            ys = WithinPoles(ys + north);
        }
    }

    readonly struct FromWorld(
        GeocentricConversion world, GeocentricConversion target, HelmertShift shift, (double X, double Y, double Z) more) : IPointKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Transform(ref Vector<double> xs, ref Vector<double> ys)
        {
            var at = new GeocentricConversion.Direction(xs, ys);
            var (x, y, z) = world.ToGeocentric(at);
            shift.Inverse(ref x, ref y, ref z);
            var (east, north) = target.TurnFrom(
                at, x + new Vector<double>(more.X), y + new Vector<double>(more.Y), z + new Vector<double>(more.Z));
            xs += east;
            ys = WithinPoles(ys + north);
        }
    }
}
