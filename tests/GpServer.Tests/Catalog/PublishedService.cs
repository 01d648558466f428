using GpServer.Catalog;
using GpServer.Storage.Catalog;

namespace GpServer.Tests.Catalog;

/// <summary>Publishes services as an administrator does: by their documents in the store.</summary>
static class PublishedService
{
    public static async Task PublishAsync(this TestServer server, string name, string document)
    {
        (await server.Get<ServiceDocuments>().AddAsync(name, document, CancellationToken.None)).ShouldBeTrue();
        await server.Get<StoredCatalog>().ReadAsync(CancellationToken.None);
    }
}
