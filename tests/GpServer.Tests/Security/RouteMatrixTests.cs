using System.Text.Json;
using GpServer.Security;
using Microsoft.AspNetCore.Routing;

namespace GpServer.Tests.Security;

/// <summary>
/// Every route of the server, asked by every kind of caller. The routes are those that the server has: one that stands in no line of the table
/// fails, and so does a line without a route.
/// </summary>
public sealed class RouteMatrixTests(SecuredServer server) : IClassFixture<SecuredServer>, IAsyncLifetime
{
    static readonly string[] Callers = ["nobody", "ulf", "ann", "amy", "pia", "siteadmin", "expired"];

    readonly HttpClient _client = server.CreateClient(new() { AllowAutoRedirect = false });
    readonly Dictionary<string, string> _tokens = [];
    string _job = "";
    string _jobInFolder = "";
    string _hosted = "";
    string _upload = "";
    string _uploadInFolder = "";
    string _uploadOfSite = "";

    /// <summary>What a caller gets: an answer of the resource itself, or a refusal with this code.</summary>
    enum Expected
    {
        /// <summary>Everybody gets an answer, also with a token that is not valid.</summary>
        Open,

        /// <summary>Everybody gets an answer; a token must be valid.</summary>
        Everyone,

        /// <summary>Who has the role of the service, and administrators.</summary>
        Service,

        /// <summary>The owner of the job or the upload, and administrators.</summary>
        Job,

        /// <summary>Publishers and administrators.</summary>
        Publisher,

        /// <summary>Administrators.</summary>
        Administrator,
    }

