using System.Net;
using GpServer.Storage.Site;

namespace GpServer.Tests.Security;

/// <summary>Whose a job is, in every form in which it can be read.</summary>
public sealed class JobOwnerTests(SecuredServer server) : IClassFixture<SecuredServer>, IDisposable
{
    readonly HttpClient _client = server.CreateClient();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("/results")]
    [InlineData("/results/Report")]
    [InlineData("/inputs")]
    [InlineData("/inputs/Name")]
    [InlineData("/events")]
    [InlineData("/cancel")]
    public async Task Only_its_owner_and_administrators_reach_a_job(string resource)
    {
        var ann = await server.TokenAsync("ann");
        var job = await RunAsync("Public", ann);
        var url = $"/rest/services/Public/GPServer/WriteReport/jobs/{job}{resource}?f=json";
        (await _client.GetJson(url)).ShouldBeError(499);
        (await _client.GetJson($"{url}&token={await server.TokenAsync("amy")}")).ShouldBeError(403);
        foreach (var who in new[] { ann, await server.TokenAsync("siteadmin") })
        {
            var answer = await _client.GetStringAsync($"{url}&token={who}");
            answer.ShouldNotContain("\"code\":403");
            answer.ShouldNotContain("\"code\":499");
        }
    }

    [Fact]
    public async Task A_job_that_nobody_owns_is_read_by_who_knows_its_id()
    {
        var job = await RunAsync("Public", token: null);
        var answer = await _client.GetJson($"/rest/services/Public/GPServer/WriteReport/jobs/{job}/results/Report?f=json");
        var file = answer.GetProperty("value").GetProperty("url").GetString()!;
        file.ShouldNotContain("?");
        (await _client.GetStringAsync(file)).ShouldStartWith("row 0");
        (await _client.GetJson($"/rest/services/Public/GPServer/WriteReport/jobs/{job}?f=json&token={await server.TokenAsync("ulf")}"))
            .GetProperty("jobStatus").GetString().ShouldBe("esriJobSucceeded");
    }

    [Fact]
    public async Task A_file_is_handed_out_with_a_signature_that_is_good_for_it_alone()
    {
        var ann = await server.TokenAsync("ann");
        var job = await RunAsync("Analysis", ann);
        var other = await RunAsync("Analysis", ann);
        var answer = await _client.GetJson($"/rest/services/Analysis/GPServer/WriteReport/jobs/{job}/results/Report?f=json&token={ann}");
        var signed = answer.GetProperty("value").GetProperty("url").GetString()!;
        (await _client.GetStringAsync(signed)).ShouldStartWith("row 0");
        var bare = signed.Split('?')[0];
        (await StatusAsync(bare)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync($"{bare}?token={ann}")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync($"{bare}?token={await server.TokenAsync("amy")}")).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync($"{bare}?token=bogus")).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(signed.Replace(job, other, StringComparison.Ordinal))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(signed.Replace("report.csv", "other.csv", StringComparison.Ordinal))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(signed[..^4])).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync($"{bare}?signature={new string('A', 5_000)}")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Only_administrators_may_ask_for_a_priority()
    {
        const string submit = "/rest/services/Analysis/GPServer/Echo/submitJob";
        (await _client.PostForm(submit, ("gp:priority", "5"), ("f", "json"), ("token", await server.TokenAsync("ann"))))
            .ShouldBeError(400, "only administrators");
        (await _client.PostForm(submit, ("gp:priority", "5"), ("f", "json"), ("token", await server.TokenAsync("siteadmin"))))
            .TryGetProperty("jobId", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_catalog_lists_what_its_caller_may_use()
    {
        async Task<string> Listed(string? user, string folder = "") =>
            (await _client.GetStringAsync($"/rest/services{folder}?f=json{(user is null ? "" : $"&token={await server.TokenAsync(user)}")}"));
        (await Listed(null)).ShouldNotContain("Analysis");
        (await Listed(null)).ShouldContain("\"folders\":[]");
        (await Listed(null)).ShouldContain("Toolbox");
        (await Listed("ulf")).ShouldContain("\"folders\":[\"Members\"]");
        (await Listed("ann")).ShouldContain("\"folders\":[\"Locked\",\"Members\"]");
        (await Listed("ann")).ShouldContain("\"Analysis\"");
        (await Listed("ann", "/Locked")).ShouldContain("Locked/Analysis");
        (await Listed("ulf", "/Locked")).ShouldContain("404");
        (await _client.GetStringAsync("/openapi/v1.json")).ShouldNotContain("Analysis");
    }

    [Fact]
    public async Task A_change_of_permissions_counts_at_once()
    {
        await server.AddServiceAsync("Changing", """{"tasks":["Echo"]}""", "esriEveryone");
        var url = "/rest/services/Changing/GPServer?f=json";
        (await _client.GetJson(url)).TryGetProperty("tasks", out _).ShouldBeTrue();
        var documents = server.Get<SiteDocuments>();
        var stored = (await documents.FindAsync(DocumentKind.Permissions, "Changing", CancellationToken.None))!;
        await documents.ChangeAsync(
            [DocumentChange.Update(stored, """[{"principal":"esriEveryone","isAllowed":false},{"principal":"analyst","isAllowed":true}]""")],
            audit: null, CancellationToken.None);
        var end = DateTime.UtcNow.AddSeconds(2);
        while ((await _client.GetStringAsync(url)).Contains("tasks", StringComparison.Ordinal))
        {
            (DateTime.UtcNow < end).ShouldBeTrue("the change was not seen within 2 s");
            await Task.Delay(20);
        }

        (await _client.GetJson(url)).ShouldBeError(499);
        (await _client.GetJson($"{url}&token={await server.TokenAsync("ulf")}")).ShouldBeError(403);
        (await _client.GetJson($"{url}&token={await server.TokenAsync("ann")}")).TryGetProperty("tasks", out _).ShouldBeTrue();
    }

    async Task<HttpStatusCode> StatusAsync(string url)
    {
        using var response = await _client.GetAsync(url);
        return response.StatusCode;
    }

    async Task<string> RunAsync(string service, string? token)
    {
        var task = $"/rest/services/{service}/GPServer/WriteReport";
        var more = token is null ? "" : $"&token={token}";
        var job = (await _client.GetJson($"{task}/submitJob?f=json{more}")).GetProperty("jobId").GetString()!;
        var end = DateTime.UtcNow.AddSeconds(60);
        while ((await _client.GetJson($"{task}/jobs/{job}?f=json{more}")).GetProperty("jobStatus").GetString() != "esriJobSucceeded")
        {
            (DateTime.UtcNow < end).ShouldBeTrue("the job did not succeed");
            await Task.Delay(20);
        }

        return job;
    }
}
