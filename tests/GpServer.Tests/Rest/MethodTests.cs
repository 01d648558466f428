namespace GpServer.Tests.Rest;

public sealed class MethodTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    readonly HttpClient _client = server.CreateClient();

    public static TheoryData<string> Resources => new(
        "/rest",
        "/rest/info",
        "/rest/services",
        "/rest/services/Toolbox/GPServer",
        "/rest/services/Toolbox/GPServer/info/iteminfo",
        "/rest/services/Toolbox/GPServer/Echo",
        "/rest/services/Toolbox/GPServer/Echo/execute",
        "/rest/services/ToolboxAsync/GPServer/Echo/jobs/j0123456789abcdef0123456789abcdef",
        "/rest/services/ToolboxAsync/GPServer/Echo/jobs/j0123456789abcdef0123456789abcdef/cancel",
        "/rest/nothing");

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Methods_of_no_resource_are_an_error_405(string url)
    {
        foreach (var method in new[] { "PUT", "DELETE", "PATCH", "TRACE", "WHATEVER" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"{url}?f=json");
            using var response = await _client.SendAsync(request);
            (await response.ReadJson()).ShouldBeError(405, $"HTTP method {method} is not supported");
        }
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public async Task Post_answers_as_get_does(string url)
    {
        var got = await _client.GetJson($"{url}?f=json");
        var posted = await _client.PostForm(url, ("f", "json"));
        posted.ToString().ShouldBe(got.ToString());
    }

    [Fact]
    public async Task Head_has_the_headers_of_get_and_no_body()
    {
        using var got = await _client.GetAsync("/rest/info?f=json");
        using var request = new HttpRequestMessage(HttpMethod.Head, "/rest/info?f=json");
        using var head = await _client.SendAsync(request);
        head.Headers.ETag.ShouldBe(got.Headers.ETag);
        head.Content.Headers.ContentLength.ShouldBe((await got.Content.ReadAsByteArrayAsync()).Length);
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/rest/info/?f=json")]
    [InlineData("//rest/info?f=json")]
    [InlineData("//rest//info//?f=json")]
    [InlineData("/arcgis/rest/info?f=json")]
    [InlineData("//ArcGIS//rest/info?f=json")]
    [InlineData("/REST/Info?F=JSON")]
    [InlineData("/rest/info/?f=json&")]
    public async Task Slashes_case_and_the_path_base_make_no_difference(string url)
    {
        (await _client.GetJson($"http://localhost{url}")).GetProperty("fullVersion").GetString().ShouldBe("11.3.0");
    }

    [Theory]
    [InlineData("/arcgis/REST/Services/Toolbox/gpserver/Echo/EXECUTE/")]
    [InlineData("/rest/services/Toolbox/GPServer/Ech%6F/execute")]
    public async Task A_task_is_reached_under_every_spelling_of_its_path(string url)
    {
        (await _client.PostForm(url, ("Text", "a"), ("f", "json"))).Result("Same").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task Other_path_bases_can_be_set()
    {
        using var other = new TestServer(("Rest:PathBases:0", "/gis/server"));
        using var client = other.CreateClient();
        (await client.GetJson("/gis/server/rest/info?f=json")).GetProperty("fullVersion").GetString().ShouldBe("11.3.0");
        (await client.GetJson("/arcgis/rest/info?f=json")).ShouldBeError(404, "arcgis/rest/info");
    }
}
