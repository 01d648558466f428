using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using GpServer.Security;
using GpServer.Storage.Site;
using GpServer.Tests.Security;

namespace GpServer.Tests.Admin.Site;

/// <summary>A site as a file: from one server to another, and what is none.</summary>
public sealed class SiteTests : IAsyncLifetime, IDisposable
{
    const string Head = """
        "format":"gpserver-site","version":1
        """;

    readonly TestServer _server = new(("PrimaryAdministrator:Password", SecuredServer.Password));
    readonly HttpClient _client;
    string _token = "";

    public SiteTests()
    {
        _client = _server.CreateClient();
    }

    public async Task InitializeAsync() => _token = await TokenAsync(_client, "siteadmin", SecuredServer.Password);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_site_goes_to_another_server_and_comes_back_the_same()
    {
        await FillAsync();
        var file = await ExportAsync(_client, _token, ("includePasswords", "true"));
        using var other = new TestServer(("PrimaryAdministrator:UserName", "boss"), ("PrimaryAdministrator:Password", "another horse 2"), ("Sample", "false"));
        using var client = other.CreateClient();
        var boss = await TokenAsync(client, "boss", "another horse 2");
        var answer = await client.Admin("site/import", boss, ("site", file), ("mode", "replace"));
        answer.GetProperty("added").GetProperty("service").GetInt32().ShouldBeGreaterThan(2);
        Without(await ExportAsync(client, boss, ("includePasswords", "true"))).ShouldBe(Without(file));

        // The users sign in there as here, and may what they may here; the primary administrator stays.
        var ann = await TokenAsync(client, "ann", SecuredServer.Password);
        (await client.GetJson($"/rest/services/Planning/Quick/GPServer/Echo/execute?Text=a&f=json&token={ann}")).Result("Same").GetString().ShouldBe("a");
        (await client.GetJson("/rest/services/Planning/Quick/GPServer/Echo/execute?Text=a&f=json")).ShouldBeError(499);
        (await client.Admin("info", boss)).GetProperty("loggedInUserPrivilege").GetString().ShouldBe("ADMINISTER");
        other.Get<SiteState>().Now.Users.ContainsKey("siteadmin").ShouldBeFalse();
        (await client.Admin("logs/settings", boss)).GetProperty("settings").GetProperty("maxLogFileAge").GetInt32().ShouldBe(5);

        // Once more, nothing is to be done.
        var again = await client.Admin("site/import", boss, ("site", file), ("mode", "replace"));
        again.GetProperty("changed").EnumerateObject().Sum(kind => kind.Value.GetInt32()).ShouldBe(0);
        again.GetProperty("removed").EnumerateObject().Sum(kind => kind.Value.GetInt32()).ShouldBe(0);
    }

