using System.Text.Json.Nodes;
using GpServer.Storage.Site;
using GpServer.Tests.Security;

namespace GpServer.Tests.Admin.Services;

/// <summary>Services made, edited, stopped, renamed and deleted while the server runs.</summary>
public sealed class ServiceTests(SecuredServer server) : IClassFixture<SecuredServer>, IAsyncLifetime
{
    readonly HttpClient _client = server.CreateClient();
    string _publisher = "";
    string _admin = "";

    public async Task InitializeAsync() => (_publisher, _admin) = (await server.TokenAsync("pia"), await server.TokenAsync("siteadmin"));

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_new_service_is_for_administrators_alone_until_somebody_is_let_in()
    {
        await CreateAsync("Fresh", """{"serviceName":"Fresh","type":"GPServer","tasks":["Echo"]}""");
        const string run = "/rest/services/Fresh/GPServer/Echo/execute?Text=a&f=json";
        (await _client.GetJson(run)).ShouldBeError(499);
        (await _client.GetJson($"{run}&token={await server.TokenAsync("ann")}")).ShouldBeError(403);
        (await _client.GetJson($"{run}&token={_admin}")).Result("Same").GetString().ShouldBe("a");
        (await ListedAsync("")).ShouldNotContain("Fresh");
        await _client.Admin("services/Fresh.GPServer/permissions/add", _publisher, ("principal", "esriEveryone"), ("isAllowed", "true"));
        (await _client.GetJson(run)).Result("Same").GetString().ShouldBe("a");
        (await ListedAsync("")).ShouldContain("Fresh");
    }

    [Fact]
    public async Task What_is_read_can_be_sent_back_with_a_change_and_takes_effect_at_once()
    {
        await CreateAsync("Round", """
            {
              "serviceName": "Round", "type": "GPServer", "description": "First", "capabilities": "", "clusterName": "north",
              "maxInstancesPerNode": "3", "maxUsageTime": "30", "recycleInterval": 12, "odd": {"a": [1, 2.50, null, "x"]}, "nothing": null,
              "properties": {"executionType": "Synchronous", "maximumRecords": 20, "resultMapServer": true, "toolbox": "own.tbx"},
              "tasks": ["Echo", {"name": "Twice", "tool": "Echo", "parameters": {"Count": {"fixed": 2, "hidden": true}}}]
            }
            """, "esriEveryone");
        var read = await ReadAsync("Round");
        read["type"]!.GetValue<string>().ShouldBe("GPServer");
        read["maxInstancesPerNode"]!.GetValue<int>().ShouldBe(3);
        read["maxUsageTime"]!.GetValue<int>().ShouldBe(30);
        read["clusterName"]!.GetValue<string>().ShouldBe("north");
        read["odd"]!.ToJsonString().ShouldBe("""{"a":[1,2.50,null,"x"]}""");
        read.ContainsKey("nothing").ShouldBeTrue();
        read["loadBalancing"]!.GetValue<string>().ShouldBe("ROUND_ROBIN");
        read["properties"]!["maximumRecords"]!.GetValue<string>().ShouldBe("20");
        read["properties"]!["resultMapServer"]!.GetValue<string>().ShouldBe("true");
        read["properties"]!["toolbox"]!.GetValue<string>().ShouldBe("own.tbx");

        read["properties"]!["maximumRecords"] = "7";
        read["description"] = "Second";
        await _client.Admin("services/Round.GPServer/edit", _publisher, ("service", read.ToJsonString()));
        var service = await _client.GetJson("/rest/services/Round/GPServer?f=json");
        service.GetProperty("maximumRecords").GetInt32().ShouldBe(7);
        service.GetProperty("serviceDescription").GetString().ShouldBe("Second");
        service.GetProperty("tasks").EnumerateArray().Select(task => task.GetString()).ShouldBe(["Echo", "Twice"]);

        var again = await ReadAsync("Round");
        again["etag"]!.GetValue<string>().ShouldNotBe(read["etag"]!.GetValue<string>());
        again.Remove("etag");
        read.Remove("etag");
        again.ToJsonString().ShouldBe(read.ToJsonString());
    }

