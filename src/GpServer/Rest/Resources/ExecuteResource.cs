using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Execution;
using GpServer.References;
using GpServer.Rest.Answers;
using GpServer.Rest.Files;
using GpServer.Wire.Files;

namespace GpServer.Rest.Resources;

/// <summary><c>…/&lt;task&gt;/execute</c>: runs a task of a synchronous service and answers with its results.</summary>
sealed class ExecuteResource(
    IServiceCatalog catalog, ToolCatalog tools, TaskExecution execution, ValueReadings readings, IFeatureWriter writer, FeatureFileAnswers files)
{
    public void Map(RestRoutes rest) => rest.MapInService("/{task}/execute", Execute, geoJson: true, files: true);

    async ValueTask<EsriAnswer> Execute(RestRequest request)
    {
        var service = catalog.Of(request);
        var tool = tools.Of(service, request.Path("task"));
        if (service.ExecutionType != ExecutionType.Synchronous)
        {
            throw new GpException(GpError.WrongOperation,
                $"The service {service.QualifiedName} is asynchronous: use submitJob instead of execute.");
        }

        if (request.Caller.MayOnlyRead)
        {
            request.CheckMayChange();
        }

        var output = request.FileWriter is { } format ? OnlyFeatures(tool, format) : null;
        request.Executing(tool.Definition.Name);
        var messages = request.Parameters.Flag("returnMessages", otherwise: true) ? service.ShowMessages : MessageLevel.None;
        var writing = request.Writing(writer);
        var reading = readings.For(request.Parameters.Find);

        // GeoJSON is always WGS 84. What cannot be brought there fails the run, while there is no byte of an answer yet.
        var outSystem = writing.GeoJson || request.FileWriter is { IsWgs84: true } ? reading.SpatialReferences.Wgs84 : null;
        var inputs = TaskInputs.Read(tool.Definition, request.Parameters.Find, reading, outSystem);
        var scope = new InputScope(service, request.Caller, request.Url(""));
        var isWhole = request.FileWriter is not null && !FeatureFileAnswers.IsLimited(request.FileWriter);
        var results = await execution.RunAsync(scope, tool, inputs, request.Parameters, isWhole ? null : service.MaximumRecords, request.Aborted);
        if (output is null)
        {
            return new ResultsAnswer(results, messages, writing);
        }

        using (results)
        {
            return files.Make(request, new ParameterValue(output, results.Results.Single(result => result.Parameter == output).Value));
        }
    }

    /// <exception cref="GpException">The task does not make features once, so that a file would leave something out.</exception>
    static GpParameter OnlyFeatures(GpTool tool, FeatureFileWriter format) =>
        tool.Definition.Outputs.Where(parameter => parameter is FeaturesParameter).ToList() is [var only]
            ? only
            : throw new GpException(GpError.FormatNotSupported,
                $"f: '{format.Format}' is a file of one set of features, of which {tool.Definition.Name} does not make exactly one; expected json or pjson.");
}
