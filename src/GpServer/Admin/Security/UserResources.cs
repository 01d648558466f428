using System.Text.Json.Nodes;
using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Security;
using GpServer.Storage.Site;

namespace GpServer.Admin.Security;

/// <summary><c>/admin/security/users</c>: who can sign in.</summary>
sealed class UserResources(SiteEditor editor, SiteState site, Passwords passwords)
{
    const int MostPage = 10_000;
    const int LongestText = 2_000;

    public void Map(RestRoutes rest)
    {
        rest.MapAdmin("/security/users", RouteAccess.Administrator, GetUsers);
        rest.MapAdmin("/security/users/getUsers", RouteAccess.Administrator, GetUsers);
        rest.MapAdmin("/security/users/search", RouteAccess.Administrator, Search);
        rest.MapAdmin("/security/users/add", RouteAccess.Administrator, Add);
        rest.MapAdmin("/security/users/update", RouteAccess.Administrator, Update);
        rest.MapAdmin("/security/users/remove", RouteAccess.Administrator, Remove);
        rest.MapAdmin("/security/users/revokeTokens", RouteAccess.Administrator, RevokeTokens);
        rest.MapAdmin("/security/users/assignRoles", RouteAccess.Administrator, request => ChangeRoles(request, "assignRoles", Enumerable.Union));
        rest.MapAdmin("/security/users/removeRoles", RouteAccess.Administrator, request => ChangeRoles(request, "removeRoles", Enumerable.Except));
        rest.MapAdmin("/security/users/getPrivilege", RouteAccess.Administrator, GetPrivilege);
    }

    public static void Write(JsonOutput json, IReadOnlyList<SiteUser> page, bool hasMore)
    {
        json.StartArray("users"u8);
        foreach (var user in page)
        {
            json.StartObject();
            json.Member("username"u8, user.Name);
            json.Member("fullname"u8, user.FullName);
            json.Member("email"u8, user.Email);
            json.Member("description"u8, user.Description);
            json.Member("disabled"u8, user.Disabled);
            json.StartArray("roles"u8);
            foreach (var role in user.Roles)
            {
                json.Value(role);
            }

            json.EndArray();
            json.EndObject();
        }

        json.EndArray();
        json.Member("hasMore"u8, hasMore);
    }

    ValueTask<EsriAnswer> GetUsers(RestRequest request)
    {
        var start = request.Number("startIndex", 0, 0, int.MaxValue);
        var size = request.Number("pageSize", 1_000, 1, MostPage);
        var all = InOrder().ToList();
        return AdminAnswers.Document(json => Write(json, [.. all.Skip(start).Take(size)], (long)start + size < all.Count));
    }

