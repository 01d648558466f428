namespace GpServer.Tests.Rest;

public sealed class FormatTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    const string Task = "/rest/services/Toolbox/GPServer/Echo";

    readonly HttpClient _client = server.CreateClient();

    [Theory]
    [InlineData("f=json", "text/html", "application/json")]
    [InlineData("f=PJSON", "text/html", "application/json")]
    [InlineData("f=html", "*/*", "text/html")]
    [InlineData("", "*/*", "application/json")]
    [InlineData("", null, "application/json")]
    [InlineData("f=", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html")]
    public async Task F_decides_and_without_it_a_page_comes_only_to_those_who_ask_for_one(string f, string? accept, string mediaType)
    {
        using var response = await Get($"{Task}?{f}", accept);
        response.Content.Headers.ContentType!.MediaType.ShouldBe(mediaType);
        response.Content.Headers.ContentType.CharSet.ShouldBe("utf-8");
        string.Join(',', response.Headers.Vary).ShouldContain("Accept");
    }

    [Fact]
    public async Task Pjson_is_indented_json()
    {
        (await _client.GetStringAsync("/rest/services/BufferPoints/GPServer?f=pjson")).ShouldStartWith("{\n  \"currentVersion\": 11.3,\n");
    }

    [Theory]
    [InlineData("/rest/info", "kmz")]
    [InlineData("/rest/info", "geojson")]
    [InlineData("/rest/info", "<b>")]
    [InlineData("/rest/services/Toolbox/GPServer/Echo/execute", "pbf")]
    public async Task A_format_that_a_resource_has_not_is_an_error_that_names_it(string url, string format)
    {
        var answer = await _client.GetJson($"{url}?f={Uri.EscapeDataString(format)}");
        answer.ShouldBeError(400, "Output format not supported.", $"'{format}'");
    }

    [Fact]
    public async Task A_page_shows_texts_and_runs_none_of_them()
    {
        using var response = await Get($"{Task}?f=html", accept: null);
        var page = await response.Content.ReadAsStringAsync();
        page.ShouldStartWith("<!DOCTYPE html>");
        page.ShouldContain("Echo &lt;text&gt;");
        page.ShouldNotContain("<text>");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("default-src 'none'");
    }

    [Fact]
    public async Task An_error_for_a_browser_is_a_page()
    {
        using var response = await Get("/rest/services/%3Cscript%3E/GPServer", "text/html");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var page = await response.Content.ReadAsStringAsync();
        page.ShouldContain("&quot;code&quot;: 404");
        page.ShouldNotContain("<script>");
    }

    [Fact]
    public async Task No_answer_lets_the_browser_guess_its_type()
    {
        foreach (var url in new[] { "/rest/info", "/rest/nothing", "/healthz/live", "/openapi/v1.json" })
        {
            using var response = await Get(url, accept: null);
            response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        }
    }

    async Task<HttpResponseMessage> Get(string url, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await _client.SendAsync(request);
    }
}
