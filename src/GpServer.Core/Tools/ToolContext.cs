using GpServer.Core.Parameters;
using GpServer.Core.Spatial;

namespace GpServer.Core.Tools;

/// <summary>One run of a tool, as the tool sees it: inputs, outputs, messages, progress, cancellation and spatial services.</summary>
public sealed class ToolContext
{
    readonly IReadOnlyDictionary<GpParameter, object> _inputs;
    readonly Dictionary<GpParameter, object> _outputs = [];
    readonly Action<ToolProgress>? _progress;
    readonly CancellationToken _stop;

    public ToolContext(
        IReadOnlyDictionary<GpParameter, object> inputs,
        ToolMessages messages,
        SpatialServices spatial,
        Action<ToolProgress>? progress,
        CancellationToken stop)
    {
        _inputs = inputs;
        _progress = progress;
        _stop = stop;
        Messages = messages;
        Spatial = spatial;
    }

    public ToolMessages Messages { get; }

    /// <summary>Buffers, projections and spatial references, under this run's cancellation.</summary>
    public SpatialServices Spatial { get; }

    /// <summary>Stops the run. Work that takes long without mapping features looks at it often.</summary>
    public CancellationToken Cancellation => _stop;

    /// <summary>Outputs that the tool has set, in no order.</summary>
    internal IReadOnlyDictionary<GpParameter, object> Outputs => _outputs;

    /// <summary>The value of an input, or its default.</summary>
    /// <exception cref="InvalidOperationException">The input has no value: ask <see cref="TryGet"/> for optional inputs.</exception>
    public T Get<T>(GpParameter<T> parameter)
        where T : notnull =>
        TryGet(parameter, out var value)
            ? value
            : throw new InvalidOperationException($"The input {parameter.Name} has no value; ask TryGet for optional inputs.");

    /// <summary>Sets an output.</summary>
    public void Set<T>(GpParameter<T> parameter, T value)
        where T : notnull
    {
        if (parameter.IsInput)
        {
            throw new InvalidOperationException($"{parameter.Name} is an input and cannot be set.");
        }

        _outputs[parameter] = value;
    }

    /// <summary>The value of an input that may have none.</summary>
    public bool TryGet<T>(GpParameter<T> parameter, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? value)
        where T : notnull
    {
        if (_inputs.TryGetValue(parameter, out var found))
        {
            value = (T)found;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>Says how far the work is.</summary>
    public void Report(string message, int? percent = null) => _progress?.Invoke(new ToolProgress(message, percent));
}
