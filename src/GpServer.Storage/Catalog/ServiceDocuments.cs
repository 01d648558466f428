using GpServer.Storage.Site;

namespace GpServer.Storage.Catalog;

/// <summary>The catalog of services: shared by all nodes, which learn of changes at once and read them by themselves.</summary>
public sealed class ServiceDocuments(SiteDocuments site)
{
    /// <summary>All services in the order of their names.</summary>
    public async Task<List<ServiceDocument>> ReadAsync(CancellationToken stop) =>
        (await site.ReadAsync(DocumentKind.Service, stop).ConfigureAwait(false))
            .ConvertAll(document => new ServiceDocument(document.Name, document.Json, document.Version));

    /// <summary>Stores these services where there are none at all: the first start of a server. The versions become 1.</summary>
    /// <returns>False when there are some.</returns>
    public Task<bool> InsertWhenEmptyAsync(IReadOnlyList<ServiceDocument> documents, CancellationToken stop) => site.InsertWhenEmptyAsync(
        DocumentKind.Service, [.. documents.Select(document => DocumentChange.Add(DocumentKind.Service, document.Name, document.Json))], stop);

    /// <summary>Adds a service.</summary>
    /// <returns>False when there is one of this name.</returns>
    public Task<bool> AddAsync(string name, string json, CancellationToken stop) => ChangeAsync(new(DocumentKind.Service, name, json, 0), stop);

    /// <summary>Changes a service that nobody else has changed since it was read.</summary>
    /// <param name="document">The new document, with the version that was read.</param>
    /// <returns>False when somebody has, or there is none.</returns>
    public Task<bool> UpdateAsync(ServiceDocument document, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(document);
        return ChangeAsync(new(DocumentKind.Service, document.Name, document.Json, document.Version), stop);
    }

    /// <summary>Deletes a service that nobody else has changed since it was read.</summary>
    /// <returns>False when somebody has, or there is none.</returns>
    public Task<bool> DeleteAsync(string name, long version, CancellationToken stop) =>
        ChangeAsync(new(DocumentKind.Service, name, null, version), stop);

    /// <summary>Told when services were changed, by any node; the catalog is then to be read again. It may be told without need.</summary>
    public IDisposable OnChanged(Action heard) => site.OnChanged(heard);

    async Task<bool> ChangeAsync(DocumentChange change, CancellationToken stop) =>
        await site.ChangeAsync([change], audit: null, stop).ConfigureAwait(false) is null;
}
