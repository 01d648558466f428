using GpServer.Storage.Site;

namespace GpServer.Storage.Tests.Site;

/// <summary>The stored log, and the log of changes, on both stores.</summary>
[Collection(Databases.Name)]
public sealed class ServerLogTests(PostgreSqlServer server) : IDisposable
{
    static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    readonly TemporaryFolder _folder = new();

    static CancellationToken None => CancellationToken.None;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task The_newest_lines_come_first_and_within_the_times(StorageProvider provider)
    {
        await using var store = await OpenAsync(provider);
        var log = new ServerLog(store);
        await log.AddAsync([Line(1), Line(2), Line(3) with { Text = "x" }, Line(3) with { Text = "y" }, Line(4)], None);
        var read = await log.ReadAsync(new(Start.AddSeconds(3), Start.AddSeconds(2), Level: 0, Most: 10), None);
        read.ShouldBe([Line(3) with { Text = "y" }, Line(3) with { Text = "x" }, Line(2)]);
        (await log.ReadAsync(new(Start.AddSeconds(9), Start, Level: 0, Most: 2), None)).Select(line => line.At)
            .ShouldBe([Start.AddSeconds(4), Start.AddSeconds(3)]);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Each_filter_lets_its_own_lines_through(StorageProvider provider)
    {
        await using var store = await OpenAsync(provider);
        var log = new ServerLog(store);
        await log.AddAsync(
        [
            Line(1) with { Level = 4 }, Line(2) with { Source = "O'Hara, \"x\"" }, Line(3) with { Service = "Planning/Buffer" },
            Line(4) with { Node = "two" }, Line(5) with { Code = 7 },
        ], None);
        var all = new ServerLogQuery(Start.AddSeconds(9), Start, Level: 0, Most: 10);
        await Finds(all with { Level = 4 }, 1);
        await Finds(all with { Sources = ["O'Hara, \"x\"", "none"] }, 2);
        await Finds(all with { Services = ["Planning/Buffer"] }, 3);
        await Finds(all with { Nodes = ["two", "three"] }, 4);
        await Finds(all with { Codes = [7, 8] }, 5);
        await Finds(all with { Codes = [7], Nodes = ["two"] });
        await Finds(all with { Services = [] });
        await Finds(all, 5, 4, 3, 2, 1);

        async Task Finds(ServerLogQuery query, params int[] seconds) => (await log.ReadAsync(query, None))
            .Select(line => (int)(line.At - Start).TotalSeconds).ShouldBe(seconds);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task What_is_old_or_too_much_is_deleted(StorageProvider provider)
    {
        await using var store = await OpenAsync(provider);
        var log = new ServerLog(store);
        await log.AddAsync([.. Enumerable.Range(1, 10).Select(Line)], None);
        (await log.DeleteAsync(Start.AddSeconds(4), None)).ShouldBe(3);
        (await log.DeleteMoreThanAsync(7, None)).ShouldBe(0);
        (await log.DeleteMoreThanAsync(2, None)).ShouldBe(5);
        (await log.ReadAsync(new(Start.AddSeconds(99), Start, Level: 0, Most: 10), None)).ShouldBe([Line(10), Line(9)]);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Changes_are_found_by_who_made_them(StorageProvider provider)
    {
        await using var store = await OpenAsync(provider);
        var audit = new AuditLog(store);
        await audit.AddAsync(new("ann", "::1", "services/edit", "A", null, "{}"), None);
        await audit.AddAsync(new("eve", "::1", "services/edit", "B", "{}", null), None);
        (await audit.ReadAsync(DateTimeOffset.MaxValue, Start.AddYears(-9), 10, None)).Select(entry => entry.Target).ShouldBe(["B", "A"]);
        (await audit.ReadAsync(DateTimeOffset.MaxValue, Start.AddYears(-9), 10, None, "ann")).Select(entry => entry.Target).ShouldBe(["A"]);
    }

    static ServerLogEntry Line(int second) => new(Start.AddSeconds(second), 3, "Source", "one", "", "ann", 1, "text");

    async Task<Store> OpenAsync(StorageProvider provider) => await Store.OpenAsync(
        provider == StorageProvider.Sqlite ? new StoreOptions { DataDirectory = _folder.Path } : await server.NewAsync(), TimeProvider.System, None);
}
