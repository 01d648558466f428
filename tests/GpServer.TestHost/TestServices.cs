using GpServer.Catalog;
using GpServer.Core.Tools;

namespace GpServer.TestHost;

/// <summary>The services of the tests beside the samples: each offers every tool, and they differ in how jobs are treated.</summary>
static class TestServices
{
    public static IEnumerable<FirstService> Make(ToolCatalog tools) =>
    [
        .. SampleServices.Make(tools),
        new(Of("Quick", instances: 16)),
        new(Of("Slow", instances: 4)),
        new(Of("Brief", instances: 4) with { Retention = TimeSpan.FromSeconds(20) }),
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