    [Fact]
    public async Task Without_passwords_new_users_are_disabled_until_they_get_one_and_known_ones_keep_theirs()
    {
        await FillAsync();
        var file = await ExportAsync(_client, _token);
        file.ShouldNotContain("passwordHash");
        var ann = await TokenAsync(_client, "ann", SecuredServer.Password);
        await _client.Admin("site/import", _token, ("site", file));
        (await _client.GetJson($"/rest/services/Planning/Quick/GPServer/Echo/execute?Text=a&f=json&token={ann}")).Result("Same").GetString().ShouldBe("a");

        await _client.Admin("security/users/remove", _token, ("username", "ann"));
        await _client.Admin("site/import", _token, ("site", file));
        _server.Get<SiteState>().Now.Users["ann"].Disabled.ShouldBeTrue();
        await _client.Admin("security/users/update", _token, ("username", "ann"), ("password", "another horse 3"), ("disabled", "false"));
        (await TokenAsync(_client, "ann", "another horse 3")).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task No_file_has_a_key_or_the_primary_administrator()
    {
        var file = await ExportAsync(_client, _token, ("includePasswords", "true"));
        var key = (await _server.Get<SiteDocuments>().ReadAsync(DocumentKind.Key, CancellationToken.None)).Single();
        file.ShouldNotContain(key.Name[..20]);
        file.ShouldNotContain("encryptor");
        file.ShouldNotContain("siteadmin");
        (await _client.Admin("logs/audit", _token)).GetProperty("changes")[0].GetProperty("after").GetString().ShouldBe("""{"includePasswords":true}""");
    }

    [Fact]
    public async Task Replacing_removes_what_the_parts_of_the_file_do_not_have_and_leaves_the_other_parts()
    {
        await FillAsync();
        var service = """{"tasks":["Echo"]}""";
        var file = "{" + Head + $$$""","services":{"Only":{{{service}}}}}""";
        var tried = await _client.Admin("site/import", _token, ("site", file), ("mode", "replace"), ("validateOnly", "true"));
        tried.GetProperty("removed").GetProperty("service").GetInt32().ShouldBeGreaterThan(2);
        _server.Get<SiteState>().Now.Permissions.ContainsKey("Planning/Quick").ShouldBeTrue();
        await _client.Admin("site/import", _token, ("site", file), ("mode", "replace"));
        var services = await _server.Get<SiteDocuments>().ReadAsync(DocumentKind.Service, CancellationToken.None);
        services.Select(document => document.Name).ShouldBe(["Only"]);
        _server.Get<SiteState>().Now.Permissions.ContainsKey("Planning/Quick").ShouldBeFalse();
        _server.Get<SiteState>().Now.Users.ContainsKey("ann").ShouldBeTrue();
    }

    [Fact]
    public async Task An_import_is_in_the_audit_log_by_names_and_without_hashes()
    {
        await FillAsync();
        var file = await ExportAsync(_client, _token, ("includePasswords", "true"));
        await _client.Admin("security/users/remove", _token, ("username", "ann"));
        await _client.Admin("site/import", _token, ("site", file));
        var change = (await _client.Admin("logs/audit", _token)).GetProperty("changes")[0];
        change.GetProperty("action").GetString().ShouldBe("site/import");
        change.GetProperty("after").GetString()!.ShouldContain("\"added\":{\"user\":[\"ann\"]");
        change.GetProperty("after").GetString()!.ShouldNotContain("AQAAA");
    }

    [Fact]
    public async Task One_service_goes_with_its_permissions()
    {
        await FillAsync();
        var file = (await _client.Admin("site/exportService", _token, ("service", "Planning/Quick"))).GetRawText();
        await _client.AdminRefuses("site/exportService", _token, 404, "Planning/None", ("service", "Planning/None"));
        using var other = new TestServer(("PrimaryAdministrator:Password", SecuredServer.Password));
        using var client = other.CreateClient();
        var token = await TokenAsync(client, "siteadmin", SecuredServer.Password);
        await client.AdminRefuses("site/importService", token, 400, "there is no role 'planner'", ("site", file));
        await client.Admin("security/roles/add", token, ("rolename", "planner"));
        await client.Admin("site/importService", token, ("site", file));
        (await client.GetJson($"/rest/services/Planning/Quick/GPServer/Echo/execute?Text=a&f=json&token={token}")).Result("Same").GetString().ShouldBe("a");
        (await client.GetJson("/rest/services/Planning/Quick/GPServer/Echo/execute?Text=a&f=json")).ShouldBeError(499);
        await client.AdminRefuses("site/importService", token, 400, "one service", ("site", await ExportAsync(_client, _token)));
        await client.AdminRefuses("site/importService", token, 400, "'Other' is not the service", ("site",
            "{" + Head + ""","services":{"X":{"tasks":["Echo"]}},"permissions":{"Other":[]}}"""));
    }

    [Fact]
    public async Task A_file_comes_as_a_part_with_a_file_name_as_well()
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent(_token), "token" },
            { new StringContent("json"), "f" },
        };
        using var part = new StringContent("{" + Head + ""","roles":{"painter":{"privilege":"Publisher"}}}""");
        part.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Add(part, "site", "site.json");
        using var response = await _client.PostAsync("/admin/site/import", content);
        (await response.ReadJson()).GetProperty("added").GetProperty("role").GetInt32().ShouldBe(1);
        _server.Get<SiteState>().Now.Roles["painter"].Privilege.ShouldBe(Privilege.Publisher);
    }

    [Fact]
    public async Task Roles_that_others_of_the_site_have_are_not_taken_away_silently()
    {
        await FillAsync();
        var file = "{" + Head + ""","roles":{"painter":{}}}""";
        await _client.AdminRefuses("site/import", _token, 400, "the user ann of this site has the role planner", ("site", file), ("mode", "replace"));
        await _client.Admin("site/import", _token, ("site", file));
        _server.Get<SiteState>().Now.Roles.Keys.ShouldBe(["analyst", "painter", "planner"], ignoreOrder: true);
    }

    async Task FillAsync()
    {
        await _server.AddUserAsync("ann", SecuredServer.Password, ("planner", Privilege.User));
        await _server.AddServiceAsync("Planning/Quick", """{"tasks":["Echo"],"maxInstances":3}""", "planner");
        await _client.Admin("logs/settings/edit", _token, ("maxLogFileAge", "5"));
        await _client.Admin("system/limits/update", _token, ("limits", """{"values":50000}"""));
    }

    static async Task<string> ExportAsync(HttpClient client, string token, params (string Name, string Value)[] form) =>
        (await client.Admin("site/export", token, form)).GetRawText();

    static async Task<string> TokenAsync(HttpClient client, string user, string password) =>
        (await client.PostForm("/tokens/", ("username", user), ("password", password), ("f", "json"))).GetProperty("token").GetString()!;

    static string Without(string file)
    {
        var node = JsonNode.Parse(file)!.AsObject();
        node.Remove("exported");
        return node.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
