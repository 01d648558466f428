using GpServer.Core;
using GpServer.Storage.Sessions;
using GpServer.Storage.Sqlite;

namespace GpServer.Storage.Tests;

/// <summary>What keeps a store from opening or from working, and what it says of it.</summary>
[Collection(Databases.Name)]
public sealed class StoreFailureTests(PostgreSqlServer server) : IDisposable
{
    readonly TemporaryFolder _folder = new();

    static CancellationToken None => CancellationToken.None;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_commit_of_SQLite_waits_for_the_disk_unless_all_of_it_may_wait_for_the_next()
    {
        await using var store = await SqliteAsync();
        var synchronous = new Sql("pragma synchronous");
        Task<long> Level(Durability durability) =>
            store.WriteAsync((session, stop) => session.Command(synchronous).NumberAsync(stop), None, durability);

        (await Level(Durability.AtOnce)).ShouldBe(2);
        (await Level(Durability.WithTheNext)).ShouldBe(1);
        (await Level(Durability.AtOnce)).ShouldBe(2);
        var journal = await store.ReadAsync(
            (session, stop) => session.Command(new Sql("pragma journal_mode")).FirstAsync(row => row.GetString(0), stop), None);
        journal.ShouldBe("wal");
    }

    [Fact]
    public async Task A_damaged_file_stops_the_start_with_its_folder_and_the_reason_and_is_left_as_it_is()
    {
        var path = Path.Combine(_folder.Path, "gpserver.db");
        var damaged = "this is not a database, whatever its name says; ".PadRight(10_000, '.');
        await File.WriteAllTextAsync(path, damaged);
        var failure = await Should.ThrowAsync<InvalidOperationException>(SqliteAsync);
        failure.Message.ShouldContain(_folder.Path);
        failure.Message.ShouldContain("not a database");
        (await File.ReadAllTextAsync(path)).ShouldBe(damaged);

        // Neither the file nor the folder is held any longer.
        File.Delete(path);
        await using var store = await SqliteAsync();
        await store.PingAsync(None);
    }

    [Fact]
    public async Task A_file_that_cannot_be_opened_stops_the_start_with_its_folder()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "gpserver.db"));
        (await Should.ThrowAsync<InvalidOperationException>(SqliteAsync)).Message.ShouldContain(_folder.Path);
    }

    [Theory]
    [InlineData("Host=db;Password=very-secret;Prot=5432")]
    [InlineData("Host=db;Port=very-secret")]
    [InlineData("Host=db;Password='very-secret")]
    [InlineData("very-secret")]
    [InlineData("Host=db;SSL Mode=very-secret")]
    public async Task A_connection_string_that_cannot_be_read_is_not_repeated(string text)
    {
        var options = new StoreOptions { Provider = StorageProvider.PostgreSql, ConnectionString = text };
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => Store.OpenAsync(options, TimeProvider.System, None));
        failure.ToString().ShouldNotContain("very-secret");
        failure.Message.ShouldContain("connection string");
    }

    [Fact]
    public async Task A_database_that_is_not_there_stops_the_start_with_the_servers_words()
    {
        var options = await server.NewAsync();
        options.ConnectionString += ";Database=nowhere;Password=very-secret";
        var failure = await Should.ThrowAsync<InvalidOperationException>(() => Store.OpenAsync(options, TimeProvider.System, None));
        failure.Message.ShouldContain("nowhere");
        failure.ToString().ShouldNotContain("very-secret");
    }

    [Fact]
    public async Task A_node_that_is_frozen_in_a_transaction_does_not_hold_up_others_for_long()
    {
        var options = await server.NewAsync();
        await using var frozen = await Store.OpenAsync(options, TimeProvider.System, None);
        await using var other = await Store.OpenAsync(options, TimeProvider.System, None);
        var change = new Sql("update schema_version set version = version");
        var held = new TaskCompletionSource();
        var wake = new TaskCompletionSource();
        var freezing = frozen.WriteAsync(async (session, stop) =>
        {
            await session.Command(change).ExecuteAsync(stop);
            held.SetResult();
            await wake.Task;
            return await session.Command(change).ExecuteAsync(stop);
        }, None);
        await held.Task;
        await other.WriteOneAsync((session, stop) => session.Command(change).ExecuteAsync(stop), None).WaitAsync(TimeSpan.FromSeconds(20));
        wake.SetResult();
        (await Should.ThrowAsync<GpException>(freezing)).Error.ShouldBe(GpError.Unavailable);
        await frozen.PingAsync(None);
    }

    [Fact]
    public async Task Signals_reach_others_again_after_the_server_was_away()
    {
        var options = await server.NewAsync();
        await using var one = await Store.OpenAsync(options, TimeProvider.System, None);
        await using var other = await Store.OpenAsync(options, TimeProvider.System, None);
        var reached = new SemaphoreSlim(0);
        using var listening = other.Signals.Subscribe("test", text =>
        {
            if (text == "hello")
            {
                reached.Release();
            }
        });
        server.Stop();
        one.Signals.Publish("test", "lost");
        server.Start();
        var heard = false;
        for (var i = 0; i < 100 && !heard; i++)
        {
            one.Signals.Publish("test", "hello");
            heard = await reached.WaitAsync(200);
        }

        heard.ShouldBeTrue();
    }

    [Fact]
    public async Task More_callers_than_connections_wait_for_one_another()
    {
        var options = await server.NewAsync();
        options.ConnectionString += ";Maximum Pool Size=3";
        await using var store = await Store.OpenAsync(options, TimeProvider.System, None);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => store.PingAsync(None)));
    }

    [Theory]
    [InlineData("Max file size             1048576              unlimited            bytes     ", 1_048_576L)]
    [InlineData("Max file size             unlimited            unlimited            bytes     ", null)]
    [InlineData("Max cpu time              1                    2                    seconds   ", null)]
    public void The_limit_of_a_files_size_is_the_one_in_force(string line, long? bytes) =>
        FileSizeLimit.Read(["Limit                     Soft Limit           Hard Limit           Units", line]).ShouldBe(bytes);

    Task<Store> SqliteAsync() => Store.OpenAsync(new StoreOptions { DataDirectory = _folder.Path }, TimeProvider.System, None);
}
