using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using GpServer.Tests.Security;
using GpServer.Uploads;

namespace GpServer.Tests.Rest.Uploads;

/// <summary>Files that are uploaded in one request, whose they are, and what they may be.</summary>
public sealed class UploadTests(SecuredServer server) : IClassFixture<SecuredServer>, IDisposable
{
    const string Uploads = "/rest/services/Public/GPServer/uploads";
    const string Secured = "/rest/services/Analysis/GPServer/uploads";

    readonly HttpClient _client = server.CreateClient();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData((1 << 20) + 1)]
    [InlineData(5 << 20)]
    public async Task A_file_comes_back_as_it_was_sent(int length)
    {
        var bytes = UploadClient.Noise(length);
        var item = (await _client.PostParts($"{Uploads}/upload", UploadClient.File("räume.csv", bytes), UploadClient.Field("description", "Rooms"))).Item();
        item.GetProperty("itemName").GetString().ShouldBe("räume.csv");
        item.GetProperty("description").GetString().ShouldBe("Rooms");
        item.GetProperty("committed").GetBoolean().ShouldBeTrue();
        item.GetProperty("size").GetInt64().ShouldBe(length);
        var id = item.GetProperty("itemID").GetString()!;
        id.ShouldMatch("^i[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$");
        (await _client.GetJson($"{Uploads}/{id}?f=json")).GetProperty("itemName").GetString().ShouldBe("räume.csv");
        using var download = await _client.GetAsync($"{Uploads}/{id}/download");
        (await download.Content.ReadAsByteArrayAsync()).ShouldBe(bytes);
        download.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        download.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        item.GetProperty("checksum").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    [Fact]
    public async Task A_range_of_a_file_is_sent_alone()
    {
        var bytes = UploadClient.Noise(3 << 20);
        var id = (await _client.PostParts($"{Uploads}/upload", UploadClient.File("a.zip", bytes))).Id();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Uploads}/{id}/download");
        request.Headers.Range = new RangeHeaderValue((1 << 20) - 5, (2 << 20) + 5);
        using var response = await _client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(bytes[((1 << 20) - 5)..((2 << 20) + 6)]);
    }

    [Fact]
    public async Task A_task_finds_the_upload_of_its_service_and_user_and_no_other()
    {
        var bytes = UploadClient.Noise(2_000_000);
        var owned = await SentAsync("ann", "a.csv", bytes);
        var items = server.Get<IUploadedItems>();
        var found = (await items.FindAsync("Analysis", owned, "ann", CancellationToken.None))!;
        (found.Name, found.Owner, found.Bytes).ShouldBe(("a.csv", "ann", bytes.Length));
        await using var content = await items.OpenAsync(found, CancellationToken.None);
        var read = new MemoryStream();
        await content.CopyToAsync(read);
        read.ToArray().ShouldBe(bytes);
        (await items.FindAsync("Analysis", owned, "amy", CancellationToken.None)).ShouldBeNull();
        (await items.FindAsync("Analysis", owned, "", CancellationToken.None)).ShouldBeNull();
        (await items.FindAsync("Public", owned, "ann", CancellationToken.None)).ShouldBeNull();
        (await items.FindAsync("Analysis", owned, "siteadmin", CancellationToken.None)).ShouldNotBeNull();
        var anonymous = (await _client.PostParts($"{Uploads}/upload", UploadClient.File("b.csv", bytes))).Id();
        (await items.FindAsync("Public", anonymous, "amy", CancellationToken.None)).ShouldNotBeNull();
        (await items.FindAsync("Public", "no id", "amy", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task The_token_may_come_before_the_file_after_it_in_a_header_or_in_the_query()
    {
        var token = UploadClient.Field("token", await server.TokenAsync("ann"));
        var file = UploadClient.File("a.txt", UploadClient.Noise(100_000));
        var ids = new List<string>
        {
            (await _client.PostParts($"{Secured}/upload", token, file)).Id(),
            (await _client.PostParts($"{Secured}/upload", file, token)).Id(),
            (await _client.PostParts($"{Uploads}/upload", file, token)).Id(),
            (await _client.PostParts($"{Secured}/upload?token={await server.TokenAsync("ann")}", file)).Id(),
            await SentAsync("ann", "a.txt", [1]),
        };
        foreach (var id in ids)
        {
            var place = id == ids[2] ? Uploads : Secured;
            (await _client.GetJson($"{place}/{id}?f=json")).ShouldBeError(499);
            (await _client.GetJson($"{place}/{id}?f=json&token={await server.TokenAsync("amy")}")).ShouldBeError(403);
            (await _client.GetJson($"{place}/{id}?f=json&token={await server.TokenAsync("ann")}")).GetProperty("itemID").GetString().ShouldBe(id);
        }
    }

    [Fact]
    public async Task Who_may_not_use_the_service_leaves_nothing_whatever_follows_the_file()
    {
        var before = await CountAsync();
        var file = UploadClient.File("a.txt", UploadClient.Noise(100_000));
        (await _client.PostParts($"{Secured}/upload", file)).ShouldBeError(499);
        (await _client.PostParts($"{Secured}/upload", file, UploadClient.Field("token", "bogus"))).ShouldBeError(498);
        (await _client.PostParts($"{Secured}/upload", file, UploadClient.Field("token", await server.TokenAsync("ulf")))).ShouldBeError(403);
        (await _client.PostParts($"{Uploads}/upload", file, UploadClient.Field("token", "bogus"))).ShouldBeError(498);
        (await _client.PostParts($"{Uploads}/upload", UploadClient.Field("token", await server.TokenAsync("ann")), file,
            UploadClient.Field("token", await server.TokenAsync("ulf")))).ShouldBeError(498);
        (await CountAsync()).ShouldBe(before);
        Directory.GetFiles(server.TemporaryDirectory, "*.upload").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../../x", "no extension")]
    [InlineData("noextension", "no extension")]
    [InlineData(".json", "no extension")]
    [InlineData("con.txt", "device")]
    [InlineData("LPT1.csv", "device")]
    [InlineData("a\u0000b.txt", "not shown")]
    [InlineData("a\u202etxt.csv", "not shown")]
    [InlineData("a.exe", ".exe are not taken")]
    [InlineData("a.html", ".html are not taken")]
    [InlineData("a<b>.txt", "character")]
    public async Task A_name_that_is_none_for_a_file_is_refused(string name, string said)
    {
        var before = await CountAsync();
        (await _client.PostForm($"{Uploads}/register", ("itemName", name), ("f", "json"))).ShouldBeError(400, "itemName", said);
        (await CountAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("../../secret.txt")]
    [InlineData("C:\\fakepath\\secret.txt")]
    [InlineData("/etc/secret.txt")]
    public async Task Folders_of_a_name_are_left_out(string name)
    {
        var item = (await _client.PostForm($"{Uploads}/register", ("itemName", name), ("f", "json"))).Item();
        item.GetProperty("itemName").GetString().ShouldBe("secret.txt");
        item.GetProperty("committed").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_request_without_a_file_is_refused()
    {
        (await _client.PostParts($"{Uploads}/upload", UploadClient.Field("description", "x"))).ShouldBeError(400, "file: Value is required");
        (await _client.PostForm($"{Uploads}/upload", ("file", "x"), ("f", "json"))).ShouldBeError(400, "multipart/form-data");
        (await _client.GetJson($"{Uploads}/upload?f=json")).ShouldBeError(405);
        (await _client.PostParts($"{Uploads}/upload", UploadClient.File("a.txt", [1]), UploadClient.File("b.txt", [2])))
            .ShouldBeError(400, "two files");
        using var cut = new StringContent("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nabc");
        cut.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        using var response = await _client.PostAsync($"{Uploads}/upload?f=json", cut);
        (await response.ReadJson()).ShouldBeError(400, "multipart/form-data");
    }

    [Fact]
    public async Task A_wrong_checksum_is_refused_and_a_right_one_is_not()
    {
        var bytes = UploadClient.Noise(70_000);
        var file = UploadClient.File("a.csv", bytes);
        (await _client.PostParts($"{Uploads}/upload", file, UploadClient.Field("checksum", new string('0', 64)))).ShouldBeError(400, "SHA256");
        (await _client.PostParts($"{Uploads}/upload", file, UploadClient.Field("checksum", "12"))).ShouldBeError(400, "checksum");
        (await _client.PostParts($"{Uploads}/upload", UploadClient.Field("checksum", Convert.ToHexString(CryptographicOperations.HashData(HashAlgorithmName.MD5, bytes))), file)).Id();
        (await _client.PostParts($"{Uploads}/upload", file, UploadClient.Field("checksum", Convert.ToHexString(SHA256.HashData(bytes))))).Id();
    }

    [Fact]
    public async Task Deleting_is_for_the_owner_and_final()
    {
        var id = await SentAsync("ann", "a.txt", [1, 2]);
        var url = $"{Secured}/{id}";
        (await _client.PostForm($"{url}/delete", ("f", "json"), ("token", await server.TokenAsync("amy")))).ShouldBeError(403);
        (await _client.PostForm($"{url}/delete", ("f", "json"), ("token", await server.TokenAsync("ann")))).GetProperty("success").GetBoolean().ShouldBeTrue();
        (await _client.GetJson($"{url}?f=json&token={await server.TokenAsync("ann")}")).ShouldBeError(404, "no upload");
        using var download = await _client.GetAsync($"{url}/download?token={await server.TokenAsync("ann")}");
        download.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_service_without_the_capability_takes_nothing()
    {
        (await _client.GetJson("/rest/services/Toolbox/GPServer/uploads/info?f=json")).ShouldBeError(404, "takes no uploads");
        (await _client.PostParts("/rest/services/Toolbox/GPServer/uploads/upload", UploadClient.File("a.txt", [1]))).ShouldBeError(404);
        (await _client.GetJson("/rest/services/ToolboxAsync/GPServer?f=json")).GetProperty("capabilities").GetString().ShouldBe("Uploads");
        var info = await _client.GetJson("/rest/services/ToolboxAsync/GPServer/uploads/info?f=json");
        info.GetProperty("maxUploadFileSize").GetInt32().ShouldBe(2048);
        info.GetProperty("maxUploadFileSizeUnit").GetString().ShouldBe("MB");
    }

    [Fact]
    public async Task A_page_has_a_form_and_a_frame_gets_text()
    {
        using var page = await _client.GetAsync($"{Uploads}?f=html");
        (await page.Content.ReadAsStringAsync()).ShouldContain("enctype=\"multipart/form-data\"");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Uploads}/upload?f=json");
        request.Headers.Add("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        request.Content = UploadClient.Form(UploadClient.File("a.txt", [1]));
        using var answer = await _client.SendAsync(request);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
        (await answer.Content.ReadAsStringAsync()).ShouldStartWith("{\"success\":true");
    }

    async Task<string> SentAsync(string user, string name, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Secured}/upload")
        {
            Content = UploadClient.Form(UploadClient.Field("f", "json"), UploadClient.File(name, bytes)),
        };
        request.Headers.Authorization = new("Bearer", await server.TokenAsync(user));
        using var response = await _client.SendAsync(request);
        return (await response.ReadJson()).Id();
    }

    async Task<int> CountAsync()
    {
        var store = server.Get<GpServer.Storage.Uploads.UploadStore>();
        return (await store.ListAsync("Public", null, 1_000, CancellationToken.None)).Count
            + (await store.ListAsync("Analysis", null, 1_000, CancellationToken.None)).Count;
    }
}
