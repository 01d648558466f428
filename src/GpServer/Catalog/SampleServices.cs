using GpServer.Core.Tools;
using GpServer.Security;

namespace GpServer.Catalog;

/// <summary>The services of an empty catalog.</summary>
delegate IEnumerable<FirstService> FirstServices(ToolCatalog tools);

/// <param name="Principal">Who may use it: a role, or one of <see cref="Permission"/>'s own.</param>
sealed record FirstService(GpService Service, string Principal = Permission.Everyone);

/// <summary>The services that a new server publishes, so that it does real work from the first start.</summary>
static class SampleServices
{
    /// <summary>The role that may use the secured sample service.</summary>
    const string Analyst = "analyst";

    public static IEnumerable<FirstService> Make(ToolCatalog tools)
    {
        yield return new(new GpService
        {
            Name = "Toolbox",
            Description = "All general tools, answered at once.",
            Tasks = [ServiceFormat.AllTasks],
        });
        yield return new(new GpService
        {
            Name = "ToolboxAsync",
            Description = "All general tools, run as jobs.",
            ExecutionType = ExecutionType.Asynchronous,
            Tasks = [ServiceFormat.AllTasks],
            ResultMapServer = true,
            Capabilities = "Uploads",
        });
        foreach (var own in ToolsOf("BufferPoints"))
        {
            yield return new(new GpService
            {
                Name = "BufferPoints",
                Description = "Geodesic buffers of points.",
                ExecutionType = ExecutionType.Asynchronous,
                Tasks = [own.Definition.Name],
            });
        }

        foreach (var own in ToolsOf("LandUseReport"))
        {
            yield return new(new GpService
            {
                Name = "LandUseReport",
                Description = "What an area is used for: land use within it, its shares, and a report.",

                // The whole layer has 3,950 polygons.
                MaximumRecords = 5_000,
                ExecutionType = ExecutionType.Asynchronous,
                Tasks = [own.Definition.Name],
            }, Analyst);
        }

        IEnumerable<GpTool> ToolsOf(string service) => tools.Tools.Where(tool => tool.Definition.OnlyForService == service);
    }
}
