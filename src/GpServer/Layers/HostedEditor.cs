using GpServer.Admin;
using GpServer.Core;
using GpServer.Rest;
using GpServer.Security;
using GpServer.Storage.Hosted;
using GpServer.Storage.Site;

namespace GpServer.Layers;

/// <summary>Deletes hosted feature services, with what is said of who may read them.</summary>
sealed class HostedEditor(HostedServices services, SiteEditor editor, AuditLog audit)
{
    /// <summary>The service of this name.</summary>
    /// <exception cref="GpException">There is none.</exception>
    public async ValueTask<HostedService> GetAsync(string name, CancellationToken stop) =>
        await services.FindAsync(name, stop) ?? throw NotFound(name);

    /// <exception cref="GpException">There is no such service, or the caller may not delete it.</exception>
    public async ValueTask DeleteAsync(string name, RestRequest request)
    {
        var service = await GetAsync(name, request.Aborted);
        AccessRules.CheckMayChange(request.Caller, service);
        var path = AccessRules.PathOf(service);
        var permissions = await editor.FindAsync(DocumentKind.Permissions, path, request.Aborted);

        // Both or neither: without its permissions the service could be open to more than before.
        await services.DeleteAsync(service.Name, CancellationToken.None);
        var entry = new AuditEntry(
            request.Caller.Name, request.Address, "services/delete", $"{path}.FeatureServer", permissions?.Json, null);
        await audit.AddAsync(entry, CancellationToken.None);
    }

    public static GpException NotFound(string name) =>
        new(GpError.ServiceNotFound, $"Service {Catalog.ServiceNames.HostedFolder}/{Catalog.TaskPublishing.Shown(name)}/FeatureServer not found");
}
