using System.Security.Cryptography;
using System.Text.Json;
using GpServer.Tests.Security;

namespace GpServer.Tests.Rest.Uploads;

/// <summary>Files that come in parts, at services and at the site.</summary>
public sealed class PartTests(SecuredServer server) : IClassFixture<SecuredServer>, IDisposable
{
    const string Uploads = "/rest/services/Public/GPServer/uploads";

    readonly HttpClient _client = server.CreateClient();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task Parts_make_a_file_in_the_order_of_their_numbers()
    {
        var id = await RegisterAsync();
        byte[][] parts = [UploadClient.Noise(10, 1), UploadClient.Noise((1 << 20) + 7, 2), [], UploadClient.Noise(3, 3)];
        foreach (var number in new[] { 3, 0, 2, 1 })
        {
            var item = (await SendAsync(id, 5 * number, parts[number])).Item();
            item.GetProperty("committed").GetBoolean().ShouldBeFalse();
        }

        (await _client.GetJson($"{Uploads}/{id}/parts?f=json")).GetProperty("parts").EnumerateArray()
            .Select(part => (part.GetProperty("partId").GetInt32(), part.GetProperty("size").GetInt32()))
            .ShouldBe([(0, 10), (5, (1 << 20) + 7), (10, 0), (15, 3)]);
        await CommittedAsync(id, [.. parts.SelectMany(part => part)], null);
    }

    [Fact]
    public async Task Parts_make_a_file_in_the_order_of_the_commit_and_others_are_left_out()
    {
        var id = await RegisterAsync();
        await SendAsync(id, 5, [5]);
        await SendAsync(id, 6, [6]);
        await SendAsync(id, 7, [7]);
        await SendAsync(id, 10, [10]);
        await CommittedAsync(id, [10, 5, 6], "10, 5,6");
        (await CommitAsync(id)).ShouldBeError(400, "committed already");
        (await SendAsync(id, 8, [8])).ShouldBeError(400, "committed");
    }