    public async Task InitializeAsync()
    {
        foreach (var caller in Callers[1..^1])
        {
            _tokens[caller] = await server.TokenAsync(caller);
        }

        var stamp = server.Get<SiteState>().Now.Users["ann"].Stamp;
        var now = DateTimeOffset.UtcNow;
        _tokens["expired"] = server.Get<TokenProtector>().Make(
            new TokenContent("ann", stamp, now.AddDays(-2), now.AddSeconds(-1), TokenBinding.None));
        _job = await RunAsync("Analysis");
        _jobInFolder = await RunAsync("Locked/Analysis");
        _hosted = await HostAsync();
        _upload = await UploadAsync("/rest/services/Analysis/GPServer/uploads/upload", "ann");
        _uploadInFolder = await UploadAsync("/rest/services/Locked/Analysis/GPServer/uploads/upload", "ann");
        _uploadOfSite = await UploadAsync("/admin/uploads/upload", "pia");
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Every_route_says_who_may_reach_it_and_stands_in_the_table()
    {
        var routes = Routes().ToList();
        routes.ShouldAllBe(route => AccessGuard.AccessOf(route) != null);
        routes.Select(route => route.RoutePattern.RawText!).Distinct().Except(RouteTable.Lines.Keys).ShouldBeEmpty("routes without a line");
        RouteTable.Lines.Keys.Except(routes.Select(route => route.RoutePattern.RawText!)).ShouldBeEmpty("lines without a route");
    }

    [Fact]
    public async Task Every_route_answers_and_refuses_whom_it_should()
    {
        var wrong = new List<string>();
        foreach (var (pattern, line) in RouteTable.Lines)
        {
            var expected = Enum.Parse<Expected>(line);
            foreach (var caller in Callers)
            {
                var code = Code(expected, caller);

                // What changes something is tried only by those who must be refused.
                // Files know no other method.
                var triesBoth = code != 0 && !pattern.Contains("{file}", StringComparison.Ordinal);
                foreach (var method in triesBoth ? new[] { HttpMethod.Get, HttpMethod.Post } : [HttpMethod.Get])
                {
                    var came = await AskAsync(method, Path(pattern), caller);
                    if (came != code)
                    {
                        wrong.Add($"{method} {Path(pattern)} by {caller}: {came} in place of {code}");
                    }
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>A hosted feature service that <c>ann</c> has made by a service for analysts.</summary>
    async Task<string> HostAsync()
    {
        var name = $"Mapped{Guid.NewGuid():N}";
        if (!server.Get<SiteState>().Now.Services.Contains("Mapping"))
        {
            await server.AddServiceAsync("Mapping", """{"tasks":["Shapes"],"executionType":"Asynchronous"}""", "analyst");
        }

        await RunAsync("Mapping", "Shapes", ("Features", """{"features":[{"geometry":{"x":1,"y":2},"attributes":{"a":1}}]}"""),
            ("esri_out_feature_service_name", name));
        return name;
    }

    async Task<string> RunAsync(string service, string tool = "WriteReport", params (string Name, string Value)[] form)
    {
        var task = $"/rest/services/{service}/GPServer/{tool}";
        var submitted = await _client.PostForm($"{task}/submitJob", [.. form, ("token", _tokens["ann"]), ("f", "json")]);
        var job = submitted.GetProperty("jobId").GetString()!;
        var end = DateTime.UtcNow.AddSeconds(60);
        while ((await _client.GetJson($"{task}/jobs/{job}?f=json&token={_tokens["ann"]}")).GetProperty("jobStatus").GetString() != "esriJobSucceeded")
        {
            (DateTime.UtcNow < end).ShouldBeTrue("the job did not succeed");
            await Task.Delay(20);
        }

        return job;
    }

    async Task<string> UploadAsync(string url, string user)
    {
        using var form = new MultipartFormDataContent { { new StringContent("json"), "f" }, { new StringContent("a"), "file", "a.txt" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = form };
        request.Headers.Add("X-Esri-Authorization", $"Bearer {_tokens[user]}");
        using var response = await _client.SendAsync(request);
        return (await response.ReadJson()).GetProperty("item").GetProperty("itemID").GetString()!;
    }

    static int Code(Expected expected, string caller) => (expected, caller) switch
    {
        (Expected.Open, _) => 0,
        (_, "expired") => 498,
        (Expected.Everyone, _) or (_, "siteadmin") => 0,
        (Expected.Publisher, "pia") or (Expected.Service, "ann" or "amy") or (Expected.Job, "ann") => 0,
        (_, "nobody") => 499,
        _ => 403,
    };

    IEnumerable<RouteEndpoint> Routes() => server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>A path of the pattern: the service is a secured one, the job is one that <c>ann</c> has submitted.</summary>
    string Path(string pattern) => pattern
        .Replace("{job}", pattern.Contains("{folder}", StringComparison.Ordinal) ? _jobInFolder : _job, StringComparison.Ordinal)
        .Replace("{item}", pattern.StartsWith("/admin", StringComparison.Ordinal) ? _uploadOfSite
            : pattern.Contains("{folder}", StringComparison.Ordinal) ? _uploadInFolder : _upload, StringComparison.Ordinal)
        .Replace("{folder}/{service}", "Locked/Analysis", StringComparison.Ordinal)
        .Replace("{service}", "Analysis", StringComparison.Ordinal)
        .Replace("{task}", "WriteReport", StringComparison.Ordinal)
        .Replace("{parameter}", pattern.Contains("results", StringComparison.Ordinal) ? "Report" : "Name", StringComparison.Ordinal)
        .Replace("{file}", "report.csv", StringComparison.Ordinal)
        .Replace("{folder}", "Members", StringComparison.Ordinal)
        .Replace("{toolbox}", "Analysis", StringComparison.Ordinal)
        .Replace("{hosted}", _hosted, StringComparison.Ordinal)
        .Replace("{layer:int}", "0", StringComparison.Ordinal)
        .Replace("{objectId:long}", "1", StringComparison.Ordinal)
        .Replace("{id}", "i0", StringComparison.Ordinal)
        .Replace("{**path}", "nothing/here", StringComparison.Ordinal);

    /// <summary>The code with which the caller is kept out, or 0.</summary>
    async Task<int> AskAsync(HttpMethod method, string path, string caller)
    {
        using var request = new HttpRequestMessage(method, $"/{path.TrimStart('/')}?f=json");
        if (_tokens.TryGetValue(caller, out var token))
        {
            request.Headers.Add("X-Esri-Authorization", $"Bearer {token}");
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        if (response.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return 0;
        }

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(patience.Token));
        var error = json.RootElement.ValueKind != JsonValueKind.Object ? default
            : json.RootElement.TryGetProperty("error", out var rest) ? rest
            : json.RootElement.TryGetProperty("status", out var status) && status.ValueEquals("error") ? json.RootElement : default;
        var code = error.ValueKind == JsonValueKind.Object ? error.GetProperty("code").GetInt32() : 0;
        return code is 498 or 499 or 403 ? code : 0;
    }
}
