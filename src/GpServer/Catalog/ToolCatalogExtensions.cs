using GpServer.Core;
using GpServer.Core.Tools;

namespace GpServer.Catalog;

static class ToolCatalogExtensions
{
    /// <summary>The tool behind a task of a service.</summary>
    /// <exception cref="GpException">The service has no such task.</exception>
    public static GpTool Of(this ToolCatalog tools, GpService service, string task) =>
        (service.Tasks.Contains(task, StringComparer.Ordinal) ? tools.Find(task) : null)
        ?? throw new GpException(GpError.NotFound, $"Task {task} not found in service {service.QualifiedName}/GPServer.");
}