    [Fact]
    public async Task A_part_that_comes_again_takes_the_place_of_the_earlier_one()
    {
        var id = await RegisterAsync();
        await SendAsync(id, 1, UploadClient.Noise(2_000_000));
        await SendAsync(id, 2, [2]);
        await SendAsync(id, 1, [1]);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SendAsync(id, 3, [3])));
        await CommittedAsync(id, [1, 2, 3], null);
    }

    [Fact]
    public async Task A_missing_part_a_wrong_checksum_and_no_parts_are_refused_and_can_be_mended()
    {
        var id = await RegisterAsync();
        (await CommitAsync(id)).ShouldBeError(400, "no parts");
        await SendAsync(id, 1, [1]);
        (await CommitAsync(id, ("parts", "1,2"))).ShouldBeError(400, "parts", "'2'", "no part");
        (await CommitAsync(id, ("parts", "1,1"))).ShouldBeError(400, "twice");
        (await CommitAsync(id, ("parts", "one"))).ShouldBeError(400, "'one'");
        await SendAsync(id, 2, [2]);
        var md5 = Convert.ToHexString(CryptographicOperations.HashData(HashAlgorithmName.MD5, [1, 2]));
        (await CommitAsync(id, ("parts", "2,1"), ("checksum", md5))).ShouldBeError(400, "checksum", "MD5");
        (await CommitAsync(id, ("parts", "1,2"), ("checksum", md5))).Item().GetProperty("committed").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task A_part_needs_its_number_and_its_upload_and_an_upload_that_is_not_committed_has_no_bytes()
    {
        var id = await RegisterAsync();
        (await _client.PostParts($"{Uploads}/{id}/uploadPart", UploadClient.File("x", [1]))).ShouldBeError(400, "partId");
        (await _client.PostParts($"{Uploads}/{id}/uploadPart", UploadClient.Field("partId", "-1"), UploadClient.File("x", [1]))).ShouldBeError(400, "partId");
        (await SendAsync("i00000000-0000-4000-8000-000000000000", 1, [1])).ShouldBeError(404);
        (await _client.GetJson($"{Uploads}/{id}/parts?f=json")).GetProperty("parts").GetArrayLength().ShouldBe(0);
        using var download = await _client.GetAsync($"{Uploads}/{id}/download");
        ((int)download.StatusCode).ShouldBe(400);
    }

    [Fact]
    public async Task The_token_may_follow_the_part_of_an_upload_that_somebody_owns()
    {
        var ann = ("token", await server.TokenAsync("ann"));
        var id = (await _client.PostForm($"{Uploads}/register", ("itemName", "a.csv"), ("f", "json"), ann)).Id();
        var number = UploadClient.Field("partId", "1");
        var file = UploadClient.File("blob", [1, 2]);
        (await _client.PostParts($"{Uploads}/{id}/uploadPart", number, file)).ShouldBeError(499);
        (await _client.PostParts($"{Uploads}/{id}/uploadPart", file, number, UploadClient.Field("token", await server.TokenAsync("amy")))).ShouldBeError(403);
        (await _client.PostParts($"{Uploads}/{id}/uploadPart", file, number, UploadClient.Field("token", ann.Item2))).Id().ShouldBe(id);
        (await CommitAsync(id, ann)).Item().GetProperty("size").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task The_site_has_uploads_of_its_own()
    {
        var pia = await server.TokenAsync("pia");
        var id = (await _client.Admin("uploads/register", pia, ("itemName", "tool.exe"))).Id();
        foreach (var number in new[] { 2, 1 })
        {
            var sent = await _client.PostParts($"/admin/uploads/{id}/uploadPart", UploadClient.Field("token", pia),
                UploadClient.Field("partNumber", $"{number}"), UploadClient.File("part", [(byte)number], "partFile"));
            sent.GetProperty("status").GetString().ShouldBe("success");
        }

        (await _client.Admin($"uploads/{id}/commit", pia)).Item().GetProperty("committed").GetBoolean().ShouldBeTrue();
        var whole = (await _client.PostParts("/admin/uploads/upload", UploadClient.Field("token", await server.TokenAsync("siteadmin")),
            UploadClient.File("b.sd", [1, 2, 3], "itemFile"), UploadClient.Field("description", "draft"))).Item();
        whole.GetProperty("description").GetString().ShouldBe("draft");
        (await ListedAsync(pia)).ShouldBe([id]);
        (await ListedAsync(await server.TokenAsync("siteadmin"))).ShouldBe([whole.GetProperty("itemID").GetString()!, id]);
        (await _client.GetByteArrayAsync($"/admin/uploads/{id}/download?token={pia}")).ShouldBe([1, 2]);
        await _client.AdminRefuses($"uploads/{whole.GetProperty("itemID").GetString()}", pia, 403, "permissions");
        (await _client.GetJson($"{Uploads}/{id}?f=json&token={pia}")).ShouldBeError(404);
        await _client.Admin($"uploads/{id}/delete", pia);
        (await ListedAsync(pia)).ShouldBeEmpty();
    }

    async Task<List<string>> ListedAsync(string token) => [.. (await _client.Admin("uploads", token)).GetProperty("items").EnumerateArray()
        .Select(item => item.GetProperty("itemID").GetString()!)];

    async Task<string> RegisterAsync() => (await _client.PostForm($"{Uploads}/register", ("itemName", "a.csv"), ("f", "json"))).Id();

    Task<JsonElement> SendAsync(string id, int number, byte[] bytes) => _client.PostParts(
        $"{Uploads}/{id}/uploadPart", UploadClient.Field("partId", $"{number}"), UploadClient.File("blob", bytes));

    Task<JsonElement> CommitAsync(string id, params (string Name, string Value)[] form) =>
        _client.PostForm($"{Uploads}/{id}/commit", [("f", "json"), .. form]);

    async Task CommittedAsync(string id, byte[] expected, string? order)
    {
        var item = (await CommitAsync(id, order is null ? [] : [("parts", order)])).Item();
        item.GetProperty("committed").GetBoolean().ShouldBeTrue();
        item.GetProperty("size").GetInt64().ShouldBe(expected.Length);
        (await _client.GetByteArrayAsync($"{Uploads}/{id}/download")).ShouldBe(expected);
    }
}
