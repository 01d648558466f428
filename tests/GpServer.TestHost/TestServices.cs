using GpServer.Catalog;
using GpServer.Core.Tools;

namespace GpServer.TestHost;

/// <summary>The services of the tests beside the samples: each offers every tool, and they differ in how jobs are treated.</summary>
static class TestServices
{
    public static IEnumerable<GpService> Make(ToolCatalog tools) =>
    [
        .. SampleServices.Make(tools),
        Of("Quick", instances: 16),
        Of("Slow", instances: 4),
        Of("Brief", instances: 4) with { Retention = TimeSpan.FromSeconds(20) },
    ];

    static GpService Of(string name, int instances) => new()
    {
        Name = name,
        ExecutionType = ExecutionType.Asynchronous,
        Tasks = [ServiceFormat.AllTasks],
        OwnInstances = instances,
        MaximumRecords = 1_000_000,
    };
}
