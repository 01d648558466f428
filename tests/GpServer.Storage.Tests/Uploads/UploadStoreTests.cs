using GpServer.Core;
using GpServer.Storage.Sessions;
using GpServer.Storage.Uploads;

namespace GpServer.Storage.Tests.Uploads;

/// <summary>Uploads on both stores.</summary>
[Collection(Databases.Name)]
public sealed class UploadStoreTests(PostgreSqlServer server) : IDisposable
{
    static readonly UploadLimits Limits = new();

    readonly TemporaryFolder _folder = new();

    static CancellationToken None => CancellationToken.None;

    public static TheoryData<StorageProvider> Providers => [StorageProvider.Sqlite, StorageProvider.PostgreSql];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Parts_in_any_order_become_one_file_that_is_read_anywhere(StorageProvider provider)
    {
        await using var store = await OpenAsync(provider);
        var uploads = new UploadStore(store, TimeProvider.System);
        byte[][] parts = [Bytes(1, 1), Bytes((3 << 20) + 5, 2), [], new byte[5 << 20]];
        var upload = await uploads.BeginAsync(New(), inOneRequest: false, Limits, None);
        foreach (var number in new[] { 2, 0, 3, 1 })
        {
            await SendAsync(uploads, upload, number, parts[number]);
        }

        var stored = await uploads.PartsAsync(upload, None);
        stored.Select(part => part.Number).ShouldBe([0, 1, 2, 3]);
        var committed = await uploads.CommitAsync(upload, stored, "said", "sum", Limits, None);
        (committed.IsCommitted, committed.Description, committed.Checksum).ShouldBe((true, "said", "sum"));
        byte[] all = [.. parts.SelectMany(part => part)];
        committed.Bytes.ShouldBe(all.Length);
        await using var file = await uploads.OpenAsync(committed, None);
        var whole = new byte[all.Length];
        await file.ReadExactlyAsync(whole, None);
        whole.AsSpan().SequenceEqual(all).ShouldBeTrue();
        (await file.ReadAsync(new byte[1], None)).ShouldBe(0);
        foreach (var position in new[] { 0, 1, (1 << 20) + 1, (3 << 20) + 5, (3 << 20) + 6, all.Length - 1 })
        {
            file.Position = position;
            file.ReadByte().ShouldBe(all[position]);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task What_is_replaced_given_up_or_left_out_is_deleted_with_its_rows(StorageProvider provider)
    {
        await using var store = await OpenAsync(provider);
        var uploads = new UploadStore(store, TimeProvider.System);
        var upload = await uploads.BeginAsync(New(), inOneRequest: false, Limits, None);
        await SendAsync(uploads, upload, 1, Bytes(3 << 20, 1));
        await SendAsync(uploads, upload, 1, Bytes(100, 2));
        await SendAsync(uploads, upload, 2, Bytes(200, 3));
        await using (var given = await uploads.BeginPartAsync(upload, inOneRequest: false, Limits, None))
        {
            await given.ReceiveAsync(new MemoryStream(Bytes(2 << 20, 4)), None);
        }

        (await CountAsync(store, "upload_pieces")).ShouldBe(2);
        (await uploads.FindAsync(upload.Id, None))!.Bytes.ShouldBe(300);
        var parts = await uploads.PartsAsync(upload, None);
        var committed = await uploads.CommitAsync(upload, [parts[1]], null, null, Limits, None);
        committed.Bytes.ShouldBe(200);
        (await CountAsync(store, "upload_parts")).ShouldBe(1);
        (await uploads.DeleteAsync(committed, None)).ShouldBeTrue();
        (await uploads.DeleteAsync(committed, None)).ShouldBeFalse();
        (await uploads.FindAsync(upload.Id, None)).ShouldBeNull();
        (await CountAsync(store, "uploads") + await CountAsync(store, "upload_parts") + await CountAsync(store, "upload_pieces")).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Limits_hold_also_for_many_at_once(StorageProvider provider)
    {
        await using var store = await OpenAsync(provider);
        var uploads = new UploadStore(store, TimeProvider.System);
        var limits = Limits with { UserBytes = 1_000, UserItems = 4 };
        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => TryAsync(async () =>
        {
            var upload = await uploads.BeginAsync(New("ann"), inOneRequest: true, limits, None);
            await SendAsync(uploads, upload, 1, Bytes(400, i));
        })));
        sent.Count(done => done).ShouldBe(2);
        (await uploads.ListAsync("S", "ann", 10, None)).Sum(upload => upload.Bytes).ShouldBe(800);
        (await uploads.ListAsync("S", "ann", 10, None)).Count.ShouldBe(4);
        (await TryAsync(() => uploads.BeginAsync(New("amy"), inOneRequest: true, limits, None))).ShouldBeTrue();
    }

    [Theory]
    [InlineData("user", "The uploads of ann")]
    [InlineData("address", "without signing in")]
    [InlineData("anonymous", "who have not signed in")]
    [InlineData("site", "All uploads of this server")]
    [InlineData("file", "the limit of one file")]
    public async Task A_refusal_names_the_limit(string which, string said)
    {
        await using var store = await OpenAsync(StorageProvider.Sqlite);
        var uploads = new UploadStore(store, TimeProvider.System);
        var limits = which switch
        {
            "user" => Limits with { UserBytes = 99 },
            "address" => Limits with { AddressBytes = 99 },
            "anonymous" => Limits with { AnonymousBytes = 99 },
            "site" => Limits with { SiteBytes = 99 },
            _ => Limits with { FileBytes = 99 },
        };
        var upload = await uploads.BeginAsync(New(which == "user" ? "ann" : ""), inOneRequest: true, limits, None);
        await using var receiver = await uploads.BeginPartAsync(upload, inOneRequest: true, limits, None);
        var refused = await Should.ThrowAsync<GpException>(() => receiver.ReceiveAsync(new MemoryStream(Bytes(100, 1)), None));
        refused.Error.ShouldBe(GpError.LimitExceeded);
        refused.Message.ShouldContain(said);
        refused.Message.ShouldContain("99");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_file_goes_with_its_service_and_its_user_and_moves_with_a_name(StorageProvider provider)
    {
        await using var store = await OpenAsync(provider);
        var uploads = new UploadStore(store, TimeProvider.System);
        var moved = await uploads.BeginAsync(New("ann"), inOneRequest: false, Limits, None);
        var other = await uploads.BeginAsync(New("amy", "T"), inOneRequest: false, Limits, None);
        await uploads.RenameAsync("S", "R", None);
        (await uploads.FindAsync(moved.Id, None))!.Service.ShouldBe("R");
        await uploads.DropOfServiceAsync("R", None);
        (await uploads.FindAsync(moved.Id, None)).ShouldBeNull();
        (await uploads.FindAsync(other.Id, None)).ShouldNotBeNull();
        await uploads.DropOfUserAsync("amy", None);
        (await uploads.FindAsync(other.Id, None)).ShouldBeNull();
        await uploads.CleanAsync(None);
        (await CountAsync(store, "uploads")).ShouldBe(0);
    }

    [Fact]
    public async Task A_file_expires_a_day_after_its_last_use_and_one_that_never_came_whole_sooner()
    {
        var clock = new SetClock();
        await using var store = await Store.OpenAsync(new StoreOptions { DataDirectory = _folder.Path }, clock, None);
        var uploads = new UploadStore(store, clock);
        var begun = await uploads.BeginAsync(New(), inOneRequest: true, Limits, None);
        var registered = await uploads.BeginAsync(New(), inOneRequest: false, Limits, None);
        var used = await uploads.BeginAsync(New(), inOneRequest: true, Limits, None);
        await SendAsync(uploads, used, 1, [1]);
        used = await uploads.CommitAsync(used, await uploads.PartsAsync(used, None), null, null, Limits, None);
        clock.Now += TimeSpan.FromHours(2);
        (await uploads.FindAsync(begun.Id, None)).ShouldBeNull();
        (await uploads.FindAsync(registered.Id, None)).ShouldNotBeNull();
        clock.Now += TimeSpan.FromHours(21);
        await uploads.KeepAsync(used, Limits.Retention, None);
        clock.Now += TimeSpan.FromHours(2);
        (await uploads.FindAsync(registered.Id, None)).ShouldBeNull();
        used = (await uploads.FindAsync(used.Id, None)).ShouldNotBeNull();
        await uploads.CleanAsync(None);
        (await CountAsync(store, "uploads")).ShouldBe(1);
        clock.Now += TimeSpan.FromHours(23);
        (await uploads.FindAsync(used.Id, None)).ShouldBeNull();
        await uploads.KeepAsync(used, Limits.Retention, None);
        (await uploads.FindAsync(used.Id, None)).ShouldBeNull();
        await uploads.CleanAsync(None);
        (await CountAsync(store, "upload_pieces") + await CountAsync(store, "uploads")).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_part_that_is_sent_while_others_are_committed_changes_nothing(StorageProvider provider)
    {
        await using var store = await OpenAsync(provider);
        var uploads = new UploadStore(store, TimeProvider.System);
        var upload = await uploads.BeginAsync(New(), inOneRequest: false, Limits, None);
        await SendAsync(uploads, upload, 1, [1]);
        var seen = await uploads.PartsAsync(upload, None);
        await SendAsync(uploads, upload, 1, [2]);
        (await Should.ThrowAsync<GpException>(() => uploads.CommitAsync(upload, seen, null, null, Limits, None))).Error.ShouldBe(GpError.Conflict);
        await using var late = await uploads.BeginPartAsync(upload, inOneRequest: false, Limits, None);
        await late.ReceiveAsync(new MemoryStream([3]), None);
        var committed = await uploads.CommitAsync(upload, await uploads.PartsAsync(upload, None), null, null, Limits, None);
        await Should.ThrowAsync<GpException>(() => late.FinishAsync(1, None));
        await using var file = await uploads.OpenAsync(committed, None);
        (file.ReadByte(), file.ReadByte()).ShouldBe((2, -1));
    }

    static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    static Upload New(string user = "", string service = "S") => new(UploadIds.New(), service, user, "", "a.csv", "");

    static async Task SendAsync(UploadStore uploads, Upload upload, int number, byte[] bytes)
    {
        await using var receiver = await uploads.BeginPartAsync(upload, inOneRequest: false, Limits with { UserBytes = upload.User == "ann" ? 1_000 : 1L << 40 }, None);
        await receiver.ReceiveAsync(new MemoryStream(bytes), None);
        await receiver.FinishAsync(number, None);
    }

    static async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (GpException e) when (e.Error == GpError.LimitExceeded)
        {
            return false;
        }
    }

    static Task<long> CountAsync(Store store, string table)
    {
        var count = new Sql($"select count(*) from {table}");
        return store.ReadAsync((session, stop) => session.Command(count).NumberAsync(stop), None);
    }

    async Task<Store> OpenAsync(StorageProvider provider) => await Store.OpenAsync(
        provider == StorageProvider.Sqlite ? new StoreOptions { DataDirectory = _folder.Path } : await server.NewAsync(),
        TimeProvider.System, None);

    sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
