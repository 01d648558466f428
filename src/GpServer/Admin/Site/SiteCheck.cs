using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Text.Json;
using GpServer.Admin.Logs;
using GpServer.Catalog;
using GpServer.DataSources;
using GpServer.Options;
using GpServer.Security;

namespace GpServer.Admin.Site;

/// <summary>Checks each entry of a file by itself; whether they fit together with the site is checked by <see cref="SitePlan"/>.</summary>
sealed class SiteCheck(ServiceCheck services, DataItemCheck data, CurrentLimits limits)
{
    const int LongestText = 2_000;
    const int MostPrincipals = 1_000;
    const int MostRoles = 1_000;

    // As ASP.NET Core's hasher writes them: a version, the function, iterations and the length of the salt, then salt and key.
    const int HashHead = 13;
    const int LongestHash = 1_000;
    const uint MostIterations = 1_000_000;

    public void Check(SiteContent site, SiteProblems problems)
    {
        foreach (var (name, service) in site.Services ?? Empty<GpService>())
        {
            AddAll(problems, $"services: {TaskPublishing.Shown(name)}",
                name == service.QualifiedName ? services.Problems(service)
                    : ["expected a name, or a folder and a name, such as Planning/Buffer."]);
        }

        foreach (var (name, folder) in site.Folders ?? Empty<SiteFolder>())
        {
            AddAll(problems, $"folders: {TaskPublishing.Shown(name)}",
                [.. ServiceNames.Problems(name.Length == 0 ? "/" : name, "X"), .. Long("description", folder.Description)]);
        }

        foreach (var (path, permissions) in site.Permissions ?? Empty<IReadOnlyList<Permission>>())
        {
            AddAll(problems, $"permissions: {TaskPublishing.Shown(path)}", [.. OfPath(path), .. OfPermissions(permissions)]);
        }

        foreach (var (name, role) in site.Roles ?? Empty<ContentRole>())
        {
            AddAll(problems, $"roles: {TaskPublishing.Shown(name)}", [.. OfRole(name), .. Long("description", role.Description)]);
        }

        foreach (var (name, user) in site.Users ?? Empty<ContentUser>())
        {
            AddAll(problems, $"users: {TaskPublishing.Shown(name)}", OfUser(name, user));
        }

        foreach (var (name, item) in site.Data ?? Empty<DataItem>())
        {
            AddAll(problems, $"data: {TaskPublishing.Shown(name)}", data.Problems(name, item));
        }

        AddAll(problems, "settings", OfSettings(site.Settings));
    }

    static IEnumerable<string> OfPath(string path)
    {
        var parts = path.Split('/');
        return path == Permission.Root ? []
            : parts.Length > 2 ? ["expected /, a folder, or a service with its folder."]
            : parts.Length == 2 && parts[0].Length == 0 ? ["expected a folder before the slash."]
            : ServiceNames.Problems(parts.Length == 2 && parts[0] != ServiceNames.HostedFolder ? parts[0] : "", parts[^1]);
    }

    static IEnumerable<string> OfPermissions(IReadOnlyList<Permission> permissions)
    {
        if (permissions.Count > MostPrincipals || permissions.Any(permission => permission?.Principal is null))
        {
            return [$"expected at most {MostPrincipals} permissions with a principal each."];
        }

        return permissions.GroupBy(permission => permission.Principal, StringComparer.Ordinal).Where(same => same.Count() > 1)
            .Select(same => $"{TaskPublishing.Shown(same.Key)} is there {same.Count()} times; expected once.");
    }

    static IEnumerable<string> OfRole(string name) =>
        UserNames.Problem(name) is { } problem ? [problem]
        : Permission.IsRole(name) ? [] : ["the protocol has this name for itself."];

    static IEnumerable<string> OfUser(string name, ContentUser user) =>
    [
        .. When(UserNames.Problem(name)),
        .. Long("fullName", user.FullName), .. Long("email", user.Email), .. Long("description", user.Description),
        .. When(user.Roles.Count > MostRoles || user.Roles.Any(role => role is null) ? $"roles: expected at most {MostRoles} names." : null),
        .. When(user.PasswordHash is { } hash && !IsHash(hash)
            ? "passwordHash is none that this server can check; expected one of an export."
            : null),
    ];

    IEnumerable<string> OfSettings(ContentSettings? settings)
    {
        if (settings?.Tokens is { } tokens
            && (tokens.ShortMinutes < 1 || tokens.LongestMinutes < tokens.ShortMinutes || tokens.LongestMinutes > TokenSettings.MostMinutes))
        {
            yield return FormattableString.Invariant($"tokens: shortMinutes is {tokens.ShortMinutes} and longestMinutes is {tokens.LongestMinutes}; ")
                + $"expected 1 to {TokenSettings.MostMinutes}, and the longest no less than the short one.";
        }

        if (settings?.Logs is { RetentionDays: < 1 or > LogSettings.MostDays } logs)
        {
            yield return $"logs: retentionDays is {logs.RetentionDays}; expected 1 to {LogSettings.MostDays}.";
        }

        foreach (var problem in settings?.Limits is { } changes ? OfLimits(changes) : [])
        {
            yield return $"limits: {problem}";
        }
    }

    IReadOnlyList<string> OfLimits(System.Text.Json.Nodes.JsonObject changes)
    {
        try
        {
            return OptionsCheck.Problems(LimitChanges.Apply(limits.Configured, changes));
        }
        catch (JsonException e)
        {
            return [e.Message];
        }
    }

    /// <summary>True for a hash that can be checked, and in a bounded time: who checks it does as many rounds as it says.</summary>
    static bool IsHash(string text)
    {
        Span<byte> hash = stackalloc byte[LongestHash];
        if (text.Length > LongestHash || !Convert.TryFromBase64String(text, hash, out var length) || length <= HashHead || hash[0] != 1)
        {
            return false;
        }

        var function = BinaryPrimitives.ReadUInt32BigEndian(hash[1..]);
        var iterations = BinaryPrimitives.ReadUInt32BigEndian(hash[5..]);
        var salt = BinaryPrimitives.ReadUInt32BigEndian(hash[9..]);
        return function <= 2 && iterations is >= 1_000 and <= MostIterations && salt is >= 16 and <= 64
            && length - HashHead - salt is >= 16 and <= 64;
    }

    static IEnumerable<string> When(string? problem) => problem is null ? [] : [problem];

    static IEnumerable<string> Long(string member, string text) =>
        text.Length > LongestText ? [$"{member} has {text.Length} characters; expected at most {LongestText}."] : [];

    static void AddAll(SiteProblems problems, string place, IEnumerable<string> found)
    {
        foreach (var problem in found)
        {
            problems.Add($"{place}: {problem}");
        }
    }

    static FrozenDictionary<string, T> Empty<T>() => FrozenDictionary<string, T>.Empty;
}
