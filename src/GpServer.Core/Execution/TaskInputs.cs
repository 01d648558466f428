using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;

namespace GpServer.Core.Execution;

/// <summary>The values of a task's inputs, read from a request or from what a job stored.</summary>
public sealed class TaskInputs
{
    readonly Dictionary<GpParameter, object> _values;
    readonly ValueReading _reading;

    TaskInputs(Dictionary<GpParameter, object> values, ValueReading reading, EnvironmentSettings environment)
    {
        _values = values;
        _reading = reading;
        Environment = environment;
    }

    public EnvironmentSettings Environment { get; }

    public IReadOnlyDictionary<GpParameter, object> Values => _values;

    /// <summary>Reads every input of the tool: what was given, else its default.</summary>
    /// <param name="values">Gives the text of a request parameter, or null. Its bytes must live as long as the run.</param>
    /// <param name="outSystem">The only system that the results may have, whatever the request says; null lets it say.</param>
    /// <exception cref="GpException">A value cannot be read, or a required one is missing.</exception>
    public static TaskInputs Read(
        ToolDefinition tool, Func<string, ParameterText?> values, ValueReading reading, SpatialReference? outSystem = null)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(values);
        var environment = EnvironmentSettings.Read(values, reading);
        var inputs = new TaskInputs(
            [], reading, outSystem is null ? environment : environment with { OutSpatialReference = outSystem });
        foreach (var parameter in tool.Inputs)
        {
            if (values(parameter.Name) is { } text && !parameter.IsNotGiven(text))
            {
                inputs._values[parameter] = parameter.ReadGiven(text, reading);
            }
            else if (parameter.DefaultFor(reading) is { } value)
            {
                inputs._values[parameter] = value;
            }
            else if (parameter.IsRequired)
            {
                throw new GpException(GpError.MissingParameter, $"{parameter.Name}: Value is required") { Number = 735 };
            }
        }

        // After the caller's, so that the first features that are given say the process spatial reference.
        foreach (var hidden in tool.HiddenInputs)
        {
            if (hidden.DefaultFor(reading) is { } value)
            {
                inputs._values[hidden] = value;
            }
        }

        return inputs;
    }

    /// <summary>
    /// The same inputs for a run whose results stay in the system in which the tool worked: stored, they are projected whenever they are read.
    /// </summary>
    public TaskInputs WithResultsInProcessSystem() => new(_values, _reading, Environment with { OutSpatialReference = null });

    /// <summary>How many features the inputs bring together, as far as that is known without reading them.</summary>
    internal int KnownFeatures => _values.Values.OfType<FeatureSet>().Sum(set => set.KnownCount ?? 0);

    /// <summary>Replaces every reference by what it refers to.</summary>
    /// <exception cref="GpException">Some cannot be had.</exception>
    public async ValueTask ResolveAsync(IReferenceResolver resolver, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(resolver);
        foreach (var (parameter, value) in _values.ToArray())
        {
            _values[parameter] = await parameter.ResolveAsync(value, resolver, _reading, stop).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Puts every feature input under the run's pipeline: features outside the extent are left out, the rest is brought into the
    /// process spatial reference, which is that of the first feature input where the request says nothing.
    /// </summary>
    internal Dictionary<GpParameter, object> Prepare(FeaturePipeline pipeline, FeaturePreparation preparation)
    {
        var process = Environment.ProcessSpatialReference
            ?? _values.Values.OfType<FeatureSet>().FirstOrDefault(set => !set.Schema.IsTable)?.SpatialReference;
        var prepared = new Dictionary<GpParameter, object>();
        foreach (var (parameter, value) in _values)
        {
            prepared[parameter] = parameter.MapFeatures(value, set => preparation.Prepare(set.Under(pipeline), process, parameter.Name));
        }

        return prepared;
    }
}
