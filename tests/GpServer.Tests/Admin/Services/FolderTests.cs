using System.Text.Json;
using GpServer.Storage.Site;
using GpServer.Tests.Security;

namespace GpServer.Tests.Admin.Services;

/// <summary>Folders, who may use them, and what is told of all services of one.</summary>
public sealed class FolderTests(SecuredServer server) : IClassFixture<SecuredServer>, IAsyncLifetime
{
    const string Run = "Echo/execute?Text=a&f=json";

    readonly HttpClient _client = server.CreateClient();
    string _publisher = "";

    public async Task InitializeAsync() => _publisher = await server.TokenAsync("pia");

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_folder_is_made_described_filled_and_deleted_with_all_that_is_in_it()
    {
        await _client.Admin("services/createFolder", _publisher, ("folderName", "North"), ("description", "Of the north"));
        var root = await _client.Admin("services", _publisher);
        root.GetProperty("folderName").GetString().ShouldBe("/");
        root.GetProperty("folders").EnumerateArray().Select(folder => folder.GetString()).ShouldContain("North");
        root.GetProperty("foldersDetail").EnumerateArray().Single(folder => folder.GetProperty("folderName").GetString() == "North")
            .GetProperty("description").GetString().ShouldBe("Of the north");
        root.GetProperty("services").EnumerateArray().Select(service => service.GetProperty("serviceName").GetString()).ShouldContain("Quick");

        await _client.Admin("services/North/editFolder", _publisher, ("description", "Other"));
        await _client.Admin("services/North/createService", _publisher, ("service", """{"serviceName":"Inner","description":"In","tasks":["Echo"]}"""));
        var folder = await _client.Admin("services/North", _publisher);
        folder.GetProperty("description").GetString().ShouldBe("Other");
        folder.GetProperty("services").ToString()
            .ShouldBe("""[{"folderName":"North","serviceName":"Inner","type":"GPServer","description":"In"}]""");

        await _client.Admin("services/North/permissions/add", _publisher, ("principal", "esriEveryone"));
        await _client.Admin("services/North/Inner.GPServer/permissions/add", _publisher, ("principal", "esriAuthenticated"), ("isAllowed", "false"));
        (await _client.GetJson($"/rest/services/North/Inner/GPServer/{Run}")).Result("Same").GetString().ShouldBe("a");
        (await _client.GetJson($"/rest/services/North/Inner/GPServer/{Run}&token={await server.TokenAsync("ann")}")).ShouldBeError(403);

        await _client.Admin("services/North/deleteFolder", _publisher);
        (await _client.GetJson("/rest/services/North/Inner/GPServer?f=json")).ShouldBeError(404);
        await _client.AdminRefuses("services/North", _publisher, 404, "North");
        foreach (var kind in new[] { DocumentKind.Folder, DocumentKind.Service, DocumentKind.Permissions })
        {
            (await server.Get<SiteDocuments>().ReadAsync(kind, CancellationToken.None)).ShouldNotContain(document => document.Name.StartsWith("North"));
        }
    }

    [Theory]
    [InlineData("", 400, "folderName")]
    [InlineData("a b", 400, "a b")]
    [InlineData("..", 400, "..")]
    [InlineData("a/b", 400, "a/b")]
    [InlineData("createService", 400, "protocol's own")]
    [InlineData("GPServer", 400, "protocol's own")]
    [InlineData("members", 409, "Members")]
    [InlineData("Quick", 409, "service 'Quick'")]
    public async Task A_folder_that_cannot_be_is_refused(string name, int code, string said) =>
        await _client.AdminRefuses("services/createFolder", _publisher, code, said, ("folderName", name));

    [Fact]
    public async Task What_is_of_no_folder_is_refused()
    {
        await _client.AdminRefuses("services/Nowhere/createService", _publisher, 404, "Nowhere", ("service", """{"serviceName":"A","tasks":["Echo"]}"""));
        await _client.AdminRefuses("services/Nowhere/deleteFolder", _publisher, 404, "Nowhere");
        await _client.AdminRefuses("services/Nowhere/permissions", _publisher, 404, "Nowhere");
        await _client.AdminRefuses("services/Nowhere/report", _publisher, 404, "Nowhere");
        await _client.AdminRefuses("services/Members/editFolder", _publisher, 400, "webEncrypted", ("webEncrypted", "true"));
    }

