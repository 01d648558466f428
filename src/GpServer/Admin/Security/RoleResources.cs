using System.Text.Json.Nodes;
using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Security;
using GpServer.Storage.Site;

namespace GpServer.Admin.Security;

/// <summary><c>/admin/security/roles</c>: what users have in common, and what it lets them do.</summary>
sealed class RoleResources(SiteEditor editor, SiteState site)
{
    const int MostPage = 10_000;
    const int LongestText = 2_000;

    public void Map(RestRoutes rest)
    {
        rest.MapAdmin("/security/roles", RouteAccess.Administrator, GetRoles);
        rest.MapAdmin("/security/roles/getRoles", RouteAccess.Administrator, GetRoles);
        rest.MapAdmin("/security/roles/search", RouteAccess.Administrator, Search);
        rest.MapAdmin("/security/roles/add", RouteAccess.Administrator, Add);
        rest.MapAdmin("/security/roles/update", RouteAccess.Administrator, Update);
        rest.MapAdmin("/security/roles/remove", RouteAccess.Administrator, Remove);
        rest.MapAdmin("/security/roles/getUsersWithinRole", RouteAccess.Administrator, GetUsers);
        rest.MapAdmin("/security/roles/addUsersToRole", RouteAccess.Administrator, request => ChangeUsers(
            request, "addUsersToRole", (roles, role) => roles.Append(role).Distinct(StringComparer.Ordinal)));
        rest.MapAdmin("/security/roles/removeUsersFromRole", RouteAccess.Administrator, request => ChangeUsers(
            request, "removeUsersFromRole", (roles, role) => roles.Where(other => other != role)));
        rest.MapAdmin("/security/roles/assignPrivilege", RouteAccess.Administrator, AssignPrivilege);
        rest.MapAdmin("/security/roles/getPrivilege", RouteAccess.Administrator, GetPrivilege);
        rest.MapAdmin("/security/roles/getRolesByPrivilege", RouteAccess.Administrator, GetByPrivilege);
    }

    ValueTask<EsriAnswer> GetRoles(RestRequest request)
    {
        var start = request.Number("startIndex", 0, 0, int.MaxValue);
        var size = request.Number("pageSize", 1_000, 1, MostPage);
        var all = InOrder().ToList();
        return AdminAnswers.Document(json => Write(json, all.Skip(start).Take(size), (long)start + size < all.Count));
    }

    ValueTask<EsriAnswer> Search(RestRequest request)
    {
        var filter = request.Text("filter") ?? "";
        var most = request.Number("maxCount", 1_000, 1, MostPage);
        var found = InOrder().Where(role => role.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).Take(most + 1).ToList();
        return AdminAnswers.Document(json => Write(json, found.Take(most), found.Count > most));
    }

    ValueTask<EsriAnswer> GetByPrivilege(RestRequest request)
    {
        var privilege = PrivilegeNames.Read(request.Required("privilege"));
        return AdminAnswers.Document(json => Write(json, InOrder().Where(role => role.Privilege == privilege), hasMore: false));
    }

