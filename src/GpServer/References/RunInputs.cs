using System.Collections.Concurrent;
using GpServer.Core.Execution;
using GpServer.Core.Parameters;
using GpServer.Outgoing;

namespace GpServer.References;

/// <summary>What the inputs of one run share: for whom they are, what they may fetch, and what is thrown away at the run's end.</summary>
sealed class RunInputs(InputScope scope, RunOptions options, OutgoingBudget budget) : IDisposable
{
    readonly ConcurrentStack<IDisposable> _held = new();
    readonly Lock _lock = new();
    ValueReading? _reading;

    public InputScope Scope => scope;

    public RunOptions Options => options;

    public OutgoingBudget Budget => budget;

    public RunFolder Folder { get; } = new(options.TemporaryDirectory);

    /// <summary>The hosts that the service lets its callers name; empty for all.</summary>
    public IReadOnlyList<HostPattern> Hosts { get; } = [.. scope.Service.AllowedInputHosts.Select(HostPattern.Parse)];

    /// <summary>Keeps something until the run has ended.</summary>
    public T Hold<T>(T held)
        where T : IDisposable
    {
        _held.Push(held);
        return held;
    }

    /// <summary>
    /// How values that are only referred to are read. They are not held in memory as those of a request are, so they may have as many vertices as a
    /// run may make; all of one run are counted together.
    /// </summary>
    public FeatureReadOptions Reading(FeatureReadOptions given)
    {
        lock (_lock)
        {
            _reading ??= new ValueReading
            {
                Features = given.Reading.Features,
                SpatialReferences = given.Reading.SpatialReferences,
                LinearUnits = given.Reading.LinearUnits,
                SimplifyFeatures = given.Reading.SimplifyFeatures,
                Limits = given.Reading.Limits with { Vertices = Math.Max(given.Reading.Limits.Vertices, options.ResultVertices) },
            };
            return given with { Reading = _reading };
        }
    }

    public void Dispose()
    {
        while (_held.TryPop(out var held))
        {
            held.Dispose();
        }

        Folder.Dispose();
    }
}
