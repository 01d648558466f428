using System.Text.Json.Nodes;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Layers;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Security;
using GpServer.Storage.Site;

namespace GpServer.Admin.Services;

/// <summary>Who may use the root, a folder or a service: <c>…/permissions</c> of each.</summary>
sealed class PermissionResources(SiteEditor editor, StoredServices services, HostedEditor hosted, SiteState site)
{
    public void Map(RestRoutes rest)
    {
        Map("", (request, path) => ValueTask.FromResult(NodeJson.Answer(new JsonObject { ["permissions"] = Write(path) })));
        Map("/add", Add);
        Map("/remove", Remove);
        Map("/clean", Clean);

        void Map(string operation, Func<RestRequest, string, ValueTask<EsriAnswer>> handler)
        {
            rest.MapOfFolder($"/permissions{operation}", request =>
                handler(request, services.FolderOf(request) is { Length: > 0 } folder ? folder : Permission.Root));
            rest.MapOfService($"/permissions{operation}", async request =>
                await handler(request, (await editor.GetAsync(DocumentKind.Service, StoredServices.NameOf(request), request.Aborted)).Name));
            rest.MapAdmin($"{HostedServiceResource.Root}/permissions{operation}", RouteAccess.Administrator, async request =>
                await handler(request, AccessRules.PathOf(await hosted.GetAsync(request.Path("hosted"), request.Aborted))));
        }
    }

    /// <summary>What is said of the path itself; what it has from its folder and the root is not.</summary>
    public JsonArray Write(string path) => new([.. (site.Now.Permissions.GetValueOrDefault(path) ?? []).Select(permission => new JsonObject
    {
        ["principal"] = permission.Principal,
        ["permission"] = new JsonObject { ["isAllowed"] = permission.IsAllowed, ["constraint"] = "" },
        ["childURL"] = null,
        ["operation"] = null,
    })]);

    async ValueTask<EsriAnswer> Add(RestRequest request, string path)
    {
        request.CheckIsPost();
        var principal = request.Required("principal");
        if (Permission.IsRole(principal) && !site.Now.Roles.ContainsKey(principal))
        {
            throw new GpException(GpError.NoSuchItem,
                $"principal: there is no role {TaskPublishing.Shown(principal)}; expected a role, {Permission.Everyone} or "
                + $"{Permission.Authenticated}.");
        }

        var added = new Permission(principal, request.Parameters.Flag("isAllowed", otherwise: true));
        var named = Permission.IsRole(principal) ? await editor.NamingRolesAsync([principal], request.Aborted) : [];
        await ChangeAsync(
            request, "permissions/add", path, permissions => [.. permissions.Where(other => other.Principal != principal), added], named);
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> Remove(RestRequest request, string path)
    {
        request.CheckIsPost();
        var principal = request.Required("principal");
        await ChangeAsync(request, "permissions/remove", path, permissions => permissions.Any(permission => permission.Principal == principal)
            ? [.. permissions.Where(permission => permission.Principal != principal)]
            : throw new GpException(GpError.NoSuchItem, $"principal: {TaskPublishing.Shown(principal)} has no permission here."));
        return AdminAnswers.Success();
    }

    /// <summary>Takes what is said of a principal away from the path and from all below it.</summary>
    async ValueTask<EsriAnswer> Clean(RestRequest request, string path)
    {
        request.CheckIsPost();
        var principal = request.Required("principal");
        var (changes, paths) = (new List<DocumentChange>(), new List<string>());
        foreach (var document in await editor.ReadAsync(DocumentKind.Permissions, request.Aborted))
        {
            var permissions = SiteJson.Read<List<Permission>>(document.Json);
            if (IsWithin(document.Name, path) && permissions.RemoveAll(permission => permission.Principal == principal) > 0)
            {
                changes.Add(Stored(document, document.Name, permissions));
                paths.Add(document.Name);
            }
        }

        if (changes.Count > 0)
        {
            await editor.ChangeAsync(request, "permissions/clean", path, changes,
                new JsonObject { ["principal"] = principal, ["paths"] = NodeJson.Array(paths) }.ToJsonString(), null);
        }

        return AdminAnswers.Success();
    }

    async ValueTask ChangeAsync(RestRequest request, string action, string path, Func<List<Permission>, List<Permission>> change,
        IReadOnlyList<DocumentChange>? more = null)
    {
        var document = await editor.FindAsync(DocumentKind.Permissions, path, request.Aborted);
        var permissions = change(document is null ? [] : SiteJson.Read<List<Permission>>(document.Json));
        await editor.ChangeAsync(request, action, path, [Stored(document, path, permissions), .. more ?? []], document?.Json,
            permissions.Count == 0 ? null : SiteJson.Write(permissions));
    }

    static DocumentChange Stored(SiteDocument? document, string path, List<Permission> permissions) => (document, permissions.Count) switch
    {
        (null, _) => DocumentChange.Add(DocumentKind.Permissions, path, SiteJson.Write(permissions)),
        (_, 0) => DocumentChange.Delete(document),
        _ => DocumentChange.Update(document, SiteJson.Write(permissions)),
    };

    static bool IsWithin(string path, string above) =>
        above == Permission.Root || path == above || path.StartsWith($"{above}/", StringComparison.Ordinal);
}
