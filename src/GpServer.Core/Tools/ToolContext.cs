using GpServer.Core.Execution;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Values;

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

    /// <summary>The files of the run; null where a tool is called without one.</summary>
    internal RunFiles? Files { get; init; }

    /// <summary>Outputs that the tool has set, in no order.</summary>
    internal IReadOnlyDictionary<GpParameter, object> Outputs => _outputs;

    /// <summary>The same run for the tool behind a published task, which knows its parameters as its own instances.</summary>
    /// <param name="inputs">Gives the tool's own input for that of the task.</param>
    internal ToolContext ForTool(Func<GpParameter, GpParameter> inputs) =>
        new(_inputs.ToDictionary(input => inputs(input.Key), input => input.Value), Messages, Spatial, _progress, _stop) { Files = Files };

    /// <summary>Sets an output to a value that the tool behind a published task has set.</summary>
    internal void Pass(GpParameter output, object value) => _outputs[output] = value;

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

    /// <summary>
    /// Makes an empty file that an output can be set to. Write it with <see cref="OpenFile"/>, or at its <see cref="DataFile.LocalPath"/> by
    /// libraries that take paths. All files of the run that is over are deleted when its results have been taken.
    /// </summary>
    /// <param name="name">What callers save it as, without a path. Where the run has one of this name, a number is added.</param>
    /// <exception cref="GpException">The name cannot be that of a file, or the run may make no more.</exception>
    public DataFile CreateFile(string name) => FilesOfRun.Create(name);

    /// <summary>Opens a file of this run for reading and writing. What is left open is closed when the results have been made.</summary>
    /// <exception cref="GpException">By writing: the files of the run would be larger than they may be.</exception>
    public Stream OpenFile(DataFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return FilesOfRun.Open(file);
    }

    /// <summary>Says how far the work is.</summary>
    public void Report(string message, int? percent = null) => _progress?.Invoke(new ToolProgress(message, percent));

    RunFiles FilesOfRun => Files ?? throw new InvalidOperationException("There is no run that could keep files.");
}
