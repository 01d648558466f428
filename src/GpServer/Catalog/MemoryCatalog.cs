using GpServer.Core;

namespace GpServer.Catalog;

/// <summary>A catalog that is fixed while the server runs.</summary>
sealed class MemoryCatalog : IServiceCatalog
{
    readonly Dictionary<(string Folder, string Name), GpService> _byName;

    public MemoryCatalog(IEnumerable<GpService> services)
    {
        Services = [.. services.OrderBy(s => s.Folder, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal)];
        Folders = [.. Services.Select(service => service.Folder).Where(folder => folder.Length > 0).Distinct(StringComparer.Ordinal)];
        _byName = Services.ToDictionary(service => (service.Folder, service.Name));
    }

    public IReadOnlyList<GpService> Services { get; }

    public IReadOnlyList<string> Folders { get; }

    public GpService Get(string folder, string name)
    {
        var qualified = folder.Length == 0 ? name : $"{folder}/{name}";
        if (!_byName.TryGetValue((folder, name), out var service))
        {
            // The blank at the end is the product's; clients compare the whole text.
            throw new GpException(GpError.ServiceNotFound, $"Service {qualified}/GPServer not found ");
        }

        return service.Started
            ? service
            : throw new GpException(GpError.ServiceNotStarted, $"Service {qualified}/GPServer not started ");
    }
}
