using System.Numerics;
using System.Runtime.CompilerServices;

namespace GpServer.Core.Spatial;

/// <summary>
/// Transverse Mercator (EPSG method 9807) by Krüger's series in the third flattening n to the sixth power: Karney, "Transverse Mercator
/// with an accuracy of a few nanometers", J. Geodesy 85 (2011), arXiv:1002.1417, equations 7 to 11 and 35, 36. Errors are nanometres to
/// 3,900 km from the central meridian and grow from there.
/// </summary>
sealed class TransverseMercatorProjection : IProjection
{
    /// <summary>
    /// The map runs to infinity at the two points on the equator 90° from the central meridian. Within some 8° of them the series
    /// no longer converge, and points are taken as outside.
    /// </summary>
    const double FarthestEta = 2.623395162778;

    /// <summary>From here on the truncated series and their reverse miss each other by more than a micrometre.</summary>
    const double FarEta = 1.2;

    /// <summary>Of ξ and η; less than a tenth of a millimetre.</summary>
    const double FarTolerance = 1e-11;

    /// <summary>The misses shrink by a factor each time; where these do not suffice the series are of no use.</summary>
    const int FarSteps = 16;

    /// <summary>More than half a turn along the central meridian, by more than rounding, is no place.</summary>
    const double FarthestXi = Math.PI + 1e-9;

    readonly ForwardKernel _forward;
    readonly InverseKernel _inverse;

    /// <param name="definition">
    /// A negative scale factor makes x the westing and y the southing, as the south orientated variant (EPSG method 9808) has them.
    /// </param>
    public TransverseMercatorProjection(ProjectionDefinition definition)
    {
        var n = definition.Ellipsoid.ThirdFlattening;
        var frame = new Frame(
            definition.Radians("central_meridian"),
            definition.Value("scale_factor", 1) * LatitudeSeries.RectifyingRadius(definition.Ellipsoid.SemiMajorAxis, n)
                / definition.MetresPerUnit,
            definition.Value("false_easting"),
            definition.Value("false_northing"));
        var toMap = new ForwardKernel(frame, new(definition.Ellipsoid), new(LatitudeSeries.RectifyingFromConformal(n)));

        var (longitude, latitude) = (Vector<double>.Zero, new Vector<double>(definition.Radians("latitude_of_origin")));
        var (origin, _) = toMap.ToMap(longitude, latitude);
        frame = frame with { FalseNorthing = frame.FalseNorthing - (frame.Radius * origin[0]) };
        _forward = toMap with { Frame = frame };
        _inverse = new InverseKernel(
            _forward, frame, new(LatitudeSeries.ConformalFromRectifying(n)), new(LatitudeSeries.GeodeticFromConformal(n)));
    }

    public void Forward(Span<double> xs, Span<double> ys) => PointKernels.Apply(_forward, xs, ys);

    public void Inverse(Span<double> xs, Span<double> ys) => PointKernels.Apply(_inverse, xs, ys);

    /// <summary>Where the map lies: radians, then the system's unit.</summary>
    readonly record struct Frame(double CentralMeridian, double Radius, double FalseEasting, double FalseNorthing);

    /// <summary>NaN in both where η is too near to infinity.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static (Vector<double> Xi, Vector<double> Eta) Near(Vector<double> xi, Vector<double> eta)
    {
        var (near, nan) = (Vector.LessThanOrEqual(Vector.Abs(eta), new Vector<double>(FarthestEta)), new Vector<double>(double.NaN));
        return (Vector.ConditionalSelect(near, xi, nan), Vector.ConditionalSelect(near, eta, nan));
    }

    readonly record struct ForwardKernel(Frame Frame, ConformalTangent Conformal, SixTermSeries Series) : IPointKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Transform(ref Vector<double> xs, ref Vector<double> ys)
        {
            var (xi, eta) = ToMap(xs - new Vector<double>(Frame.CentralMeridian), ys);
            (xi, eta) = Near(xi, eta);
            var radius = new Vector<double>(Frame.Radius);
            xs = Vector.MultiplyAddEstimate(radius, eta, new Vector<double>(Frame.FalseEasting));
            ys = Vector.MultiplyAddEstimate(radius, xi, new Vector<double>(Frame.FalseNorthing));
        }

