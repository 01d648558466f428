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
        if (!settings.TakesFiles && tool.Definition.Outputs.FirstOrDefault(output => output.MayHoldFiles) is { } refused)
        {
            throw new GpException(GpError.NotAvailable,
                $"{refused.Name}: a task that gives files runs as a job only: its service must be asynchronous, and it is run with submitJob.");
        }

        var started = clock.GetTimestamp();
        var messages = new ToolMessages(settings.Said);
        messages.Say($"Start Time: {Now()}");
        var pipeline = new FeaturePipeline(new RunBudget(options.ResultVertices, stop), options.Cores);
        var preparation = new FeaturePreparation(inputs.Environment, references, messages);
        var files = new RunFiles(options);
        var stored = new List<IDisposable>();
        try
        {
            var context = new ToolContext(
                inputs.Prepare(pipeline, preparation), messages, new SpatialServices(references, options.Cores, stop), settings.Progress, stop)
            {
                Files = files,
            };
            var features = inputs.KnownFeatures;
            tool.Run(context);
            var results = new List<TaskResult>();
            foreach (var output in tool.Definition.Outputs)
            {
                results.Add(new TaskResult(output, context.Outputs.TryGetValue(output, out var value)
                    ? output.MapFeatures(value, made => Keep(preparation.Finish(made, output.Name), output.Name, messages, settings, features, stored))
                    : null));
            }

            // Features may be what a file is written from, so it is whole when they have been made.
            files.Finish(results.SelectMany(result => result.Value is { } value ? result.Parameter.MadeFiles(value) : []));
            messages.SayTallies();
            settings.Keep?.Invoke(results);
            messages.Say(string.Create(CultureInfo.InvariantCulture,
                $"Succeeded at {Now()} (Elapsed Time: {clock.GetElapsedTime(started).TotalSeconds:F2} seconds)"));
            return new TaskResults(results, messages.ToList(), [.. stored, files]);
        }
        catch
        {
            Dispose([.. stored, files]);
            throw;
        }
    }

    FeatureSet Keep(
        FeatureSet made, string output, ToolMessages messages, RunSettings settings, int features, List<IDisposable> stored)
    {
        var store = new ResultFeatures(options, settings.RecordLimit, count => settings.Progress?.Invoke(
            new ToolProgress($"{output}: {count} features", features > 0 ? (int)Math.Min(99, 100L * count / features) : null)));
        stored.Add(store);
        var kept = store.Keep(made);
        if (kept.ExceededTransferLimit && settings.RecordLimit is { } limit)
        {
            messages.SayWarning(
                $"{output}: the result has more than {limit} records, the maximum of this service, and is returned without features.");
        }

        return kept;
    }

    // What failed on a full disk fails again when it is closed; the first failure is the one to tell, and all files are to go.
    static void Dispose(List<IDisposable> stored)
    {
        foreach (var kept in stored)
        {
            try
            {
                kept.Dispose();
            }
            catch (IOException)
            {
                // The stream itself is closed, and with it the file is gone; a folder that stays is emptied at the next start.
            }
        }
    }

    // The form in which the product's clients have always shown these lines.
    string Now() => clock.GetLocalNow().ToString("dddd, MMMM d, yyyy h:mm:ss tt", CultureInfo.InvariantCulture);
}
