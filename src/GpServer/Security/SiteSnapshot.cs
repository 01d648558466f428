using System.Collections.Frozen;
using GpServer.Admin.Logs;
using GpServer.DataSources;

namespace GpServer.Security;

/// <summary>Users, roles, permissions and settings as they were read from the store once.</summary>
sealed class SiteSnapshot
{
    public static readonly SiteSnapshot Empty = new();

    public IReadOnlyDictionary<string, SiteUser> Users { get; init; } = FrozenDictionary<string, SiteUser>.Empty;

    public IReadOnlyDictionary<string, SiteRole> Roles { get; init; } = FrozenDictionary<string, SiteRole>.Empty;

    /// <summary>By the path of what they are about: <see cref="Permission.Root"/>, a folder, or a service with its folder.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Permission>> Permissions { get; init; } =
        FrozenDictionary<string, IReadOnlyList<Permission>>.Empty;

    /// <summary>Folders that were made, with their descriptions; those that only services name are not among them.</summary>
    public IReadOnlyDictionary<string, SiteFolder> Folders { get; init; } = FrozenDictionary<string, SiteFolder>.Empty;

    /// <summary>
    /// The names of the services that there are. Who may use one is decided by this and the permissions of the same time: a service that is taken
    /// away must not be left for a moment without what was said of it.
    /// </summary>
    public IReadOnlySet<string> Services { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Registered data by their names.</summary>
    public IReadOnlyDictionary<string, DataItem> Data { get; init; } = FrozenDictionary<string, DataItem>.Empty;

    public TokenSettings Tokens { get; init; } = new();

    public LogSettings Logs { get; init; } = new();

    /// <summary>The documents of all settings by their names.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>The caller that a user is; null where the user cannot be one now.</summary>
    public Caller? CallerOf(string userName)
    {
        if (!Users.TryGetValue(userName, out var user) || user.Disabled)
        {
            return null;
        }

        return Callers.TryGetValue(userName, out var caller) ? caller : null;
    }

    /// <summary>All users as callers, made once.</summary>
    FrozenDictionary<string, Caller> Callers => field ??= Users.Values.ToFrozenDictionary(
        user => user.Name, user => CallerOf(user.Name, user.Roles, user.IsPrimary), StringComparer.Ordinal);

    /// <summary>The caller with these roles. Roles that there are not give nothing.</summary>
    public Caller CallerOf(string name, IEnumerable<string> roles, bool isAdministrator)
    {
        var known = roles.Where(Roles.ContainsKey).ToFrozenSet(StringComparer.Ordinal);
        var privilege = isAdministrator ? Privilege.Administrator
            : known.Select(role => Roles[role].Privilege).DefaultIfEmpty(Privilege.User).Max();
        return new Caller(name, privilege, known);
    }
}
