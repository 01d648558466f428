using System.Text.Json;
using GpServer.Core.Execution;
using GpServer.Jobs;
using GpServer.Options;
using GpServer.Security;
using GpServer.Storage.Site;
using GpServer.Tests.Security;

namespace GpServer.Tests.Admin.Limits;

/// <summary>Limits that administrators change while the server runs.</summary>
public sealed class LimitTests : IAsyncLifetime, IDisposable
{
    readonly TestServer _server = new(("PrimaryAdministrator:Password", SecuredServer.Password), ("Limits:TextBytes", "5000"));
    readonly HttpClient _client;
    string _token = "";

    public LimitTests()
    {
        _client = _server.CreateClient();
    }

    public async Task InitializeAsync() =>
        _token = (await _client.PostForm("/tokens/", ("username", "siteadmin"), ("password", SecuredServer.Password), ("f", "json")))
            .GetProperty("token").GetString()!;

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task A_changed_limit_counts_from_the_next_request_on()
    {
        var text = new string('x', 3_000);
        (await _client.Execute("Echo", ("Text", text))).Result("Same").GetString().ShouldBe(text);
        await UpdateAsync("""{"textBytes":2000,"requestBytes":20000}""");
        (await _client.Execute("Echo", ("Text", text))).ShouldBeError(413, "Text", "2000");
        (await _client.Execute("Echo", ("Text", "a"), ("Other", new string('x', 30_000)))).ShouldBeError(413, "20000 bytes");
        await UpdateAsync("""{"textBytes":null,"requestBytes":null}""");
        (await _client.Execute("Echo", ("Text", text))).Result("Same").GetString().ShouldBe(text);
        (await _client.Execute("Echo", ("Text", new string('x', 5_001)))).ShouldBeError(413, "5000");
    }

    [Fact]
    public async Task Only_named_members_change_and_the_configuration_is_shown_beside_them()
    {
        await UpdateAsync("""{"vertices":1000}""");
        await UpdateAsync("""{"graceSeconds":0.5}""");
        var answer = await _client.Admin("system/limits", _token);
        answer.GetProperty("version").GetInt32().ShouldBe(2);
        answer.GetProperty("limits").GetProperty("vertices").GetInt64().ShouldBe(1_000);
        answer.GetProperty("limits").GetProperty("graceSeconds").GetDouble().ShouldBe(0.5);
        answer.GetProperty("limits").GetProperty("textBytes").GetInt32().ShouldBe(5_000);
        answer.GetProperty("configured").GetProperty("vertices").GetInt64().ShouldBe(5_000_000);
        answer.GetProperty("configured").EnumerateObject().Count().ShouldBe(typeof(LimitOptions).GetProperties().Length);
        answer.GetProperty("fixed").GetProperty("requestLineBytes").GetInt32().ShouldBe(65_536);
    }

    [Fact]
    public async Task Runs_and_jobs_get_their_part()
    {
        await UpdateAsync("""{"resultVertices":77,"verticesInMemory":5,"fileBytes":9,"coresPerRun":1,"graceSeconds":3,"values":6}""");
        var runs = _server.Get<RunOptions>();
        (runs.ResultVertices, runs.VerticesInMemory, runs.FileBytes, runs.Cores).ShouldBe((77, 5, 9, 1));
        _server.Get<JobOptions>().Grace.ShouldBe(TimeSpan.FromSeconds(3));
        _server.Get<CurrentLimits>().Reading.Values.ShouldBe(6);
        await UpdateAsync("""{"coresPerRun":0}""");
        runs.Cores.ShouldBe(Environment.ProcessorCount);
    }

    [Fact]
    public async Task A_change_is_refused_where_somebody_else_has_changed_them()
    {
        await UpdateAsync("""{"vertices":1000}""", ("version", "0"));
        await _client.AdminRefuses("system/limits/update", _token, 409, "version is 1, and 0", ("limits", """{"vertices":2000}"""), ("version", "0"));
        await UpdateAsync("""{"vertices":2000}""", ("version", "1"));
        _server.Get<CurrentLimits>().Now.Vertices.ShouldBe(2_000);
    }

    [Fact]
    public async Task Changes_are_made_by_post_alone_and_known_to_the_audit_log()
    {
        var get = await _client.GetJson($"/admin/system/limits/update?limits={{}}&f=json&token={_token}");
        get.GetProperty("code").GetInt32().ShouldBe(405);
        await UpdateAsync("""{"vertices":1000}""");
        var change = (await _client.Admin("logs/audit", _token)).GetProperty("changes")[0];
        change.GetProperty("action").GetString().ShouldBe("system/limits/update");
        (change.GetProperty("before").GetString(), change.GetProperty("after").GetString()).ShouldBe(("{}", """{"vertices":1000}"""));
    }

    [Theory]
    [InlineData("""{"vertices":0}""")]
    [InlineData("""{"vertices":"x"}""")]
    [InlineData("nonsense")]
    public async Task What_another_node_has_stored_wrongly_leaves_the_configuration(string stored)
    {
        await StoreAsync(stored);
        _server.Get<CurrentLimits>().Now.Vertices.ShouldBe(5_000_000);
        (await _client.Execute("Echo", ("Text", "a"))).Result("Same").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task A_member_of_a_later_version_is_ignored_where_it_is_stored()
    {
        await StoreAsync("""{"moons":2,"vertices":5}""");
        _server.Get<CurrentLimits>().Now.Vertices.ShouldBe(5);
    }

    Task<JsonElement> UpdateAsync(string limits, params (string Name, string Value)[] more) =>
        _client.Admin("system/limits/update", _token, [("limits", limits), .. more]);

    async Task StoreAsync(string json)
    {
        await _server.Get<SiteDocuments>().ChangeAsync([DocumentChange.Add(DocumentKind.Settings, "limits", json)], null, CancellationToken.None);
        await _server.Get<SiteRefresh>().ReadAsync(CancellationToken.None);
    }
}
