namespace GpServer.Tests.Http;

public sealed class SecurityHeaderTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    readonly HttpClient _client = server.CreateClient();

    [Theory]
    [InlineData("/rest/info?f=json")]
    [InlineData("/rest/services?f=html")]
    [InlineData("/rest/nothing?f=json")]
    [InlineData("/rest/directories/arcgisjobs/a_gpserver/b/scratch/c.html")]
    [InlineData("/openapi/index.html")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/healthz/live")]
    [InlineData("/nothing?f=html")]
    public async Task Every_answer_guards_browsers(string url)
    {
        using var response = await _client.GetAsync(url);
        Header(response, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(response, "Referrer-Policy").ShouldBe("same-origin");
        Header(response, "X-Frame-Options").ShouldBe("DENY");
        Header(response, "Content-Security-Policy").ShouldContain("default-src 'none'");
        Header(response, "Content-Security-Policy").ShouldContain("frame-ancestors 'none'");
        Header(response, "Cross-Origin-Resource-Policy").ShouldBe("cross-origin");
        response.Headers.Contains("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task Only_the_page_of_tasks_runs_scripts_and_they_are_its_own()
    {
        using var page = await _client.GetAsync("/openapi/index.html");
        Header(page, "Content-Security-Policy").ShouldContain("script-src 'self';");
        Header(page, "Permissions-Policy").ShouldContain("geolocation=()");
        using var directory = await _client.GetAsync("/rest/services?f=html");
        Header(directory, "Content-Security-Policy").ShouldNotContain("script-src");
    }

    [Theory]
    [InlineData("/rest/info?f=json&token=abc", null, null)]
    [InlineData("/rest/info?f=json&Token=abc", null, null)]
    [InlineData("/rest/info?f=json&t%6fken=abc", null, null)]
    [InlineData("/rest/info?f=json", "Authorization", "Bearer abc")]
    [InlineData("/rest/info?f=json", "X-Esri-Authorization", "Bearer abc")]
    [InlineData("/rest/info?f=json", "Cookie", "other=1; agstoken=abc")]
    [InlineData("/rest/nothing?f=html&token=abc", null, null)]
    [InlineData("/openapi/v1.json?token=abc", null, null)]
    [InlineData("/nothing?f=html&token=abc", null, null)]
    public async Task No_cache_keeps_the_answer_to_a_request_with_a_token(string url, string? header, string? value)
    {
        (await CacheControl(url, header, value)).ShouldBe("no-store");
    }

    [Theory]
    [InlineData("/rest/info?f=json", null, null)]
    [InlineData("/rest/info?f=json", "Cookie", "other=agstoken")]
    public async Task Without_a_token_answers_may_be_asked_for_again_by_their_tag(string url, string? header, string? value)
    {
        (await CacheControl(url, header, value)).Split(", ").ShouldBe(["private", "no-cache"], ignoreOrder: true);
    }

    static string Header(HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));

    async Task<string> CacheControl(string url, string? header, string? value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        using var response = await _client.SendAsync(request);
        return response.Headers.CacheControl?.ToString() ?? "";
    }
}
