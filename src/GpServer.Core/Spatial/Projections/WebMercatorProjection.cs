using System.Numerics;
using System.Runtime.CompilerServices;

namespace GpServer.Core.Spatial;

/// <summary>
/// Popular Visualisation Pseudo Mercator (EPSG method 1024) in closed form: the spherical Mercator formulas with the equatorial radius, on
/// ellipsoidal latitudes. Longitudes are not brought into one turn, so that a shape across the antimeridian stays in one piece.
/// </summary>
sealed class WebMercatorProjection(ProjectionDefinition definition) : IProjection
{
    /// <summary>What comes from systems whose longitudes do not go on beyond a turn is cut at the antimeridian.</summary>
    public IReadOnlyList<MapSheet> Sheets => MapSheet.Around(_centralMeridian);

    /// <summary>
    /// The poles lie at infinity; latitudes beyond ±89.99999° are taken as that, as the field's client libraries do, so that rings which
    /// run along a pole survive and the order of latitudes is kept.
    /// </summary>
    internal const double LatitudeLimit = 89.99999 * Math.PI / 180;

    /// <summary>Of ψ; a bit more than what other software has for the pole, ln tan of the rounded right angle: beyond is no place.</summary>
    const double Farthest = 38.1;

    readonly double _radius = definition.Ellipsoid.SemiMajorAxis / definition.MetresPerUnit;
    readonly double _centralMeridian = definition.Radians("central_meridian");
    readonly double _falseEasting = definition.Value("false_easting");
    readonly double _falseNorthing = definition.Value("false_northing");

    public void Forward(Span<double> xs, Span<double> ys) =>
        PointKernels.Apply(new ForwardKernel(_radius, _centralMeridian, _falseEasting, _falseNorthing), xs, ys);

    public void Inverse(Span<double> xs, Span<double> ys) =>
        PointKernels.Apply(new InverseKernel(_radius, _centralMeridian, _falseEasting, _falseNorthing), xs, ys);

    readonly struct ForwardKernel(double radius, double centralMeridian, double falseEasting, double falseNorthing) : IPointKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Transform(ref Vector<double> xs, ref Vector<double> ys)
        {
            xs = new Vector<double>(falseEasting) + ((xs - new Vector<double>(centralMeridian)) * radius);
            var latitudes = Vector.Abs(ys);
            latitudes = Vector.ConditionalSelect(
                Vector.GreaterThan(latitudes, new Vector<double>(LatitudeLimit)), new Vector<double>(LatitudeLimit), latitudes);
            // ψ = asinh tan φ = ln((1 + sin φ) / cos φ), which for latitudes from 0 loses no digits.
            var (sin, cos) = VectorMath.SinCos(latitudes);
            var north = VectorMath.Log((Vector<double>.One + sin) / cos);
            ys = new Vector<double>(falseNorthing) + (Vector.CopySign(north, ys) * radius);
        }
    }

    readonly struct InverseKernel(double radius, double centralMeridian, double falseEasting, double falseNorthing) : IPointKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Transform(ref Vector<double> xs, ref Vector<double> ys)
        {
            var scale = new Vector<double>(1 / radius);
            xs = new Vector<double>(centralMeridian) + ((xs - new Vector<double>(falseEasting)) * scale);
            // φ = atan sinh ψ
            var north = (ys - new Vector<double>(falseNorthing)) * scale;
            var exponential = VectorMath.Exp(north);
            ys = VectorMath.Atan2(exponential - (Vector<double>.One / exponential), new Vector<double>(2));
            ys = Vector.ConditionalSelect(
                Vector.LessThanOrEqual(Vector.Abs(north), new Vector<double>(Farthest)), ys, new Vector<double>(double.NaN));
        }
    }
}
