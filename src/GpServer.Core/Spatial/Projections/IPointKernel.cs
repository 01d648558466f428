using System.Numerics;

namespace GpServer.Core.Spatial;

/// <summary>
/// A calculation on several points at once. Implementations are structures, so that each gets a loop of its own from the compiler.
/// </summary>
interface IPointKernel
{
    void Transform(ref Vector<double> xs, ref Vector<double> ys);
}
