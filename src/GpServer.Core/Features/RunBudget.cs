namespace GpServer.Core.Features;

/// <summary>What one run may use: until when, and how many vertices and features it may make. Checked between features.</summary>
public sealed class RunBudget
{
    readonly CancellationToken _stop;
    readonly long _maxVertices;
    long _vertices;
    long _features;

    /// <param name="maxVertices">Vertices that all results of the run may have together.</param>
    /// <param name="stop">Stops the run: the caller's wish, or the end of its time.</param>
    public RunBudget(long maxVertices, CancellationToken stop)
    {
        _maxVertices = maxVertices;
        _stop = stop;
    }

    public static RunBudget Unlimited { get; } = new(long.MaxValue, CancellationToken.None);

    /// <summary>Features made so far, over all steps of the run.</summary>
    public long Features => Interlocked.Read(ref _features);

    /// <exception cref="OperationCanceledException">The run is to stop.</exception>
    public void Check() => _stop.ThrowIfCancellationRequested();

    /// <exception cref="GpException">The run has made more vertices than it may.</exception>
    internal void Count(Feature? feature)
    {
        if (feature is null || ReferenceEquals(this, Unlimited))
        {
            return;
        }

        Interlocked.Increment(ref _features);
        if (feature.Geometry is { } geometry && Interlocked.Add(ref _vertices, geometry.NumPoints) > _maxVertices)
        {
            throw new GpException(GpError.LimitExceeded,
                $"The results have more than {_maxVertices} vertices, the limit of one run. Use fewer features, or simpler ones.");
        }
    }
}
