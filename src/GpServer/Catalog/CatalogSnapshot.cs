namespace GpServer.Catalog;

/// <summary>The services as they were read from the store once.</summary>
sealed class CatalogSnapshot
{
    readonly Dictionary<string, GpService> _byName;

    public CatalogSnapshot(IEnumerable<GpService> services)
    {
        Services = [.. services.OrderBy(s => s.Folder, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal)];
        Folders = [.. Services.Select(service => service.Folder).Where(folder => folder.Length > 0).Distinct(StringComparer.Ordinal)];
        _byName = Services.ToDictionary(service => service.QualifiedName, StringComparer.Ordinal);
    }

    public IReadOnlyList<GpService> Services { get; }

    public IReadOnlyList<string> Folders { get; }

    public GpService? Find(string qualifiedName) => _byName.GetValueOrDefault(qualifiedName);
}