    ValueTask<EsriAnswer> Search(RestRequest request)
    {
        var filter = request.Text("filter") ?? "";
        var most = request.Number("maxCount", 1_000, 1, MostPage);
        var found = InOrder().Where(user => user.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)
            || user.FullName.Contains(filter, StringComparison.OrdinalIgnoreCase)).Take(most + 1).ToList();
        return AdminAnswers.Document(json => Write(json, [.. found.Take(most)], found.Count > most));
    }

    async ValueTask<EsriAnswer> Add(RestRequest request)
    {
        request.CheckIsPost();
        var name = Name(request.Required("username"));
        var user = Changed(request, new SiteUser
        {
            Name = name,
            PasswordHash = passwords.Hash(Password(request.Required("password"))),
            Stamp = SiteUser.NewStamp(),
        });
        await editor.ChangeAsync(
            request, "security/users/add", name, [DocumentChange.Add(DocumentKind.User, name, SiteJson.Write(user))], null, Shown(user));
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> Update(RestRequest request)
    {
        request.CheckIsPost();
        var (document, user) = await GetAsync(request);
        var changed = Changed(request, user);
        if (request.Text("password") is { } password)
        {
            changed = changed with { PasswordHash = passwords.Hash(Password(password)), Stamp = SiteUser.NewStamp() };
        }

        if (changed.Disabled && user.IsPrimary)
        {
            throw new GpException(GpError.InvalidParameter, "disabled: the primary administrator cannot be disabled.");
        }

        if (changed.Disabled && !user.Disabled)
        {
            // Also when the user is enabled again, what was given out before is not valid.
            changed = changed with { Stamp = SiteUser.NewStamp() };
        }

        await StoreAsync(request, "security/users/update", document, user, changed);
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> Remove(RestRequest request)
    {
        request.CheckIsPost();
        var (document, user) = await GetAsync(request);
        if (user.IsPrimary)
        {
            throw new GpException(GpError.InvalidParameter, "username: the primary administrator cannot be removed.");
        }

        await editor.ChangeAsync(request, "security/users/remove", user.Name, [DocumentChange.Delete(document)], Shown(user), null);
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> RevokeTokens(RestRequest request)
    {
        request.CheckIsPost();
        var (document, user) = await GetAsync(request);
        await StoreAsync(request, "security/users/revokeTokens", document, user, user with { Stamp = SiteUser.NewStamp() });
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> ChangeRoles(
        RestRequest request, string action, Func<IEnumerable<string>, IEnumerable<string>, IEnumerable<string>> change)
    {
        request.CheckIsPost();
        var (document, user) = await GetAsync(request);
        var roles = request.List("roles");
        if (roles.Count == 0)
        {
            throw new GpException(GpError.MissingParameter, "roles: Value is required");
        }

        var changed = user with { Roles = [.. change(user.Roles, roles)] };
        await editor.ChangeAsync(request, $"security/users/{action}", user.Name,
            [DocumentChange.Update(document, SiteJson.Write(changed)), .. await editor.NamingRolesAsync(roles, request.Aborted)],
            Shown(user), Shown(changed));
        return AdminAnswers.Success();
    }

    async ValueTask<EsriAnswer> GetPrivilege(RestRequest request)
    {
        var (_, user) = await GetAsync(request);
        var privilege = site.Now.CallerOf(user.Name, user.Roles, user.IsPrimary).Privilege;
        return await AdminAnswers.Document(json => json.Member("privilege"u8, PrivilegeNames.Of(privilege)));
    }

    async ValueTask<(SiteDocument Document, SiteUser User)> GetAsync(RestRequest request)
    {
        var document = await editor.GetAsync(DocumentKind.User, request.Required("username"), request.Aborted);
        return (document, SiteJson.Read<SiteUser>(document.Json));
    }

    ValueTask StoreAsync(RestRequest request, string action, SiteDocument document, SiteUser before, SiteUser after) => editor.ChangeAsync(
        request, action, before.Name, [DocumentChange.Update(document, SiteJson.Write(after))], Shown(before), Shown(after));

    IEnumerable<SiteUser> InOrder() => site.Now.Users.Values.OrderBy(user => user.Name, StringComparer.Ordinal);

    /// <summary>The user with what the form says of it.</summary>
    static SiteUser Changed(RestRequest request, SiteUser user) => user with
    {
        FullName = request.Text("fullname", LongestText) ?? user.FullName,
        Email = request.Text("email", LongestText) ?? user.Email,
        Description = request.Text("description", LongestText) ?? user.Description,
        Disabled = request.Parameters.Flag("disabled", user.Disabled),
    };

    /// <summary>The user for the audit log: without the hash, and with a sign of whether password or tokens were changed.</summary>
    static string Shown(SiteUser user) => new JsonObject
    {
        ["username"] = user.Name,
        ["fullname"] = user.FullName,
        ["email"] = user.Email,
        ["description"] = user.Description,
        ["disabled"] = user.Disabled,
        ["roles"] = new JsonArray([.. user.Roles.Select(role => (JsonNode)role)]),
        ["tokensOf"] = user.Stamp[..4],
    }.ToJsonString();

    static string Name(string name) => UserNames.Problem(name) is { } problem
        ? throw new GpException(GpError.InvalidParameter, $"username: '{GpServer.Core.Parameters.ParameterText.Form(name).Excerpt()}' is not valid; {problem}.")
        : name;

    static string Password(string password) => Passwords.Problem(password) is { } problem
        ? throw new GpException(GpError.InvalidParameter, $"password: the value is not valid; {problem}")
        : password;
}