    [Theory]
    [InlineData("", "Quick", "GPServer", true)]
    [InlineData("/", "Quick", "", true)]
    [InlineData("Members", "Own", "GPServer", true)]
    [InlineData("Members", "", "", true)]
    [InlineData("Nowhere", "", "", false)]
    [InlineData("Members", "Quick", "GPServer", false)]
    [InlineData("", "Quick", "MapServer", false)]
    public async Task It_is_told_whether_there_is_something(string folder, string service, string type, bool exists) =>
        (await _client.Admin("services/exists", _publisher, ("folderName", folder), ("serviceName", service), ("type", type)))
            .GetProperty("exists").GetBoolean().ShouldBe(exists);

    [Fact]
    public async Task A_permission_counts_at_once_and_until_it_is_removed()
    {
        const string url = "/rest/services/Quick/GPServer/" + Run;
        var ulf = await server.TokenAsync("ulf");
        (await _client.GetJson($"{url}&token={ulf}")).ShouldBeError(403);
        await _client.Admin("services/Quick.GPServer/permissions/add", _publisher, ("principal", "viewer"), ("isAllowed", "true"));
        (await _client.GetJson($"{url}&token={ulf}")).Result("Same").GetString().ShouldBe("a");
        var shown = (await _client.Admin("services/Quick.GPServer/permissions", _publisher)).GetProperty("permissions").EnumerateArray().ToList();
        shown.Select(one => one.GetProperty("principal").GetString()).ShouldBe(["analyst", "viewer"]);
        shown[1].ToString().ShouldBe(
            """{"principal":"viewer","permission":{"isAllowed":true,"constraint":""},"childURL":null,"operation":null}""");
        await _client.Admin("services/Quick.GPServer/permissions/add", _publisher, ("principal", "viewer"), ("isAllowed", "false"));
        (await _client.GetJson($"{url}&token={ulf}")).ShouldBeError(403);
        await _client.Admin("services/Quick.GPServer/permissions/remove", _publisher, ("principal", "viewer"));
        await _client.AdminRefuses("services/Quick.GPServer/permissions/remove", _publisher, 404, "viewer", ("principal", "viewer"));
        await _client.AdminRefuses("services/Quick.GPServer/permissions/add", _publisher, 404, "nobodies", ("principal", "nobodies"));
        await _client.AdminRefuses("services/Quick.GPServer/permissions/add", _publisher, 400, "principal");
        await _client.AdminRefuses("services/None.GPServer/permissions", _publisher, 404, "None");
    }

    [Fact]
    public async Task Permissions_of_the_root_hold_for_what_says_nothing_and_are_cleaned_everywhere()
    {
        await _client.Admin("services/createService", _publisher, ("service", """{"serviceName":"Silent","tasks":["Echo"]}"""));
        const string url = "/rest/services/Silent/GPServer/" + Run;
        (await _client.GetJson(url)).ShouldBeError(499);
        await _client.Admin("services/permissions/add", _publisher, ("principal", "esriAuthenticated"));
        await _client.Admin("services/Members/permissions/add", _publisher, ("principal", "esriAuthenticated"));
        (await _client.GetJson($"{url}&token={await server.TokenAsync("ulf")}")).Result("Same").GetString().ShouldBe("a");
        (await _client.GetJson("/rest/services/Members/Own/GPServer?f=json")).ShouldBeError(499);
        await _client.Admin("services/Members/permissions/clean", _publisher, ("principal", "esriAuthenticated"));
        (await _client.Admin("services/Members/Own.GPServer/permissions", _publisher)).GetProperty("permissions").GetArrayLength().ShouldBe(0);
        (await _client.Admin("services/permissions", _publisher)).GetProperty("permissions").GetArrayLength().ShouldBe(1);
        await _client.Admin("services/Members/Own.GPServer/permissions/add", _publisher, ("principal", "esriAuthenticated"));
        await _client.Admin("services/permissions/clean", _publisher, ("principal", "esriAuthenticated"));
        (await _client.Admin("services/permissions", _publisher)).GetProperty("permissions").GetArrayLength().ShouldBe(0);
        await _client.Admin("services/Members/Own.GPServer/permissions/add", _publisher, ("principal", "esriAuthenticated"));
        (await _client.GetJson($"{url}&token={await server.TokenAsync("ulf")}")).ShouldBeError(403);
    }

