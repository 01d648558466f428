using GpServer.Core.Tools;

namespace GpServer.Catalog;

/// <summary>The services of an empty catalog.</summary>
delegate IEnumerable<GpService> FirstServices(ToolCatalog tools);

/// <summary>The services that a new server publishes, so that it does real work from the first start.</summary>
static class SampleServices
{
    public static IEnumerable<GpService> Make(ToolCatalog tools)
    {
        yield return new GpService
        {
            Name = "Toolbox",
            Description = "All general tools, answered at once.",
            Tasks = [ServiceFormat.AllTasks],
        };
        yield return new GpService
        {
            Name = "ToolboxAsync",
            Description = "All general tools, run as jobs.",
            ExecutionType = ExecutionType.Asynchronous,
            Tasks = [ServiceFormat.AllTasks],
            ResultMapServer = true,
        };
        foreach (var own in tools.Tools.Where(tool => tool.Definition.OnlyForService == "BufferPoints"))
        {
            yield return new GpService
            {
                Name = "BufferPoints",
                Description = "Geodesic buffers of points.",
                ExecutionType = ExecutionType.Asynchronous,
                Tasks = [own.Definition.Name],
            };
        }
    }
}
