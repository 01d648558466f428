using System.Net;

namespace GpServer.Tests.Http;

public sealed class CrossOriginTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    readonly HttpClient _client = server.CreateClient();

    [Theory]
    [InlineData("/rest/info?f=json")]
    [InlineData("/rest/services/Nothing/GPServer?f=json")]
    [InlineData("/rest/services/Toolbox/GPServer/Fail/execute?Kind=unexpected&f=json")]
    [InlineData("/rest/info?f=nothing")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/nowhere")]
    public async Task Every_answer_may_be_read_by_the_page_that_asked(string url)
    {
        using var response = await Send(HttpMethod.Get, url, ("Origin", "https://maps.example.com"));
        Header(response, "Access-Control-Allow-Origin").ShouldBe("https://maps.example.com");
        Header(response, "Access-Control-Allow-Credentials").ShouldBe("true");
        Header(response, "Vary").ShouldContain("Origin");
    }

    [Theory]
    [InlineData("/rest/services/Toolbox/GPServer/Echo/execute")]
    [InlineData("/arcgis/rest/nothing")]
    [InlineData("/openapi/v1.json")]
    public async Task A_page_that_asks_before_it_sends_a_token_gets_leave(string url)
    {
        using var response = await Send(HttpMethod.Options, url, ("Origin", "https://maps.example.com"),
            ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "x-esri-authorization,authorization,content-type"));
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        Header(response, "Access-Control-Allow-Origin").ShouldBe("https://maps.example.com");
        Header(response, "Access-Control-Allow-Headers").ShouldContain("X-Esri-Authorization");
        Header(response, "Access-Control-Allow-Headers").ShouldContain("Authorization");
        Header(response, "Access-Control-Allow-Methods").ShouldContain("POST");
        Header(response, "Access-Control-Max-Age").ShouldBe("3600");
    }

    [Fact]
    public async Task Options_without_a_page_tell_the_methods()
    {
        using var response = await Send(HttpMethod.Options, "/rest/info");
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        string.Join(' ', response.Content.Headers.Allow).ShouldContain("POST");
    }

    [Fact]
    public async Task An_answer_without_a_page_says_that_others_differ()
    {
        using var response = await Send(HttpMethod.Get, "/rest/info");
        Header(response, "Vary").ShouldContain("Origin");
        response.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Fact]
    public async Task Named_origins_are_the_only_ones()
    {
        using var other = new TestServer(("Cors:Origins:0", "https://maps.example.com"));
        using var client = other.CreateClient();
        using var named = await Send(client, HttpMethod.Get, "/rest/info", ("Origin", "https://maps.example.com"));
        Header(named, "Access-Control-Allow-Origin").ShouldBe("https://maps.example.com");
        using var foreign = await Send(client, HttpMethod.Get, "/rest/info", ("Origin", "https://evil.example.com"));
        foreign.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    static string Header(HttpResponseMessage response, string name) => string.Join(',', response.Headers.GetValues(name));

    static async Task<HttpResponseMessage> Send(
        HttpClient client, HttpMethod method, string url, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, url);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await client.SendAsync(request);
    }

    Task<HttpResponseMessage> Send(HttpMethod method, string url, params (string Name, string Value)[] headers) =>
        Send(_client, method, url, headers);
}
