namespace GpServer.Tests.Rest;

public sealed class JsonpTests(JsonpTests.ScriptServer server) : IClassFixture<JsonpTests.ScriptServer>
{
    const string Execute = "/rest/services/Toolbox/GPServer/Echo/execute?f=json&Text=%3C%2Fscript%3E%E2%80%A8";

    readonly HttpClient _client = server.CreateClient();

    [Theory]
    [InlineData("done")]
    [InlineData("window._EsriLeafletCallbacks.c1")]
    [InlineData("a$['0']", false)]
    [InlineData("alert(1)//", false)]
    [InlineData("a;b", false)]
    public async Task Only_plain_names_of_functions_are_called(string callback, bool isTaken = true)
    {
        using var response = await _client.GetAsync($"/rest/info?f=json&callback={Uri.EscapeDataString(callback)}");
        var body = await response.Content.ReadAsStringAsync();
        response.Content.Headers.ContentType!.MediaType.ShouldBe(isTaken ? "application/javascript" : "application/json");
        body.ShouldStartWith(isTaken ? $"{callback}({{" : """{"error":{"code":400""");
        body.EndsWith(");", StringComparison.Ordinal).ShouldBe(isTaken);
    }

    [Fact]
    public async Task Text_cannot_end_the_script()
    {
        var body = await _client.GetStringAsync($"{Execute}&callback=done");
        body.ShouldStartWith("done({");
        body.ShouldNotContain("</script>");
        body.ShouldNotContain("\u2028");
    }

    [Fact]
    public async Task An_error_reaches_the_script_too()
    {
        (await _client.GetStringAsync("/rest/nothing?f=json&callback=done")).ShouldStartWith("""done({"error":{"code":404""");
    }

    [Fact]
    public async Task Only_a_get_is_answered_as_a_script()
    {
        (await _client.PostForm("/rest/info", ("f", "json"), ("callback", "done"))).GetProperty("currentVersion").GetDouble().ShouldBe(11.3);
    }

    [Fact]
    public async Task A_server_that_does_not_allow_it_ignores_the_name()
    {
        using var other = new TestServer();
        (await other.CreateClient().GetStringAsync("/rest/info?f=json&callback=done")).ShouldStartWith("{");
    }

    public sealed class ScriptServer() : TestServer(("Rest:Jsonp", "true"));
}