    [Fact]
    public async Task What_an_edit_leaves_out_stays()
    {
        await CreateAsync("Partial", """{"serviceName":"Partial","description":"d","odd":1,"maxUsageTime":30,"tasks":["Echo"]}""");
        await _client.Admin("services/Partial.GPServer/edit", _publisher, ("service", """{"maxWaitTime":5,"properties":{"showMessages":"none"}}"""));
        var read = await ReadAsync("Partial");
        read["description"]!.GetValue<string>().ShouldBe("d");
        read["odd"]!.GetValue<int>().ShouldBe(1);
        read["maxUsageTime"]!.GetValue<int>().ShouldBe(30);
        read["maxWaitTime"]!.GetValue<int>().ShouldBe(5);
        read["properties"]!["showMessages"]!.GetValue<string>().ShouldBe("None");
        read["tasks"]!.ToJsonString().ShouldBe("""["Echo"]""");
    }

    [Fact]
    public async Task Instances_by_the_number_of_cores_stay_so_when_they_are_sent_back()
    {
        await CreateAsync("Cores", """{"serviceName":"Cores","tasks":["Echo"]}""");
        var read = await ReadAsync("Cores");
        read["maxInstancesPerNode"]!.GetValue<int>().ShouldBe(2 * Environment.ProcessorCount);
        read["description"] = "other";
        await _client.Admin("services/Cores.GPServer/edit", _publisher, ("service", read.ToJsonString()));
        (await server.Get<SiteDocuments>().FindAsync(DocumentKind.Service, "Cores", CancellationToken.None))!.Json.ShouldNotContain("maxInstances");
    }

    [Fact]
    public async Task An_edit_of_what_somebody_else_has_changed_is_refused_where_the_etag_comes_back()
    {
        await CreateAsync("Shared", """{"serviceName":"Shared","tasks":["Echo"]}""");
        var mine = await ReadAsync("Shared");
        await _client.Admin("services/Shared.GPServer/edit", _admin, ("service", """{"description":"theirs"}"""));
        mine["description"] = "mine";
        await _client.AdminRefuses("services/Shared.GPServer/edit", _publisher, 409, "changed by somebody else", ("service", mine.ToJsonString()));
        (await ReadAsync("Shared"))["description"]!.GetValue<string>().ShouldBe("theirs");
        mine.Remove("etag");
        await _client.Admin("services/Shared.GPServer/edit", _publisher, ("service", mine.ToJsonString()));
        (await ReadAsync("Shared"))["description"]!.GetValue<string>().ShouldBe("mine");
    }