        /// <summary>Northing and easting in rectifying radii.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (Vector<double> Xi, Vector<double> Eta) ToMap(Vector<double> longitude, Vector<double> latitude)
        {
            var (sinLatitude, cosLatitude) = VectorMath.SinCos(latitude);
            var (sin, cos) = VectorMath.SinCos(longitude);
            // Both sides of the conformal latitude, times the same factor.
            var up = Conformal.Up(sinLatitude);
            cos *= cosLatitude;
            sin *= cosLatitude;
            // tan ξ = up / cos, tanh η = sin / length.
            var squaredAcross = (up * up) + (cos * cos);
            var length = Vector.SquareRoot(squaredAcross + (sin * sin));
            var one = Vector<double>.One;
            var inverse = one / squaredAcross;
            var across = Vector.SquareRoot(squaredAcross);
            var (xi, eta) = (VectorMath.Atan2(up, cos), VectorMath.Log((Vector.Abs(sin) + length) * across * inverse));
            var twice = inverse + inverse;
            var (moreXi, moreEta) = Series.Sum(
                sin2: twice * up * cos,
                cos2: ((cos * cos) - (up * up)) * inverse,
                sinh2: twice * sin * length,
                cosh2: Vector.MultiplyAddEstimate(twice * sin, sin, one));
            return (xi + moreXi, Vector.CopySign(eta, sin) + moreEta);
        }
    }

    readonly record struct InverseKernel(ForwardKernel Map, Frame Frame, SixTermSeries ToSphere, SixTermSeries ToGeodetic)
        : IPointKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Transform(ref Vector<double> xs, ref Vector<double> ys)
        {
            var scale = new Vector<double>(1 / Frame.Radius);
            var xi = (ys - new Vector<double>(Frame.FalseNorthing)) * scale;
            xi = Vector.ConditionalSelect(
                Vector.LessThanOrEqual(Vector.Abs(xi), new Vector<double>(FarthestXi)), xi, new Vector<double>(double.NaN));
            var (nearXi, nearEta) = Near(xi, (xs - new Vector<double>(Frame.FalseEasting)) * scale);
            (xs, ys) = FromMap(nearXi, nearEta);
            if (Vector.GreaterThanAny(Vector.Abs(nearEta), new Vector<double>(FarEta)))
            {
                (xs, ys) = FromFar(nearXi, nearEta, xs, ys);
            }

            xs = VectorMath.OneTurn(xs + new Vector<double>(Frame.CentralMeridian));
        }

        /// <summary>
        /// Far from the central meridian, the point whose reverse series lead to the place is looked for beside the given one, by what the
        /// map of the place misses; NaN where that does not end. Other points stay as they are.
        /// </summary>
        [MethodImpl(MethodImplOptions.NoInlining)]
        (Vector<double> Longitude, Vector<double> Latitude) FromFar(
            Vector<double> xi, Vector<double> eta, Vector<double> longitude, Vector<double> latitude)
        {
            var (farLongitude, farLatitude) = (longitude, latitude);
            var (nextXi, nextEta) = (xi, eta);
            var miss = Vector<double>.Zero;
            for (var step = 0; step < FarSteps; step++)
            {
                var (backXi, backEta) = Map.ToMap(farLongitude, farLatitude);
                miss = Vector.Abs(xi - backXi) + Vector.Abs(eta - backEta);
                (nextXi, nextEta) = (nextXi + (xi - backXi), nextEta + (eta - backEta));
                if (step < FarSteps - 1)
                {
                    (farLongitude, farLatitude) = FromMap(nextXi, nextEta);
                }
            }

            var nan = new Vector<double>(double.NaN);
            var found = Vector.LessThanOrEqual(miss, new Vector<double>(FarTolerance));
            var far = Vector.GreaterThan(Vector.Abs(eta), new Vector<double>(FarEta));
            return (
                Vector.ConditionalSelect(far, Vector.ConditionalSelect(found, farLongitude, nan), longitude),
                Vector.ConditionalSelect(far, Vector.ConditionalSelect(found, farLatitude, nan), latitude));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        (Vector<double> Longitude, Vector<double> Latitude) FromMap(Vector<double> xi, Vector<double> eta)
        {
            var (sin, cos) = VectorMath.SinCos(xi);
            var (sinh, cosh) = Hyperbolic(eta);
            var (lessXi, lessEta) = ToSphere.Sum(
                sin2: (sin + sin) * cos,
                cos2: (cos * cos) - (sin * sin),
                sinh2: (sinh + sinh) * cosh,
                cosh2: Vector.MultiplyAddEstimate(sinh + sinh, sinh, Vector<double>.One));
            (sin, cos) = VectorMath.SinCos(xi - lessXi);
            (sinh, _) = Hyperbolic(eta - lessEta);
            // The conformal latitude is the angle of (across, sin).
            var squaredAcross = (sinh * sinh) + (cos * cos);
            var across = Vector.SquareRoot(squaredAcross);
            var inverse = Vector<double>.One / ((sin * sin) + squaredAcross);
            var latitude = VectorMath.Atan2(sin, across) + ToGeodetic.Sum(
                sin2: (sin + sin) * across * inverse, cos2: (squaredAcross - (sin * sin)) * inverse);
            return (VectorMath.Atan2(sinh, cos), latitude);
        }

        /// <summary>To an absolute error of rounding at 0.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static (Vector<double> Sinh, Vector<double> Cosh) Hyperbolic(Vector<double> x)
        {
            var growing = VectorMath.Exp(x) * new Vector<double>(0.5);
            var falling = new Vector<double>(0.25) / growing;
            return (growing - falling, growing + falling);
        }
    }
}
