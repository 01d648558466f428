using System.Globalization;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Options;
using GpServer.Rest;
using GpServer.Security;
using GpServer.Storage.Site;
using Microsoft.Extensions.Options;

namespace GpServer.Admin.Services;

/// <summary>Finds what administrators' paths name: services and folders as they are stored.</summary>
sealed class StoredServices(SiteEditor editor, IServiceCatalog catalog, SiteState site, IOptions<GpServerOptions> options)
{
    /// <summary>Services that a site may have, and folders: every node holds all of them.</summary>
    const int Most = 10_000;

    /// <summary>The folders in order of their names: those that were made, and those that services name.</summary>
    public IReadOnlyList<string> Folders =>
        [.. site.Now.Folders.Keys.Concat(catalog.Folders).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The name of the service in the path, with its folder.</summary>
    public static string NameOf(RestRequest request) => Qualified(request.Path("folder"), request.Path("service"));

    public static string Qualified(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    /// <exception cref="GpException">There is no service of the path's name, or it cannot be read.</exception>
    public ValueTask<StoredService> GetAsync(RestRequest request) => GetAsync(NameOf(request), request.Aborted);

    /// <exception cref="GpException">There is no service of this name, or it cannot be read.</exception>
    public async ValueTask<StoredService> GetAsync(string name, CancellationToken stop)
    {
        var document = await editor.GetAsync(DocumentKind.Service, name, stop);
        return TryRead(document) is { } service
            ? new StoredService(document, service)
            : throw new GpException(GpError.NotAvailable, $"The stored service '{name}' is none that this server can read; it can be deleted.");
    }

    /// <summary>The service of a document, or null where it cannot be read.</summary>
    public static GpService? TryRead(SiteDocument document)
    {
        try
        {
            return ServiceFormat.Read(document.Name, document.Json);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Refuses a change of what is not what its caller has read.</summary>
    /// <param name="etag">The version that the caller has read; null where that does not matter.</param>
    public static void CheckVersion(SiteDocument document, string? etag)
    {
        if (etag is { Length: > 0 } && etag != document.Version.ToString(CultureInfo.InvariantCulture))
        {
            throw new GpException(GpError.Conflict, $"The service '{document.Name}' was changed by somebody else; read it again.");
        }
    }

    /// <summary>The folder of the path; empty for the root.</summary>
    /// <exception cref="GpException">There is no such folder.</exception>
    public string FolderOf(RestRequest request)
    {
        var folder = request.Path("folder");
        CheckFolder(folder);
        return folder;
    }

    /// <exception cref="GpException">There is no such folder.</exception>
    public void CheckFolder(string folder)
    {
        if (folder.Length > 0 && !Folders.Contains(folder, StringComparer.Ordinal))
        {
            throw new GpException(GpError.NoSuchItem, $"There is no folder {TaskPublishing.Shown(folder)}.");
        }
    }

    /// <summary>
    /// Refuses the name of a service or folder that is there, also when it differs by case alone. A folder and a service at the root have one path
    /// of permissions, so they cannot have one name either.
    /// </summary>
    /// <exception cref="GpException">There is one, or there are too many.</exception>
    public void CheckIsFree(string path, string? except = null)
    {
        if (catalog.Services.Count >= Most || Folders.Count >= Most)
        {
            throw new GpException(GpError.LimitExceeded,
                $"The site has {catalog.Services.Count} services and {Folders.Count} folders; at most {Most} of each are kept.");
        }

        var taken = catalog.Services.Select(service => (Kind: "service", Path: service.QualifiedName))
            .Concat(Folders.Select(folder => (Kind: "folder", Path: folder)))
            .FirstOrDefault(other => other.Path != except && other.Path.Equals(path, StringComparison.OrdinalIgnoreCase));
        if (taken.Path is not null)
        {
            throw new GpException(GpError.AlreadyExists, $"There is a {taken.Kind} '{taken.Path}' already.");
        }
    }

    /// <summary>Refuses to take a service away of which the configuration speaks: this node would not start again.</summary>
    /// <exception cref="GpException">It does.</exception>
    public void CheckIsNotConfigured(string name)
    {
        if (options.Value.Services.ContainsKey(name))
        {
            throw new GpException(GpError.Conflict,
                $"The configuration of this node changes the service '{name}' ({GpServerOptions.Section}:Services:{name}); take that away first.");
        }
    }
}