    [Fact]
    public async Task A_stopped_service_is_refused_at_once_and_started_again_at_once()
    {
        await CreateAsync("Halt", """{"serviceName":"Halt","tasks":["Echo"]}""", "esriEveryone");
        const string run = "/rest/services/Halt/GPServer/Echo/execute?Text=a&f=json";
        (await _client.GetJson(run)).Result("Same").GetString().ShouldBe("a");
        await _client.Admin("services/Halt.GPServer/stop", _publisher);
        (await _client.GetJson(run)).ShouldBeError(500, "not started");
        (await StatusAsync("Halt")).ShouldBe(("STOPPED", "STOPPED"));
        (await ReadAsync("Halt"))["configuredState"]!.GetValue<string>().ShouldBe("STOPPED");
        await _client.Admin("services/Halt.GPServer/stop", _publisher);
        await _client.Admin("services/startServices", _publisher,
            ("services", """{"services":[{"folderName":"/","serviceName":"Halt","type":"GPServer"}]}"""));
        (await StatusAsync("Halt")).ShouldBe(("STARTED", "STARTED"));
        (await _client.GetJson(run)).Result("Same").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task Many_services_are_stopped_together_or_not_at_all()
    {
        await CreateAsync("ManyA", """{"serviceName":"ManyA","tasks":["Echo"]}""");
        await CreateAsync("ManyB", """{"serviceName":"ManyB","tasks":["Echo"]}""");
        await _client.AdminRefuses("services/stopServices", _publisher, 404, "ManyC",
            ("services", """{"services":[{"folderName":"","serviceName":"ManyA","type":"GPServer"},{"serviceName":"ManyC"}]}"""));
        (await StatusAsync("ManyA")).ShouldBe(("STARTED", "STARTED"));
        await _client.Admin("services/stopServices", _publisher,
            ("services", """{"services":[{"folderName":"","serviceName":"ManyA","type":"GPServer"},{"serviceName":"ManyB"}]}"""));
        (await StatusAsync("ManyA")).ShouldBe(("STOPPED", "STOPPED"));
        (await StatusAsync("ManyB")).ShouldBe(("STOPPED", "STOPPED"));
        await _client.AdminRefuses("services/stopServices", _publisher, 400, "services", ("services", "[]"));
        await _client.AdminRefuses("services/stopServices", _publisher, 400, "MapServer",
            ("services", """{"services":[{"serviceName":"ManyA","type":"MapServer"}]}"""));
    }

    [Fact]
    public async Task A_deleted_service_is_gone_with_its_permissions()
    {
        await CreateAsync("Gone", """{"serviceName":"Gone","tasks":["Echo"]}""", "esriEveryone");
        await _client.Admin("services/Gone.GPServer/delete", _publisher);
        (await _client.GetJson("/rest/services/Gone/GPServer?f=json")).ShouldBeError(404);
        await _client.AdminRefuses("services/Gone.GPServer", _publisher, 404, "Gone");
        await CreateAsync("Gone", """{"serviceName":"Gone","tasks":["Echo"]}""");
        (await _client.GetJson("/rest/services/Gone/GPServer?f=json")).ShouldBeError(499);
    }

    [Fact]
    public async Task A_renamed_service_keeps_its_permissions_and_its_old_name_is_free()
    {
        await CreateAsync("Before", """{"serviceName":"Before","tasks":["Echo"]}""", "esriEveryone");
        await _client.AdminRefuses("services/renameService", _publisher, 409, "Quick",
            ("serviceName", "Before"), ("serviceType", "GPServer"), ("serviceNewName", "Quick"));
        await _client.AdminRefuses("services/renameService", _publisher, 400, "a b",
            ("serviceName", "Before"), ("serviceType", "GPServer"), ("serviceNewName", "a b"));
        await _client.Admin("services/renameService", _publisher,
            ("serviceName", "Before"), ("serviceType", "GPServer"), ("serviceNewName", "After"));
        (await _client.GetJson("/rest/services/After/GPServer/Echo/execute?Text=a&f=json")).Result("Same").GetString().ShouldBe("a");
        (await _client.GetJson("/rest/services/Before/GPServer?f=json")).ShouldBeError(404);
        (await ReadAsync("After"))["serviceName"]!.GetValue<string>().ShouldBe("After");
        await CreateAsync("Before", """{"serviceName":"Before","tasks":["Echo"]}""");
        (await _client.GetJson("/rest/services/Before/GPServer?f=json")).ShouldBeError(499);
        await _client.Admin("services/renameService", _publisher, ("serviceName", "After"), ("serviceNewName", "AFTER"));
        (await _client.GetJson("/rest/services/AFTER/GPServer?f=json")).GetProperty("tasks").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("", 400, "service: Value is required")]
    [InlineData("{", 400, "not valid JSON")]
    [InlineData("[]", 400, "JSON object")]
    [InlineData("""{"serviceName":"A","serviceName":"B"}""", 400, "not valid JSON")]
    [InlineData("""{"serviceName":"\ud800"}""", 400, "not valid JSON")]
    [InlineData("""{"tasks":["Echo"]}""", 400, "serviceName")]
    [InlineData("""{"serviceName":"../x","tasks":["Echo"]}""", 400, "../x")]
    [InlineData("""{"serviceName":"a.b","tasks":["Echo"]}""", 400, "a.b")]
    [InlineData("""{"serviceName":"a/b","tasks":["Echo"]}""", 400, "a/b")]
    [InlineData("""{"serviceName":"GPServer","tasks":["Echo"]}""", 400, "protocol's own")]
    [InlineData("""{"serviceName":"quick","tasks":["Echo"]}""", 409, "Quick")]
    [InlineData("""{"serviceName":"Members","tasks":["Echo"]}""", 409, "folder 'Members'")]
    [InlineData("""{"serviceName":"New","type":"MapServer","tasks":["Echo"]}""", 400, "MapServer")]
    [InlineData("""{"serviceName":"New"}""", 400, "tasks has 0 elements")]
    [InlineData("""{"serviceName":"New","tasks":"Echo"}""", 400, "tasks")]
    [InlineData("""{"serviceName":"New","tasks":[null]}""", 400, "tasks")]
    [InlineData("""{"serviceName":"New","tasks":[1]}""", 400, "tasks")]
    [InlineData("""{"serviceName":"New","tasks":["NoSuchTool"]}""", 400, "NoSuchTool")]
    [InlineData("""{"serviceName":"New","tasks":["WriteReport"]}""", 400, "Asynchronous")]
    [InlineData("""{"serviceName":"New","tasks":[{"name":"E","tool":"Echo","hiden":true}]}""", 400, "hiden")]
    [InlineData("""{"serviceName":"New","tasks":[{"name":"E","tool":"Echo","parameters":{"Text":{"fixd":"a"}}}]}""", 400, "fixd")]
    [InlineData("""{"serviceName":"New","tasks":["Echo"],"maxInstancesPerNode":"many"}""", 400, "maxInstancesPerNode")]
    [InlineData("""{"serviceName":"New","tasks":["Echo"],"maxInstancesPerNode":0}""", 400, "maxInstancesPerNode is 0")]
    [InlineData("""{"serviceName":"New","tasks":["Echo"],"maxUsageTime":1e300}""", 400, "maxUsageTime")]
    [InlineData("""{"serviceName":"New","tasks":["Echo"],"maxUsageTime":-1}""", 400, "maxUsageTime is -1")]
    [InlineData("""{"serviceName":"New","tasks":["Echo"],"configuredState":"PAUSED"}""", 400, "STARTED or STOPPED")]
    [InlineData("""{"serviceName":"New","tasks":["Echo"],"properties":"x"}""", 400, "properties is")]
    [InlineData("""{"serviceName":"New","tasks":["Echo"],"properties":{"executionType":"Later"}}""", 400, "properties.executionType")]
    [InlineData("""{"serviceName":"New","tasks":["Echo"],"properties":{"resultMapServer":"maybe"}}""", 400, "properties.resultMapServer")]
    [InlineData("""{"serviceName":"New","tasks":["Echo"],"allowedUploadFileTypes":["csv",1]}""", 400, "allowedUploadFileTypes")]
    [InlineData("""{"serviceName":"New","tasks":["Echo"],"allowedInputHosts":"http://a b"}""", 400, "allowedInputHosts")]
    public async Task A_service_that_cannot_be_is_refused_by_what_is_wrong(string service, int code, string said)
    {
        await _client.AdminRefuses("services/createService", _publisher, code, said, ("service", service));
        (await ListedAsync("", _admin)).ShouldNotContain("New");
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_together()
    {
        var answer = await _client.PostForm("/admin/services/createService", ("token", _publisher), ("f", "json"),
            ("service", """{"serviceName":"New","tasks":["Echo"],"maxUsageTime":"x","maxWaitTime":"y","private":true}"""));
        answer.GetProperty("messages").GetArrayLength().ShouldBe(2, answer.ToString());
    }

    [Fact]
    public async Task JSON_that_is_too_long_too_deep_or_not_text_is_refused()
    {
        await _client.AdminRefuses("services/createService", _publisher, 413, "at most",
            ("service", $$"""{"serviceName":"New","description":"{{new string('a', 4 * 1024 * 1024)}}"}"""));
        await _client.AdminRefuses("services/createService", _publisher, 400, "not valid JSON",
            ("service", $$"""{"serviceName":"New","tasks":["Echo"],"odd":{{new string('[', 1_000)}}{{new string(']', 1_000)}}}"""));
        await _client.AdminRefuses("services/createService", _publisher, 400, "description has",
            ("service", $$"""{"serviceName":"New","tasks":["Echo"],"description":"{{new string('a', 200_000)}}"}"""));
        await _client.AdminRefuses("services/createService", _publisher, 400, "120",
            ("service", $$"""{"serviceName":"{{new string('a', 121)}}","tasks":["Echo"]}"""));
        using var content = new ByteArrayContent([.. "service={\"serviceName\":\""u8, 0xFF, 0xFE, .. "\"}&f=json&token="u8, .. System.Text.Encoding.UTF8.GetBytes(_publisher)]);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var response = await _client.PostAsync("/admin/services/createService", content);
        (await response.ReadJson()).GetProperty("code").GetInt32().ShouldBe(400);
    }

    [Fact]
    public async Task An_edit_must_be_of_the_service_of_the_path()
    {
        await CreateAsync("Own", """{"serviceName":"Own","tasks":["Echo"]}""");
        await _client.AdminRefuses("services/Own.GPServer/edit", _publisher, 400, "renameService", ("service", """{"serviceName":"Other"}"""));
        await _client.AdminRefuses("services/Own.GPServer/edit", _publisher, 400, "MapServer", ("service", """{"type":"MapServer"}"""));
        await _client.AdminRefuses("services/None.GPServer/edit", _publisher, 404, "None", ("service", """{"description":"a"}"""));
        await _client.AdminRefuses("services/Own.MapServer", _publisher, 404, "Own.MapServer");
    }

    [Theory]
    [InlineData("services/createService")]
    [InlineData("services/createFolder")]
    [InlineData("services/renameService")]
    [InlineData("services/startServices")]
    [InlineData("services/stopServices")]
    [InlineData("services/permissions/add")]
    [InlineData("services/permissions/remove")]
    [InlineData("services/permissions/clean")]
    [InlineData("services/Members/editFolder")]
    [InlineData("services/Members/deleteFolder")]
    [InlineData("services/Members/Own.GPServer/edit")]
    [InlineData("services/Members/Own.GPServer/start")]
    [InlineData("services/Members/Own.GPServer/stop")]
    [InlineData("services/Members/Own.GPServer/delete")]
    [InlineData("services/Members/Own.GPServer/permissions/add")]
    [InlineData("services/Members/Own.GPServer/iteminfo/edit")]
    [InlineData("services/Members/Own.GPServer/iteminfo/upload")]
    [InlineData("services/Members/Own.GPServer/iteminfo/delete")]
    [InlineData("services/Members/Own.GPServer/jobs/purgeQueue")]
    public async Task What_changes_something_is_by_POST_alone_and_for_publishers_alone(string operation)
    {
        var byGet = await _client.GetJson($"/admin/{operation}?f=json&token={_publisher}");
        byGet.GetProperty("code").GetInt32().ShouldBe(405, byGet.ToString());
        await _client.AdminRefuses(operation, await server.TokenAsync("ulf"), 403, "permissions");
        var anonymous = await _client.PostForm($"/admin/{operation}", ("f", "json"));
        anonymous.GetProperty("code").GetInt32().ShouldBe(499);
        (await ListedAsync("Members", _admin)).ShouldContain("Members/Own");
    }

    [Fact]
    public async Task A_service_of_which_the_configuration_speaks_is_not_taken_away()
    {
        using var configured = new TestServer(("PrimaryAdministrator:Password", SecuredServer.Password), ("Services:Toolbox:MaxInstances", "3"));
        using var client = configured.CreateClient();
        var token = (await client.PostForm("/tokens/", ("username", "siteadmin"), ("password", SecuredServer.Password), ("f", "json")))
            .GetProperty("token").GetString()!;
        await client.AdminRefuses("services/Toolbox.GPServer/delete", token, 409, "GpServer:Services:Toolbox");
        await client.AdminRefuses("services/renameService", token, 409, "GpServer:Services:Toolbox",
            ("serviceName", "Toolbox"), ("serviceNewName", "Tools"));
        (await client.Admin("services/ToolboxAsync.GPServer/delete", token)).GetProperty("status").GetString().ShouldBe("success");
    }

    async Task CreateAsync(string name, string service, string? principal = null)
    {
        await _client.Admin("services/createService", _publisher, ("service", service));
        if (principal is not null)
        {
            await _client.Admin($"services/{name}.GPServer/permissions/add", _publisher, ("principal", principal), ("isAllowed", "true"));
        }
    }

    async Task<JsonObject> ReadAsync(string name)
    {
        using var response = await _client.GetAsync($"/admin/services/{name}.GPServer?f=json&token={_publisher}");
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }

    async Task<(string, string)> StatusAsync(string name)
    {
        var status = await _client.Admin($"services/{name}.GPServer/status", _publisher);
        return (status.GetProperty("configuredState").GetString()!, status.GetProperty("realTimeState").GetString()!);
    }

    async Task<string[]> ListedAsync(string folder, string token = "") =>
        [.. (await _client.GetJson($"/rest/services/{folder}?f=json&token={token}")).GetProperty("services").EnumerateArray()
            .Select(service => service.GetProperty("name").GetString()!)];
}
