using System.Text;
using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;

namespace GpServer.Tools.Tests;

/// <summary>Runs a tool as the server does, with texts for its parameters and ready feature sets for its features.</summary>
static class ToolRun
{
    public static TaskResults RunWith(
        this GpTool tool, Dictionary<string, object> values, RunOptions? options = null, RunSettings? settings = null,
        CancellationToken stop = default)
    {
        var inputs = TaskInputs.Read(
            tool.Definition,
            name => values.GetValueOrDefault(name) switch
            {
                null => null,
                string text => ParameterText.Form(text),
                FeatureSet => ParameterText.Form(name),
                var other => throw new ArgumentException($"{name}: {other.GetType()}"),
            },
            new ValueReading { Features = new Ready(values) });
        return new TaskRunner(options ?? new RunOptions(), TimeProvider.System, SpatialReferences.Default)
            .Run(tool, inputs, settings ?? new RunSettings(), stop);
    }

    public static FeatureSet Set(this TaskResults results, string parameter) =>
        (FeatureSet)results.Results.Single(result => result.Parameter.Name == parameter).Value!;

    public static object? Value(this FeatureSet set, Feature feature, string field) => feature.Attributes[set.Schema.IndexOf(field)];

    // The text of a feature parameter is its name.
    sealed class Ready(Dictionary<string, object> values) : IFeatureReader
    {
        public object Read(ReadOnlyMemory<byte> utf8, FeatureReadOptions options) => values[Encoding.UTF8.GetString(utf8.Span)];
    }
}
