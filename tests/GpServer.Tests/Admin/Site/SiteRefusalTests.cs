using GpServer.Security;
using GpServer.Storage.Site;
using GpServer.Tests.Security;

namespace GpServer.Tests.Admin.Site;

/// <summary>Files that are none of a site: every problem is told, and nothing is changed.</summary>
public sealed class SiteRefusalTests(SecuredServer server) : IClassFixture<SecuredServer>, IAsyncLifetime
{
    const string Head = """
        "format":"gpserver-site","version":1
        """;

    readonly HttpClient _client = server.CreateClient();
    string _token = "";

    public async Task InitializeAsync() => _token = await server.TokenAsync("siteadmin");

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("nonsense", "no JSON")]
    [InlineData("[]", "gpserver-site")]
    [InlineData("""{"format":"gpserver-site","version":1,"\ud800":1}""", "site")]
    [InlineData("""{"format":"gpserver-site","version":1,"users":{"\ud800":{}}}""", "site")]
    [InlineData("""{"format":"gpserver-site","version":1,"users":{"eve":{"roles":["\ud800"]}}}""", "users")]
    [InlineData("""{"format":"gpserver-site"}""", "version")]
    [InlineData("""{"format":"gpserver-site","version":2}""", "version")]
    [InlineData("""{"format":"gpserver-site","version":1,"keys":{}}""", "'keys' is no part")]
    [InlineData("""{"format":"gpserver-site","version":1,"users":[]}""", "users: expected an object")]
    [InlineData("""{"format":"gpserver-site","version":1,"users":{"eve":{}, "eve":{}}}""", "eve")]
    [InlineData("""{"format":"gpserver-site","version":1,"users":{"eve":{"isPrimary":true}}}""", "isPrimary")]
    [InlineData("""{"format":"gpserver-site","version":1,"users":{"eve":{"roles":["none"]}}}""", "there is no role 'none'")]
    [InlineData("""{"format":"gpserver-site","version":1,"users":{"eve":{"roles":[null]}}}""", "roles")]
    [InlineData("""{"format":"gpserver-site","version":1,"users":{"eve":{"email":null}}}""", "email")]
    [InlineData("""{"format":"gpserver-site","version":1,"users":{"eve":{"passwordHash":"plain"}}}""", "passwordHash")]
    [InlineData("""{"format":"gpserver-site","version":1,"users":{"e:ve":{}}}""", "e:ve")]
    [InlineData("""{"format":"gpserver-site","version":1,"users":{"siteadmin":{}}}""", "primary administrator")]
    [InlineData("""{"format":"gpserver-site","version":1,"roles":{"esriEveryone":{}}}""", "esriEveryone")]
    [InlineData("""{"format":"gpserver-site","version":1,"roles":{"r":{"privilege":"King"}}}""", "roles: 'r'")]
    [InlineData("""{"format":"gpserver-site","version":1,"roles":{"r":{"privilege":2}}}""", "roles: 'r'")]
    [InlineData("""{"format":"gpserver-site","version":1,"permissions":{"a/b/c":[]}}""", "permissions: 'a/b/c'")]
    [InlineData("""{"format":"gpserver-site","version":1,"permissions":{"A":[{"principal":"none","isAllowed":true}]}}""", "there is no role 'none'")]
    [InlineData("""{"format":"gpserver-site","version":1,"permissions":{"A":[null]}}""", "permissions: 'A'")]
    [InlineData("""{"format":"gpserver-site","version":1,"folders":{"..":{}}}""", "folders: '..'")]
    [InlineData("""{"format":"gpserver-site","version":1,"services":{"X":{"tasks":["NoSuchTool"]}}}""", "NoSuchTool")]
    [InlineData("""{"format":"gpserver-site","version":1,"services":{"X":{"tasks":["Echo"],"moons":1}}}""", "'moons' is no member")]
    [InlineData("""{"format":"gpserver-site","version":1,"services":{"X":{"tasks":["Echo"],"maxInstances":0}}}""", "maxInstances")]
    [InlineData("""{"format":"gpserver-site","version":1,"services":{"a/b/c":{"tasks":["Echo"]}}}""", "a/b/c")]
    [InlineData("""{"format":"gpserver-site","version":1,"services":{"TOOLBOX":{"tasks":["Echo"]}}}""", "differ by more than case")]
    [InlineData("""{"format":"gpserver-site","version":1,"services":{"X":5}}""", "services: 'X'")]
    [InlineData("""{"format":"gpserver-site","version":1,"settings":{"tokens":{"shortMinutes":0}}}""", "shortMinutes")]
    [InlineData("""{"format":"gpserver-site","version":1,"settings":{"limits":{"vertices":0}}}""", "Vertices")]
    [InlineData("""{"format":"gpserver-site","version":1,"settings":{"limits":{"moons":1}}}""", "'moons' is no limit")]
    [InlineData("""{"format":"gpserver-site","version":1,"settings":{"first-key":{}}}""", "first-key")]
    public async Task What_is_no_site_is_refused_and_changes_nothing(string file, string said)
    {
        var before = await server.Get<SiteDocuments>().VersionAsync(CancellationToken.None);
        await _client.AdminRefuses("site/import", _token, 400, said, ("site", file));
        (await server.Get<SiteDocuments>().VersionAsync(CancellationToken.None)).ShouldBe(before);
    }

    [Fact]
    public async Task All_problems_are_told_at_once()
    {
        var file = "{" + Head + ""","users":{"e:ve":{},"ann":{"roles":["none"]}},"services":{"X":{"tasks":["NoSuchTool"]}},"moons":1}""";
        var answer = await _client.PostForm("/admin/site/import", ("site", file), ("token", _token), ("f", "json"));
        answer.GetProperty("messages").GetArrayLength().ShouldBe(4, answer.ToString());
    }

    [Fact]
    public async Task A_hash_that_takes_for_ever_to_check_is_refused()
    {
        var hash = Convert.FromBase64String(server.Get<Passwords>().Hash("correct horse 5"));
        (hash[5], hash[6]) = (0x7F, 0xFF);
        await _client.AdminRefuses("site/import", _token, 400, "passwordHash", ("site",
            "{" + Head + $$$$""","users":{"eve":{"passwordHash":"{{{{Convert.ToBase64String(hash)}}}}"}}}"""));
    }

    [Fact]
    public async Task Deep_and_long_files_are_refused()
    {
        var deep = "{" + Head + ""","services":{"X":{"extra":""" + string.Concat(Enumerable.Repeat("[", 10_000)) + string.Concat(Enumerable.Repeat("]", 10_000)) + "}}}";
        await _client.AdminRefuses("site/import", _token, 400, "no JSON", ("site", deep));
        var wide = "{" + Head + ""","users":{""" + string.Join(',', Enumerable.Range(0, 100_001).Select(i => $"\"u{i}\":{{}}")) + "}}";
        await _client.AdminRefuses("site/import", _token, 400, "at most 100000", ("site", wide));
        var wrong = "{" + Head + ""","users":{""" + string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"u:{i}\":{{}}")) + "}}";
        await _client.AdminRefuses("site/import", _token, 400, "and 4000 more", ("site", wrong));
    }

    [Theory]
    [InlineData("site/export")]
    [InlineData("site/import")]
    [InlineData("site/exportService")]
    [InlineData("site/importService")]
    public async Task Nothing_is_done_by_get(string operation) =>
        (await _client.GetJson($"/admin/{operation}?site={{}}&service=Toolbox&f=json&token={_token}")).GetProperty("code").GetInt32().ShouldBe(405);

    [Fact]
    public async Task A_mode_that_is_none_is_refused() =>
        await _client.AdminRefuses("site/import", _token, 400, "mode", ("site", "{" + Head + "}"), ("mode", "erase"));
}
