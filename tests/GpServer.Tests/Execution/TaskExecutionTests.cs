using GpServer.Catalog;
using GpServer.Core.Execution;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Execution;
using GpServer.References;
using GpServer.Rest.Requests;
using GpServer.Security;

namespace GpServer.Tests.Execution;

public sealed class TaskExecutionTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    [Fact]
    public async Task Runs_that_end_at_once_give_their_results_every_time()
    {
        var execution = server.Get<TaskExecution>();
        var memory = server.Get<RequestMemory>();
        var service = server.Get<IServiceCatalog>().Get("", "Toolbox");
        var echo = server.Get<ToolCatalog>().Find("Echo")!;
        var reading = new ValueReading { Features = server.Get<IFeatureReader>() };
        for (var i = 0; i < 5_000; i++)
        {
            var inputs = TaskInputs.Read(echo.Definition, name => name == "Text" ? ParameterText.Form("a") : null, reading);
            var parameters = new RequestParameters(new RequestBuffer(memory), [], []);
            using var results = await execution.RunAsync(
                new InputScope(service, Caller.Anonymous, ""), echo, inputs, parameters, recordLimit: null, CancellationToken.None);
            results.Results[0].Value.ShouldBe("a");
            parameters.Release();
        }

        server.Get<ServiceGates>().Of(service).Free.ShouldBe(service.MaxInstances);
    }
}
