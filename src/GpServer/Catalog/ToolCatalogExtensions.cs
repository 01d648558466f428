using GpServer.Core;
using GpServer.Core.Tools;

namespace GpServer.Catalog;

static class ToolCatalogExtensions
{
    /// <summary>The tool behind a task of a service.</summary>
    /// <exception cref="GpException">The service has no such task.</exception>
    public static GpTool Of(this ToolCatalog tools, GpService service, string task)
    {
        ArgumentNullException.ThrowIfNull(tools);
        return service.Published.Find(task)
            ?? throw new GpException(GpError.NotFound, $"Task {task} not found in service {service.QualifiedName}/GPServer.");
    }
}
