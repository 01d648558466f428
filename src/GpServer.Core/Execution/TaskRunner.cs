using System.Globalization;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Core.Tools;

namespace GpServer.Core.Execution;

/// <summary>Runs a tool on inputs that were read, inside a request or inside a job: there is no other way to run one.</summary>
public sealed class TaskRunner(RunOptions options, TimeProvider clock, SpatialReferences references)
{
    /// <summary>
    /// Runs to the end on the calling thread and keeps all results, so that a failure is known before the first byte of an answer.
    /// </summary>
    /// <exception cref="GpException">The tool failed for a reason that the caller can act on.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public TaskResults Run(GpTool tool, TaskInputs inputs, RunSettings settings, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(settings);
        var started = clock.GetTimestamp();
        var messages = new ToolMessages(settings.Said);
        messages.Add($"Start Time: {Now()}");
        var pipeline = new FeaturePipeline(new RunBudget(options.ResultVertices, stop), options.Cores);
        var preparation = new FeaturePreparation(inputs.Environment, references, messages);
        var context = new ToolContext(
            inputs.Prepare(pipeline, preparation), messages, new SpatialServices(references, stop), settings.Progress, stop);
        tool.Run(context);
        var stored = new List<IDisposable>();
        try
        {
            var results = new List<TaskResult>();
            foreach (var output in tool.Definition.Outputs)
            {
                results.Add(new TaskResult(output, context.Outputs.TryGetValue(output, out var value)
                    ? output.MapFeatures(value, made => Keep(preparation.Finish(made, output.Name), output.Name, messages, settings, stored))
                    : null));
            }

            messages.SayTallies();
            messages.Add(string.Create(CultureInfo.InvariantCulture,
                $"Succeeded at {Now()} (Elapsed Time: {clock.GetElapsedTime(started).TotalSeconds:F2} seconds)"));
            return new TaskResults(results, messages.ToList(), stored);
        }
        catch
        {
            stored.ForEach(kept => kept.Dispose());
            throw;
        }
    }

    FeatureSet Keep(FeatureSet made, string output, ToolMessages messages, RunSettings settings, List<IDisposable> stored)
    {
        var store = new ResultFeatures(options, settings.RecordLimit);
        stored.Add(store);
        var kept = store.Keep(made);
        if (kept.ExceededTransferLimit && settings.RecordLimit is { } limit)
        {
            messages.AddWarning(
                $"{output}: the result has more than {limit} records, the maximum of this service, and is returned without features.");
        }

        return kept;
    }

    // The form in which the product's clients have always shown these lines.
    string Now() => clock.GetLocalNow().ToString("dddd, MMMM d, yyyy h:mm:ss tt", CultureInfo.InvariantCulture);
}
