using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Tools;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Resources;

/// <summary><c>…/&lt;task&gt;/submitJob</c> and the jobs below a task: refused, in words that say why.</summary>
static class SubmitJobResource
{
    public static void MapSubmitJob(this RestRoutes rest, IServiceCatalog catalog, ToolCatalog tools)
    {
        rest.MapInService("/{task}/submitJob", Refuse);
        rest.MapInService("/{task}/jobs/{**job}", Refuse);

        ValueTask<EsriAnswer> Refuse(RestRequest request)
        {
            var service = catalog.Of(request);
            _ = tools.Of(service, request.Path("task"));
            throw service.ExecutionType == ExecutionType.Synchronous
                ? new GpException(GpError.WrongOperation,
                    $"The service {service.QualifiedName} is synchronous: use execute instead of submitJob.")
                : new GpException(GpError.NotAvailable, "Asynchronous jobs are not available yet.");
        }
    }
}
