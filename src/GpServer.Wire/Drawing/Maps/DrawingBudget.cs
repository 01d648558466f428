using GpServer.Core;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>Counts what a picture costs. For many threads.</summary>
sealed class DrawingBudget(DrawingLimits limits, CancellationToken stop)
{
    long _vertices;

    public CancellationToken Stop => stop;

    /// <exception cref="GpException">More vertices were read than one picture may have.</exception>
    /// <exception cref="OperationCanceledException">The picture is no longer wanted, or its time is over.</exception>
    public void Take(int vertices)
    {
        stop.ThrowIfCancellationRequested();
        if (Interlocked.Add(ref _vertices, vertices) > limits.Vertices)
        {
            throw new GpException(GpError.LimitExceeded,
                $"The picture needs more than {limits.Vertices} vertices to be read, which is the limit; "
                + "ask for a smaller extent or for fewer layers.");
        }
    }
}
