namespace GpServer.Core.Features;

/// <summary>What one run may use: until when, and how much it may make. Checked between features.</summary>
public sealed class RunBudget
{
    readonly CancellationToken _stop;
    readonly long _maxVertices;
    long _vertices;

    /// <param name="maxVertices">Vertices, or as much attribute data, that all steps of the run may make together.</param>
    /// <param name="stop">Stops the run: the caller's wish, or the end of its time.</param>
    public RunBudget(long maxVertices, CancellationToken stop)
    {
        _maxVertices = maxVertices;
        _stop = stop;
    }

    public static RunBudget Unlimited { get; } = new(long.MaxValue, CancellationToken.None);

    /// <exception cref="OperationCanceledException">The run is to stop.</exception>
    public void Check() => _stop.ThrowIfCancellationRequested();

    /// <exception cref="GpException">The run has made more vertices than it may.</exception>
    internal void Count(Feature? feature)
    {
        if (feature is null || ReferenceEquals(this, Unlimited))
        {
            return;
        }

        if (Interlocked.Add(ref _vertices, feature.Weight) > _maxVertices)
        {
            throw new GpException(GpError.LimitExceeded,
                $"The results have more than {_maxVertices} vertices, or as much attribute data, the limit of one run. Use fewer features, or simpler ones.");
        }
    }
}
