using GpServer.Core;
using GpServer.Storage.Migrations;
using GpServer.Storage.Sessions;

namespace GpServer.Storage.Tests;

/// <summary>What both stores promise, and how they start.</summary>
[Collection(Databases.Name)]
public sealed class StoreTests(PostgreSqlServer server) : IDisposable
{
    readonly TemporaryFolder _folder = new();

    static CancellationToken None => CancellationToken.None;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_store_opens_again_with_what_was_written(StorageProvider provider)
    {
        var options = await OptionsAsync(provider);
        await using (var store = await OpenAsync(options))
        {
            await ExecuteAsync(store, "insert into documents (kind, name, document, version) values ('x', 'a', '{}', 1)");
        }

        await using var again = await OpenAsync(options);
        (await NumberAsync(again, "select count(*) from documents")).ShouldBe(1);
        (await NumberAsync(again, "select version from schema_version")).ShouldBe(SchemaUpdate.Latest);
    }

    [Fact]
    public async Task Nodes_that_start_at_the_same_time_make_the_schema_once()
    {
        var options = await OptionsAsync(StorageProvider.PostgreSql);
        var stores = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => OpenAsync(options)));
        (await NumberAsync(stores[0], "select count(*) from schema_version")).ShouldBe(1);
        foreach (var store in stores)
        {
            await store.PingAsync(None);
            await store.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task A_newer_schema_stops_the_start_and_is_not_touched(StorageProvider provider)
    {
        var options = await OptionsAsync(provider);
        await using (var store = await OpenAsync(options))
        {
            await ExecuteAsync(store, "update schema_version set version = 999");
        }

        var failure = await Should.ThrowAsync<InvalidOperationException>(() => OpenAsync(options));
        failure.Message.ShouldContain("999");
        failure.Message.ShouldContain($"up to {SchemaUpdate.Latest}");
    }

    [Fact]
    public async Task One_data_directory_has_one_server()
    {
        var options = await OptionsAsync(StorageProvider.Sqlite);
        await using (await OpenAsync(options))
        {
            (await Should.ThrowAsync<InvalidOperationException>(() => OpenAsync(options))).Message.ShouldContain(options.DataDirectory);
        }

        await using var afterwards = await OpenAsync(options);
        await afterwards.PingAsync(None);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite)]
    [InlineData(StorageProvider.PostgreSql)]
    public async Task Of_many_writes_at_once_the_failing_ones_alone_fail(StorageProvider provider)
    {
        await using var store = await OpenAsync(await OptionsAsync(provider));
        var insert = new Sql("insert into documents (kind, name, document, version) values ('x', @name, '{}', 1)");
        var writes = Enumerable.Range(0, 40).Select(i => store.WriteAsync(async (session, stop) =>
        {
            // The statement before the failing one must be undone with it.
            await session.Command(insert).With("name", $"first {i}").ExecuteAsync(stop);
            return i % 4 == 0 ? throw new FormatException() : await session.Command(insert).With("name", $"second {i}").ExecuteAsync(stop);
        }, None)).ToList();

        foreach (var (write, i) in writes.Select((write, i) => (write, i)))
        {
            if (i % 4 == 0)
            {
                await Should.ThrowAsync<FormatException>(write);
            }
            else
            {
                (await write).ShouldBe(1);
            }
        }

        (await NumberAsync(store, "select count(*) from documents")).ShouldBe(60);
    }

    [Fact]
    public async Task A_full_file_fails_what_does_not_fit_and_nothing_else()
    {
        var options = await OptionsAsync(StorageProvider.Sqlite);
        options.SqliteMaxPages = 200;
        await using var store = await OpenAsync(options);
        var insert = new Sql("insert into documents (kind, name, document, version) values ('x', @name, @document, 1)");
        Task<int> Write(string name, int length) => store.WriteAsync((session, stop) =>
            session.Command(insert).With("name", name).With("document", new string('x', length)).ExecuteAsync(stop), None);

        var small = Enumerable.Range(0, 10).Select(i => Write($"before {i}", 10)).ToList();
        var large = Write("large", 2_000_000);
        small.AddRange(Enumerable.Range(0, 10).Select(i => Write($"after {i}", 10)));

        (await Should.ThrowAsync<GpException>(large)).Error.ShouldBe(GpError.StorageFull);
        (await Task.WhenAll(small)).ShouldAllBe(rows => rows == 1);
        (await NumberAsync(store, "select count(*) from documents")).ShouldBe(20);
    }

    [Fact]
    public async Task A_server_that_is_away_is_told_apart_from_a_fault()
    {
        var options = new StoreOptions
        {
            Provider = StorageProvider.PostgreSql,
            ConnectionString = "Host=/nowhere/at/all;Username=gpserver",
        };
        (await Should.ThrowAsync<GpException>(() => OpenAsync(options))).Error.ShouldBe(GpError.Unavailable);
    }

    [Fact]
    public async Task Signals_reach_other_nodes_and_the_own_one_once()
    {
        var options = await OptionsAsync(StorageProvider.PostgreSql);
        await using var one = await OpenAsync(options);
        await using var other = await OpenAsync(options);
        var heard = new List<string>();
        var reached = new SemaphoreSlim(0);
        using var own = one.Signals.Subscribe("test", heard.Add);
        using var far = other.Signals.Subscribe("test", text =>
        {
            if (text == "hello")
            {
                reached.Release();
            }
        });

        // The other node's listener may still be connecting, in which time a signal is lost.
        for (var i = 0; i < 50 && !await reached.WaitAsync(100); i++)
        {
            heard.Clear();
            one.Signals.Publish("test", "hello");
        }

        await Task.Delay(100);
        heard.Count(text => text == "hello").ShouldBe(1);
    }

    async Task<StoreOptions> OptionsAsync(StorageProvider provider) => provider == StorageProvider.Sqlite
        ? new StoreOptions { DataDirectory = Path.Combine(_folder.Path, "data") }
        : await server.NewAsync();

    static Task<Store> OpenAsync(StoreOptions options) => Store.OpenAsync(options, TimeProvider.System, None);

    static Task<int> ExecuteAsync(Store store, string sql) =>
        store.WriteAsync((session, stop) => session.Command(new Sql(sql)).ExecuteAsync(stop), None);

    static Task<long> NumberAsync(Store store, string sql) =>
        store.ReadAsync((session, stop) => session.Command(new Sql(sql)).NumberAsync(stop), None);
}
