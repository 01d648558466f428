using System.Net;

namespace GpServer.Tests.Rest;

public sealed class UnknownPathTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    readonly HttpClient _client = server.CreateClient();

    [Theory]
    [InlineData("/sharing/rest/generateToken")]
    [InlineData("/portal/admin?f=pjson")]
    [InlineData("/nothing?f=json")]
    [InlineData("/arcgis/portal/")]
    [InlineData("/arcgis/nothing?f=JSON")]
    public async Task A_client_gets_the_error_object(string url)
    {
        (await _client.GetJson(url)).ShouldBeError(404, "There is no resource ");
        (await _client.PostForm(url, ("username", "a"), ("f", "json"))).ShouldBeError(404, "There is no resource ");
    }

    [Theory]
    [InlineData("/nothing", HttpStatusCode.NotFound)]
    [InlineData("/nothing?f=html", HttpStatusCode.NotFound)]
    [InlineData("/nothing?f=json", HttpStatusCode.OK)]
    public async Task A_browser_gets_the_status_where_it_does_not_ask_for_json(string url, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd("text/html,*/*;q=0.8");
        using var response = await _client.SendAsync(request);
        response.StatusCode.ShouldBe(status);
    }

    [Theory]
    [InlineData("/openapi/nothing.json")]
    [InlineData("/healthz/nothing")]
    public async Task Paths_that_are_not_of_the_protocol_answer_the_status(string url)
    {
        using var response = await _client.GetAsync($"{url}?f=json");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
