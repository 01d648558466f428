using GpServer.Admin.Logs;
using GpServer.Catalog;
using GpServer.Options;
using GpServer.Security;
using GpServer.Storage.Site;

namespace GpServer.Admin.Site;

/// <summary>
/// What has to change so that a site becomes what a file says. Merging adds and changes; replacing also removes what is not in the parts that
/// the file has. The primary administrator stays as it is.
/// </summary>
sealed class SitePlan
{
    static readonly string[] Known = [TokenSettings.Name, LogSettings.Name, LimitChanges.Name];

    readonly SiteContent _file;
    readonly bool _replace;
    readonly SiteProblems _problems;
    readonly Dictionary<(string Kind, string Name), SiteDocument> _stored;
    readonly Dictionary<string, SiteUser> _users;
    readonly HashSet<string> _roles;
    readonly HashSet<(string Kind, string Name)> _removed;
    readonly string _unknownPassword;

    /// <param name="unknownPassword">The hash of a password that nobody knows.</param>
    public SitePlan(SiteContent file, bool replace, IReadOnlyList<SiteDocument> stored, string unknownPassword, SiteProblems problems)
    {
        _file = file;
        _replace = replace;
        _problems = problems;
        _unknownPassword = unknownPassword;
        _stored = stored.ToDictionary(document => (document.Kind, document.Name));
        _users = Of(DocumentKind.User).ToDictionary(user => user.Name, user => SiteJson.Read<SiteUser>(user.Json), StringComparer.Ordinal);
        _roles = [.. Of(DocumentKind.Role).Where(role => Stays(file.Roles, role.Name)).Select(role => role.Name), .. file.Roles?.Keys ?? []];
        Change();
        _removed = [.. Changes.Where(change => change.Json is null).Select(change => (change.Kind, change.Name))];
        CheckNames();
        CheckRoles();
    }

    public List<DocumentChange> Changes { get; } = [];

    /// <summary>The names of what is added, changed and removed, by their kinds.</summary>
    public IEnumerable<string> Names(string kind, Func<DocumentChange, bool> which) =>
        Changes.Where(change => change.Kind == kind && which(change)).Select(change => change.Name);

    void Change()
    {
        Make(DocumentKind.Service, _file.Services, static (_, service) => ServiceFormat.Write(service));
        Make(DocumentKind.Folder, _file.Folders, static (_, folder) => SiteJson.Write(folder));
        Make(DocumentKind.Permissions, _file.Permissions, static (_, permissions) => SiteJson.Write(permissions));
        Make(DocumentKind.Role, _file.Roles, static (name, role) =>
            SiteJson.Write(new SiteRole { Name = name, Description = role.Description, Privilege = role.Privilege }));
        Make(DocumentKind.User, _file.Users, (name, user) => SiteJson.Write(User(name, user)));
        Make(DocumentKind.Data, _file.Data, static (_, item) => SiteJson.Write(item));
        if (_file.Settings is { } settings)
        {
            var documents = new Dictionary<string, string>(StringComparer.Ordinal);
            AddSetting(documents, TokenSettings.Name, settings.Tokens is { } tokens ? SiteJson.Write(tokens) : null);
            AddSetting(documents, LogSettings.Name, settings.Logs is { } logs ? SiteJson.Write(logs) : null);
            AddSetting(documents, LimitChanges.Name, settings.Limits?.ToJsonString());
            Make(DocumentKind.Settings, documents, static (_, json) => json);
        }

        RemovePermissionsOfRemoved();
    }

    static void AddSetting(Dictionary<string, string> documents, string name, string? json)
    {
        if (json is not null)
        {
            documents.Add(name, json);
        }
    }

    void Make<T>(string kind, IReadOnlyDictionary<string, T>? wanted, Func<string, T, string> write)
    {
        if (wanted is null)
        {
            return;
        }

        foreach (var (name, entry) in wanted)
        {
            var json = write(name, entry);
            if (!_stored.TryGetValue((kind, name), out var stored))
            {
                Changes.Add(DocumentChange.Add(kind, name, json));
            }
            else if (stored.Json != json)
            {
                Changes.Add(DocumentChange.Update(stored, json));
            }
        }

        foreach (var stored in Of(kind).Where(stored => !Stays(wanted, stored.Name) && !IsKept(stored)))
        {
            Changes.Add(DocumentChange.Delete(stored));
        }
    }

    /// <summary>What is there whatever a file says: the primary administrator, and settings that are none of administrators'.</summary>
    bool IsKept(SiteDocument stored) => stored.Kind switch
    {
        DocumentKind.User => _users[stored.Name].IsPrimary,
        DocumentKind.Settings => !Known.Contains(stored.Name, StringComparer.Ordinal),
        _ => false,
    };

