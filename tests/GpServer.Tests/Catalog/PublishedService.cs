namespace GpServer.Tests.Catalog;

/// <summary>Publishes services as an administrator does: by their documents in the store.</summary>
static class PublishedService
{
    public static Task PublishAsync(this TestServer server, string name, string document) => server.AddServiceAsync(name, document);
}
