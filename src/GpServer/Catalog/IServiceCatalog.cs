using GpServer.Core;

namespace GpServer.Catalog;

/// <summary>The services that the server publishes.</summary>
interface IServiceCatalog
{
    /// <summary>All services in order of their folders and names.</summary>
    IReadOnlyList<GpService> Services { get; }

    /// <summary>The folders in order of their names.</summary>
    IReadOnlyList<string> Folders { get; }

    /// <summary>The service of this name with its folder, started or not; null when there is none.</summary>
    GpService? Find(string qualifiedName);

    /// <summary>The service, started or not.</summary>
    /// <exception cref="GpException">There is no such service.</exception>
    GpService Published(string qualifiedName) =>
        Find(qualifiedName) ?? throw ServiceNames.NotFound(qualifiedName);

    /// <exception cref="GpException">There is no such service, or it is stopped.</exception>
    /// <param name="qualifiedName">The name with its folder.</param>
    GpService Get(string qualifiedName) => Published(qualifiedName) is { Started: true } service
        ? service
        : throw new GpException(GpError.ServiceNotStarted, $"Service {qualifiedName}/GPServer not started ");

    /// <inheritdoc cref="Get(string)"/>
    /// <param name="folder">The folder's name; empty at the root.</param>
    GpService Get(string folder, string name) => Get(folder.Length == 0 ? name : $"{folder}/{name}");
}
