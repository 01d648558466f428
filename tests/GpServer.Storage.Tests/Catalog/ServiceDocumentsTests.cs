using GpServer.Storage.Catalog;

namespace GpServer.Storage.Tests.Catalog;

/// <summary>The catalog of services on both stores.</summary>
[Collection(Databases.Name)]
public sealed class ServiceDocumentsTests(PostgreSqlServer server) : IDisposable
{
    readonly TemporaryFolder _folder = new();

    static CancellationToken None => CancellationToken.None;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task An_empty_catalog_is_filled_once(StorageProvider provider)
    {
        await using var store = await OpenAsync(provider);
        var services = new ServiceDocuments(new(store));
        var first = Enumerable.Range(0, 5).Select(i => services.InsertWhenEmptyAsync([new("b", $"{i}", 0), new("a", $"{i}", 0)], None));
        (await Task.WhenAll(first)).Count(inserted => inserted).ShouldBe(1);
        var read = await services.ReadAsync(None);
        read.Select(service => (service.Name, service.Version)).ShouldBe([("a", 1), ("b", 1)]);
        read[0].Json.ShouldBe(read[1].Json);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_change_of_what_somebody_else_changed_is_refused(StorageProvider provider)
    {
        await using var store = await OpenAsync(provider);
        var services = new ServiceDocuments(new(store));
        (await services.AddAsync("a", "1", None)).ShouldBeTrue();
        (await services.AddAsync("a", "2", None)).ShouldBeFalse();
        (await services.UpdateAsync(new("a", "3", 1), None)).ShouldBeTrue();
        (await services.UpdateAsync(new("a", "4", 1), None)).ShouldBeFalse();
        (await services.DeleteAsync("a", 1, None)).ShouldBeFalse();
        (await services.ReadAsync(None)).ShouldBe([new ServiceDocument("a", "3", 2)]);
        (await services.DeleteAsync("a", 2, None)).ShouldBeTrue();
        (await services.ReadAsync(None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_change_is_told_and_a_refused_one_is_not(StorageProvider provider)
    {
        await using var store = await OpenAsync(provider);
        var services = new ServiceDocuments(new(store));
        await services.AddAsync("a", "1", None);
        await Task.Delay(200);
        var told = 0;
        using var listening = services.OnChanged(() => Interlocked.Increment(ref told));
        await services.UpdateAsync(new("a", "2", 7), None);
        told.ShouldBe(0);
        await services.UpdateAsync(new("a", "2", 1), None);
        told.ShouldBe(1);
    }

    async Task<Store> OpenAsync(StorageProvider provider) => await Store.OpenAsync(
        provider == StorageProvider.Sqlite ? new StoreOptions { DataDirectory = _folder.Path } : await server.NewAsync(),
            TimeProvider.System, None);
}
