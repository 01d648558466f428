using System.Buffers;
using System.Text;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Features;
using GpServer.Core.Jobs;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Layers;
using GpServer.References;

namespace GpServer.Execution;

/// <summary>
/// Runs a stored job exactly as a request that waits is run, but for its results: they are stored in the system in which the tool worked,
/// all of them, and limited and projected when they are read. Those that become a hosted layer are in the system that was asked for, since that is
/// the layer's own.
/// </summary>
sealed class JobRunner(
    IServiceCatalog catalog, ToolCatalog tools, TaskRunner runner, ServiceUses uses, ValueReadings readings, IFeatureWriter writer,
    InputResolvers resolvers)
    : IJobRunner
{
    const int AlmostDone = 99;

    public void Run(IJobRun run, CancellationToken stop)
    {
        var service = catalog.Find(run.Service)
            ?? throw new GpException(GpError.ServiceNotFound, $"The service {run.Service} is not published any more.");
        using var use = uses.Begin(run.Service);
        var tool = tools.Of(service, run.Task);
        var hosted = HostedRequest.OfJob(run.Input(HostedRequest.Stored));
        var inputs = TaskInputs.Read(tool.Definition, Text, readings.For(Text));
        if (hosted is null)
        {
            inputs = inputs.WithResultsInProcessSystem();
        }

        var baseUrl = run.Input(InputResolvers.BaseUrlInput) is { } address ? Encoding.UTF8.GetString(address.Span) : "";
        using var references = resolvers.Begin(new InputScope(service, resolvers.CallerOf(run.User), baseUrl));
        Resolve(inputs, references, stop);
        using var results = runner.Run(tool, inputs, new RunSettings
        {
            Said = run.Say,
            Progress = run.Report,
            Keep = results => Store(run, tool.Definition, hosted, results),
        }, stop);

        ParameterText? Text(string name) => run.Input(name) is { } text ? ParameterText.Form(text) : null;
    }

    // The run has a thread of its own, which may wait.
    static void Resolve(TaskInputs inputs, InputReferences references, CancellationToken stop) =>
        inputs.ResolveAsync(references, stop).AsTask().GetAwaiter().GetResult();

    void Store(IJobRun run, ToolDefinition task, HostedRequest? hosted, IReadOnlyList<TaskResult> results)
    {
        var numbers = JobLayers.Numbered(task).ToDictionary(layer => layer.Output, layer => layer.Number);
        foreach (var result in results)
        {
            switch (result.Value)
            {
                case null:
                    break;
                case FeatureSet set when hosted is not null && numbers.TryGetValue(result.Parameter, out var number):
                    run.Report(new ToolProgress($"Storing {result.Parameter.Name}", AlmostDone));
                    run.Store(hosted.Output(number, result.Parameter.Label, set));
                    run.Store(result.Parameter.Name, HostedUrl.ValueOf(hosted.Name, number));
                    break;
                case FeatureSet set:
                    run.Report(new ToolProgress($"Storing {result.Parameter.Name}", AlmostDone));
                    run.Store(result.Parameter.Name, set);
                    break;
                default:
                    foreach (var file in result.Parameter.MadeFiles(result.Value))
                    {
                        run.Store(file);
                    }

                    run.Store(result.Parameter.Name, Json(result.Parameter, result.Value));
                    break;
            }
        }
    }

    ReadOnlyMemory<byte> Json(GpParameter parameter, object value)
    {
        var written = new ArrayBufferWriter<byte>();
        var json = new JsonOutput(written, indented: false, escapeForScript: false);
        parameter.Write(json, value, new ValueWriting { Features = writer, IsStored = true, ReturnZ = true, ReturnM = true });
        json.Flush();
        return written.WrittenMemory;
    }
}