    // A later service of the name must not begin with them.
    void RemovePermissionsOfRemoved()
    {
        if (_file.Permissions is not null)
        {
            return;
        }

        foreach (var name in Names(DocumentKind.Service, static change => change.Json is null).ToList())
        {
            if (_stored.TryGetValue((DocumentKind.Permissions, name), out var permissions))
            {
                Changes.Add(DocumentChange.Delete(permissions));
            }
        }
    }

    SiteUser User(string name, ContentUser user)
    {
        var stored = _users.GetValueOrDefault(name);
        if (stored?.IsPrimary == true)
        {
            _problems.Add($"users: {TaskPublishing.Shown(name)} is the primary administrator of this site, which no file changes; "
                + "expected another name.");
        }

        var hash = user.PasswordHash ?? stored?.PasswordHash ?? _unknownPassword;
        var disabled = user.Disabled || (stored is null && user.PasswordHash is null);

        // Tokens that were given out end with the password, and when the user is disabled.
        var isSame = stored is not null && stored.PasswordHash == hash && (!disabled || stored.Disabled);
        return new SiteUser
        {
            Name = name,
            FullName = user.FullName,
            Email = user.Email,
            Description = user.Description,
            Disabled = disabled,
            Roles = user.Roles,
            PasswordHash = hash,
            Stamp = isSame ? stored!.Stamp : SiteUser.NewStamp(),
            IsPrimary = false,
        };
    }

    /// <summary>Names of services and folders must differ by more than case, also from what is there already.</summary>
    void CheckNames()
    {
        var services = Effective(DocumentKind.Service, _file.Services).ToList();
        var folders = Effective(DocumentKind.Folder, _file.Folders)
            .Concat(services.Where(name => name.Contains('/', StringComparison.Ordinal)).Select(name => name.Split('/')[0]));
        var names = services.Select(name => (Kind: "service", Name: name))
            .Concat(folders.Select(name => (Kind: "folder", Name: name))).Distinct();
        foreach (var same in names.GroupBy(name => name.Name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
        {
            _problems.Add($"{string.Join(" and ", same.Select(name => $"the {name.Kind} {TaskPublishing.Shown(name.Name)}"))} "
                + "have names that do not differ by more than case.");
        }
    }

    /// <summary>Roles that are named must be there when all is done.</summary>
    void CheckRoles()
    {
        foreach (var (name, user) in _file.Users ?? new Dictionary<string, ContentUser>())
        {
            foreach (var role in user.Roles.Where(role => role is not null && !_roles.Contains(role)))
            {
                _problems.Add($"users: {TaskPublishing.Shown(name)}: there is no role {TaskPublishing.Shown(role)}.");
            }
        }

        foreach (var (path, permissions) in _file.Permissions ?? new Dictionary<string, IReadOnlyList<Permission>>())
        {
            foreach (var principal in permissions.Select(permission => permission?.Principal).OfType<string>().Where(IsMissing))
            {
                _problems.Add($"permissions: {TaskPublishing.Shown(path)}: there is no role {TaskPublishing.Shown(principal)}.");
            }
        }

        CheckRemovedRoles(Names(DocumentKind.Role, static change => change.Json is null).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>Roles that go must be those of nobody, and of no permission, that stays without being in the file.</summary>
    void CheckRemovedRoles(HashSet<string> removed)
    {
        if (removed.Count == 0)
        {
            return;
        }

        foreach (var user in _users.Values.Where(user => IsLeft(DocumentKind.User, _file.Users, user.Name)))
        {
            foreach (var role in user.Roles.Where(removed.Contains))
            {
                _problems.Add($"roles: the user {user.Name} of this site has the role {role}, which the file does not have.");
            }
        }

        foreach (var stored in Of(DocumentKind.Permissions).Where(stored => IsLeft(DocumentKind.Permissions, _file.Permissions, stored.Name)))
        {
            var principals = SiteJson.Read<IReadOnlyList<Permission>>(stored.Json).Select(permission => permission.Principal);
            foreach (var role in principals.Where(removed.Contains))
            {
                _problems.Add($"roles: the permissions of {stored.Name} in this site name the role {role}, which the file does not have.");
            }
        }
    }

    bool IsMissing(string principal) => Permission.IsRole(principal) && !_roles.Contains(principal);

    /// <summary>True for what is neither in the file nor removed.</summary>
    bool IsLeft<T>(string kind, IReadOnlyDictionary<string, T>? wanted, string name) =>
        wanted?.ContainsKey(name) != true && !_removed.Contains((kind, name));

    IEnumerable<string> Effective<T>(string kind, IReadOnlyDictionary<string, T>? wanted) =>
        Of(kind).Select(stored => stored.Name).Where(name => Stays(wanted, name)).Concat(wanted?.Keys ?? []).Distinct(StringComparer.Ordinal);

    /// <summary>True for what is in the file, and for what a file does not remove.</summary>
    bool Stays<T>(IReadOnlyDictionary<string, T>? wanted, string name) => !_replace || wanted is null || wanted.ContainsKey(name);

    IEnumerable<SiteDocument> Of(string kind) => _stored.Values.Where(document => document.Kind == kind);
}
