namespace GpServer.Storage.Site;

/// <summary>What a document of the site is about. The names are stored.</summary>
public static class DocumentKind
{
    /// <summary>A service, by its name with the folder.</summary>
    public const string Service = "service";

    /// <summary>A folder of services, by its name. Folders that only services name have none.</summary>
    public const string Folder = "folder";

    /// <summary>Who may use the root (<c>/</c>), a folder or a service, by its path.</summary>
    public const string Permissions = "permissions";

    /// <summary>A user, by name.</summary>
    public const string User = "user";

    /// <summary>A role, by name.</summary>
    public const string Role = "role";

    /// <summary>Data that an administrator has registered, by name.</summary>
    public const string Data = "data";

    /// <summary>Settings that can be changed while the server runs, by their group.</summary>
    public const string Settings = "settings";

    /// <summary>A key by which tokens are protected, by its id.</summary>
    public const string Key = "key";
}