    [Fact]
    public async Task Item_information_is_edited_and_shown_to_all_who_may_use_the_service()
    {
        await _client.Admin("services/Public.GPServer/iteminfo/edit", _publisher,
            ("serviceItemInfo", """{"title":"For all","snippet":"Short","tags":"one, two","accessInformation":"Us","odd":1}"""));
        var shown = await _client.GetJson("/rest/services/Public/GPServer/info/iteminfo?f=json");
        shown.GetProperty("title").GetString().ShouldBe("For all");
        shown.GetProperty("snippet").GetString().ShouldBe("Short");
        shown.GetProperty("tags").ToString().ShouldBe("""["one","two"]""");
        byte[] picture = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];
        (await UploadAsync(picture)).GetProperty("status").GetString().ShouldBe("success");
        (await _client.GetByteArrayAsync("/rest/services/Public/GPServer/info/thumbnail")).ShouldBe(picture);
        (await UploadAsync([1, 2, 3])).GetProperty("messages").ToString().ShouldContain("PNG");
        (await UploadAsync(new byte[300 * 1024])).GetProperty("code").GetInt32().ShouldBe(413);
        var info = await _client.Admin("services/Public.GPServer/iteminfo", _publisher);
        await _client.Admin("services/Public.GPServer/iteminfo/edit", _publisher, ("serviceItemInfo", info.ToString()));
        (await _client.Admin("services/Public.GPServer/iteminfo", _publisher)).ToString().ShouldBe(info.ToString());
        await _client.AdminRefuses("services/Public.GPServer/iteminfo/edit", _publisher, 400, "tags", ("serviceItemInfo", """{"tags":{"a":1}}"""));
        await _client.Admin("services/Public.GPServer/iteminfo/delete", _publisher);
        (await _client.GetJson("/rest/services/Public/GPServer/info/iteminfo?f=json")).GetProperty("title").GetString().ShouldBe("Public");
    }

    [Fact]
    public async Task Statistics_count_what_this_node_ran()
    {
        var before = await SummaryAsync();
        before.GetProperty("max").GetInt32().ShouldBe(2 * Environment.ProcessorCount);
        (await _client.GetJson($"/rest/services/Quick/GPServer/{Run}&token={await server.TokenAsync("ann")}")).Result("Same").GetString().ShouldBe("a");
        var after = await SummaryAsync();
        after.GetProperty("transactions").GetInt64().ShouldBe(before.GetProperty("transactions").GetInt64() + 1);
        after.GetProperty("busy").GetInt32().ShouldBe(0);
        after.GetProperty("free").GetInt32().ShouldBe(2 * Environment.ProcessorCount);

        async Task<JsonElement> SummaryAsync()
        {
            var statistics = await _client.Admin("services/Quick.GPServer/statistics", _publisher);
            statistics.GetProperty("perMachine")[0].GetProperty("machineName").GetString().ShouldBe(Environment.MachineName);
            return statistics.GetProperty("summary");
        }
    }

    [Fact]
    public async Task A_report_tells_what_is_asked_for_of_all_services_of_a_folder()
    {
        var all = (await _client.Admin("services/Members/report", _publisher)).GetProperty("reports").EnumerateArray().ShouldHaveSingleItem();
        all.GetProperty("status").GetProperty("realTimeState").GetString().ShouldBe("STARTED");
        all.GetProperty("iteminfo").GetProperty("title").GetString().ShouldBe("Own");
        all.GetProperty("properties").GetProperty("executionType").GetString().ShouldBe("Synchronous");
        all.GetProperty("instances").GetProperty("busy").GetInt32().ShouldBe(0);
        var some = (await _client.Admin("services/report", _publisher, ("parameters", """["status"]"""))).GetProperty("reports").EnumerateArray().ToList();
        some.Select(report => report.GetProperty("serviceName").GetString()).ShouldContain("Quick");
        some[0].TryGetProperty("iteminfo", out _).ShouldBeFalse();
        await _client.AdminRefuses("services/report", _publisher, 400, "bogus", ("parameters", """["bogus"]"""));
        (await _client.Admin("services/types", _publisher)).GetProperty("types")[0].GetProperty("Name").GetString().ShouldBe("GPServer");
    }

    async Task<JsonElement> UploadAsync(byte[] picture)
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(_publisher), "token" }, { new StringContent("json"), "f" }, { new ByteArrayContent(picture), "file", "picture.png" },
        };
        using var response = await _client.PostAsync("/admin/services/Public.GPServer/iteminfo/upload", content);
        return await response.ReadJson();
    }
}
