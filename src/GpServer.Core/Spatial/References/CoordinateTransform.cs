using System.Numerics;
using System.Runtime.CompilerServices;

namespace GpServer.Core.Spatial;

/// <summary>
/// Takes coordinates of one spatial reference to another: inverse projection, datum shift (seven parameters; no grids), projection.
/// Obtained from <see cref="SpatialReferences.Transform"/>; immutable, for many threads.
/// </summary>
public sealed partial class CoordinateTransform
{
    /// <summary>Points worked on at a time: both arrays stay in the first-level cache.</summary>
    const int Batch = 512;

    readonly IProjection? _source, _target;
    readonly DatumTransformation? _datum;

    internal CoordinateTransform(SpatialReference from, SpatialReference to)
    {
        From = from;
        To = to;
        IsIdentity = from.IsEquivalentTo(to);
        if (!IsIdentity)
        {
            RequireOneBody(from, to);
            _source = Projections.For(from);
            _target = Projections.For(to);
            _datum = DatumTransformation.Between(from.System.Datum, to.System.Datum);
        }
    }

    /// <summary>What the given coordinates are in.</summary>
    public SpatialReference From { get; }

    /// <summary>What the resulting coordinates are in.</summary>
    public SpatialReference To { get; }

    /// <summary>Whether both are the same system, so that coordinates stay as they are.</summary>
    public bool IsIdentity { get; }

    /// <summary>
    /// Transforms points in place. A point that is not finite, or lies outside what a projection can compute, becomes NaN in x and y.
    /// </summary>
    /// <returns>How many points have become NaN.</returns>
    public int Apply(Span<double> xs, Span<double> ys)
    {
        if (xs.Length != ys.Length)
        {
            throw new ArgumentException($"There are {xs.Length} x and {ys.Length} y.", nameof(ys));
        }

        var outside = 0;
        for (var start = 0; start < xs.Length; start += Batch)
        {
            var count = Math.Min(Batch, xs.Length - start);
            outside += ApplyBatch(xs.Slice(start, count), ys.Slice(start, count));
        }

        return outside;
    }

    /// <summary>
    /// Transforms points in place whose x and y are the first two of every <paramref name="stride"/> numbers; the others (z, m) are kept.
    /// Points outside become NaN in x and y.
    /// </summary>
    /// <returns>How many points have become NaN.</returns>
    public int Apply(Span<double> ordinates, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, 2);
        if (ordinates.Length % stride != 0)
        {
            throw new ArgumentException($"{ordinates.Length} numbers are not a multiple of {stride}.", nameof(ordinates));
        }

        var most = Math.Min(Batch, ordinates.Length / stride);
        Span<double> xs = stackalloc double[most];
        Span<double> ys = stackalloc double[most];
        var outside = 0;
        while (!ordinates.IsEmpty)
        {
            var count = Math.Min(most, ordinates.Length / stride);
            for (var i = 0; i < count; i++)
            {
                (xs[i], ys[i]) = (ordinates[i * stride], ordinates[(i * stride) + 1]);
            }

            outside += ApplyBatch(xs[..count], ys[..count]);
            for (var i = 0; i < count; i++)
            {
                (ordinates[i * stride], ordinates[(i * stride) + 1]) = (xs[i], ys[i]);
            }

            ordinates = ordinates[(count * stride)..];
        }

        return outside;
    }

    static void RequireOneBody(SpatialReference from, SpatialReference to)
    {
        if (!from.System.Datum.IsOnSameBodyAs(to.System.Datum))
        {
            throw new GpException(
                GpError.SpatialReference,
                $"Coordinates in {from} lie on {from.System.Datum.Body} and cannot be projected to {to}, which lies on "
                + $"{to.System.Datum.Body}: both systems must belong to one celestial body.");
        }
    }

    int ApplyBatch(Span<double> xs, Span<double> ys)
    {
        if (!IsIdentity)
        {
            ToRadians(xs, ys);
            _datum?.Apply(xs, ys);
            FromRadians(xs, ys);
        }

        return OutsideToNaN(xs, ys);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static int OutsideToNaN(Span<double> xs, Span<double> ys)
    {
        var outside = 0;
        for (var i = 0; i < xs.Length; i++)
        {
            // Adding makes any NaN or infinity show.
            if (!double.IsFinite(xs[i] + ys[i]))
            {
                (xs[i], ys[i]) = (double.NaN, double.NaN);
                outside++;
            }
        }

        return outside;
    }

    /// <summary>Longitude from Greenwich and latitude on the source's datum.</summary>
    void ToRadians(Span<double> xs, Span<double> ys)
    {
        var system = From.System;
        if (_source is null)
        {
            PointKernels.Apply(new FromUnits(system.UnitFactor, system.PrimeMeridian), xs, ys);
            return;
        }

        if (system.SouthWest)
        {
            SwapSouthWest(xs, ys);
        }

        _source.Inverse(xs, ys);
        PointKernels.Apply(default(KnownLatitudes), xs, ys);
    }

    void FromRadians(Span<double> xs, Span<double> ys)
    {
        var system = To.System;
        if (_target is not null)
        {
            _target.Forward(xs, ys);
            if (system.SouthWest)
            {
                SwapSouthWest(xs, ys);
            }

            return;
        }

        PointKernels.Apply(new ToUnits(system.UnitFactor, system.PrimeMeridian), xs, ys);
    }

    /// <summary>Its own inverse: (east, north) and (southing, westing) = (-north, -east).</summary>
    static void SwapSouthWest(Span<double> xs, Span<double> ys)
    {
        for (var i = 0; i < xs.Length; i++)
        {
            (xs[i], ys[i]) = (-ys[i], -xs[i]);
        }
    }

    /// <summary>A latitude beyond a pole by more than rounding is no place: NaN.</summary>
    readonly struct KnownLatitudes : IPointKernel
    {
        const double Pole = Math.PI / 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector<double> Of(Vector<double> latitudes)
        {
            var beyond = Vector.Abs(latitudes);
            if (Vector.LessThanOrEqualAll(beyond, new Vector<double>(Pole)))
            {
                return latitudes;
            }

            var near = Vector.ConditionalSelect(
                Vector.LessThan(beyond, new Vector<double>(Pole + 1e-9)),
                Vector.CopySign(new Vector<double>(Pole), latitudes),
                new Vector<double>(double.NaN));
            return Vector.ConditionalSelect(Vector.LessThanOrEqual(beyond, new Vector<double>(Pole)), latitudes, near);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Transform(ref Vector<double> xs, ref Vector<double> ys) => ys = Of(ys);
    }

    /// <summary>From a geographic system's unit and meridian to radians from Greenwich.</summary>
    readonly struct FromUnits(double unit, double meridian) : IPointKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Transform(ref Vector<double> xs, ref Vector<double> ys)
        {
            xs = (xs * unit) + new Vector<double>(meridian);
            ys = KnownLatitudes.Of(ys * unit);
        }
    }

    /// <summary>
    /// The reverse. A longitude from another meridian than Greenwich is brought into one turn; from Greenwich it keeps its turn.
    /// </summary>
    readonly struct ToUnits(double unit, double meridian) : IPointKernel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Transform(ref Vector<double> xs, ref Vector<double> ys)
        {
            xs = (meridian == 0 ? xs : VectorMath.OneTurn(xs - new Vector<double>(meridian))) / new Vector<double>(unit);
            ys /= new Vector<double>(unit);
        }
    }
}