    async ValueTask<EsriAnswer> Add(RestRequest request)
    {
        request.CheckIsPost();
        var name = Name(request.Required("rolename"));
        var role = new SiteRole { Name = name, Description = request.Text("description", LongestText) ?? "" };
        await editor.ChangeAsync(
            request, "security/roles/add", name, [DocumentChange.Add(DocumentKind.Role, name, SiteJson.Write(role))], null, SiteJson.Write(role));
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> Update(RestRequest request)
    {
        request.CheckIsPost();
        var description = request.Text("description", LongestText);
        await ChangeAsync(request, "security/roles/update", role => role with { Description = description ?? role.Description });
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> AssignPrivilege(RestRequest request)
    {
        request.CheckIsPost();
        var privilege = PrivilegeNames.Read(request.Required("privilege"));
        await ChangeAsync(request, "security/roles/assignPrivilege", role => role with { Privilege = privilege });
        return AdminAnswers.Success();
    }

    /// <summary>Removes the role from the site: from its users, and from all permissions, so that a later role of the name begins with nothing.</summary>
    async ValueTask<EsriAnswer> Remove(RestRequest request)
    {
        request.CheckIsPost();
        var (document, role) = await GetAsync(request);
        List<DocumentChange> changes = [DocumentChange.Delete(document)];
        foreach (var stored in await editor.ReadAsync(DocumentKind.User, request.Aborted))
        {
            var user = SiteJson.Read<SiteUser>(stored.Json);
            if (user.Roles.Contains(role.Name, StringComparer.Ordinal))
            {
                changes.Add(DocumentChange.Update(stored, SiteJson.Write(user with { Roles = [.. user.Roles.Where(other => other != role.Name)] })));
            }
        }

        foreach (var stored in await editor.ReadAsync(DocumentKind.Permissions, request.Aborted))
        {
            var permissions = SiteJson.Read<List<Permission>>(stored.Json);
            if (permissions.RemoveAll(permission => permission.Principal == role.Name) > 0)
            {
                changes.Add(permissions.Count == 0
                    ? DocumentChange.Delete(stored)
                    : DocumentChange.Update(stored, SiteJson.Write(permissions)));
            }
        }

        await editor.ChangeAsync(request, "security/roles/remove", role.Name, changes, SiteJson.Write(role), null);
        return AdminAnswers.Success();
    }

    ValueTask<EsriAnswer> GetUsers(RestRequest request)
    {
        var role = request.Required("rolename");
        Check(role);
        var filter = request.Text("filter") ?? "";
        var most = request.Number("maxCount", 1_000, 1, MostPage);
        var found = site.Now.Users.Values
            .Where(user => user.Roles.Contains(role, StringComparer.Ordinal) && user.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))
            .OrderBy(user => user.Name, StringComparer.Ordinal).Take(most + 1).ToList();
        return AdminAnswers.Document(json => UserResources.Write(json, [.. found.Take(most)], found.Count > most));
    }

    async ValueTask<EsriAnswer> ChangeUsers(
        RestRequest request, string action, Func<IReadOnlyList<string>, string, IEnumerable<string>> change)
    {
        request.CheckIsPost();
        var role = request.Required("rolename");
        Check(role);
        var names = request.List("users");
        var changes = new List<DocumentChange>();
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            var stored = await editor.GetAsync(DocumentKind.User, name, request.Aborted);
            var user = SiteJson.Read<SiteUser>(stored.Json);
            changes.Add(DocumentChange.Update(stored, SiteJson.Write(user with { Roles = [.. change(user.Roles, role)] })));
        }

        if (changes.Count == 0)
        {
            throw new GpException(GpError.MissingParameter, "users: Value is required");
        }

        changes.AddRange(await editor.NamingRolesAsync([role], request.Aborted));
        var users = new JsonArray([.. names.Select(name => (JsonNode)name)]).ToJsonString();
        await editor.ChangeAsync(request, $"security/roles/{action}", role, changes, null, users);
        return AdminAnswers.Success();
    }

    ValueTask<EsriAnswer> GetPrivilege(RestRequest request)
    {
        var name = request.Required("rolename");
        Check(name);
        var privilege = site.Now.Roles[name].Privilege;
        return AdminAnswers.Document(json => json.Member("privilege"u8, PrivilegeNames.Of(privilege)));
    }

    async ValueTask ChangeAsync(RestRequest request, string action, Func<SiteRole, SiteRole> change)
    {
        var (document, role) = await GetAsync(request);
        var changed = SiteJson.Write(change(role));
        await editor.ChangeAsync(request, action, role.Name, [DocumentChange.Update(document, changed)], SiteJson.Write(role), changed);
    }

    async ValueTask<(SiteDocument Document, SiteRole Role)> GetAsync(RestRequest request)
    {
        var document = await editor.GetAsync(DocumentKind.Role, request.Required("rolename"), request.Aborted);
        return (document, SiteJson.Read<SiteRole>(document.Json));
    }

    void Check(string role)
    {
        if (!site.Now.Roles.ContainsKey(role))
        {
            throw new GpException(GpError.NoSuchItem, $"There is no role '{ParameterText.Form(role).Excerpt()}'.");
        }
    }

    IEnumerable<SiteRole> InOrder() => site.Now.Roles.Values.OrderBy(role => role.Name, StringComparer.Ordinal);

    static void Write(JsonOutput json, IEnumerable<SiteRole> roles, bool hasMore)
    {
        json.StartArray("roles"u8);
        foreach (var role in roles)
        {
            json.StartObject();
            json.Member("rolename"u8, role.Name);
            json.Member("description"u8, role.Description);
            json.Member("privilege"u8, PrivilegeNames.Of(role.Privilege));
            json.EndObject();
        }

        json.EndArray();
        json.Member("hasMore"u8, hasMore);
    }

    static string Name(string name) => UserNames.Problem(name) is null && Permission.IsRole(name)
        ? name
        : throw new GpException(GpError.InvalidParameter,
            $"rolename: '{ParameterText.Form(name).Excerpt()}' is not valid; expected {UserNames.Expected}, and none of the protocol's own principals.");
}
