using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace GpServer.Core.Spatial;

/// <summary>
/// Runs a kernel over spans of points. Compiled with all optimizations at the first call: the code for vectors that a method starts with
/// otherwise is ten times slower than the one number at a time that it replaces.
/// </summary>
static class PointKernels
{
    /// <summary>
    /// In place. The last points, fewer than a vector holds, are computed the same way, so that a result never depends on its neighbours.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TKernel>(TKernel kernel, Span<double> xs, Span<double> ys)
        where TKernel : struct, IPointKernel
    {
        var manyXs = MemoryMarshal.Cast<double, Vector<double>>(xs);
        var manyYs = MemoryMarshal.Cast<double, Vector<double>>(ys)[..manyXs.Length];
        for (var i = 0; i < manyXs.Length; i++)
        {
            kernel.Transform(ref manyXs[i], ref manyYs[i]);
        }

        var done = manyXs.Length * Vector<double>.Count;
        if (done < xs.Length)
        {
            ApplyToRest(kernel, xs[done..], ys[done..]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void ApplyToRest<TKernel>(TKernel kernel, Span<double> xs, Span<double> ys)
        where TKernel : struct, IPointKernel
    {
        var (x, y) = (default(Vector<double>), default(Vector<double>));
        var restXs = Lanes(ref x);
        var restYs = Lanes(ref y);
        xs.CopyTo(restXs);
        ys.CopyTo(restYs);
        kernel.Transform(ref x, ref y);
        restXs[..xs.Length].CopyTo(xs);
        restYs[..ys.Length].CopyTo(ys);
    }

    static Span<double> Lanes(ref Vector<double> vector) =>
        MemoryMarshal.Cast<Vector<double>, double>(MemoryMarshal.CreateSpan(ref vector, 1));
}
