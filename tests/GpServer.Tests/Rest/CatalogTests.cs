namespace GpServer.Tests.Rest;

public sealed class CatalogTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task The_server_info_is_exact()
    {
        (await _client.GetStringAsync("/rest/info?f=json")).ShouldBe(
            """{"currentVersion":11.3,"fullVersion":"11.3.0","soapUrl":null,"secureSoapUrl":null,"authInfo":{"isTokenBasedSecurity":true,"tokenServicesUrl":"http://localhost/tokens/","shortLivedTokenValidity":60}}""");
    }

    [Theory]
    [InlineData("/rest/services?f=json")]
    [InlineData("/rest?f=json")]
    public async Task The_catalog_lists_the_sample_services(string url)
    {
        (await _client.GetStringAsync(url)).ShouldBe(
            """{"currentVersion":11.3,"folders":[],"services":[{"name":"BufferPoints","type":"GPServer"},"""
            + """{"name":"Toolbox","type":"GPServer"},{"name":"ToolboxAsync","type":"GPServer"},{"name":"ToolboxAsync","type":"MapServer"}]}""");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/arcgis")]
    public async Task The_site_itself_leads_to_the_catalog(string url)
    {
        (await _client.GetJson(url)).GetProperty("services").GetArrayLength().ShouldBe(4);
    }

    [Fact]
    public async Task A_service_describes_itself_exactly()
    {
        (await _client.GetStringAsync("/rest/services/BufferPoints/GPServer?f=json")).ShouldBe("""
            {"currentVersion":11.3,"serviceDescription":"Geodesic buffers of points.","tasks":["BufferPoints"],
            "executionType":"esriExecutionTypeAsynchronous","resultMapServerName":"","maximumRecords":1000,"capabilities":""}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public async Task The_toolbox_has_the_general_tools_and_not_those_of_one_sample()
    {
        var tasks = (await _client.GetJson("/rest/services/Toolbox/GPServer?f=json")).GetProperty("tasks").ToString();
        tasks.ShouldContain("\"Buffer\"");
        tasks.ShouldContain("\"Echo\"");
        tasks.ShouldNotContain("BufferPoints");
    }

    [Theory]
    [InlineData("/rest/services/Nothing/GPServer", "Service Nothing/GPServer not found ")]
    [InlineData("/rest/services/toolbox/GPServer", "Service toolbox/GPServer not found ")]
    [InlineData("/rest/services/Planning/Toolbox/GPServer/Buffer", "Service Planning/Toolbox/GPServer not found ")]
    [InlineData("/rest/services/Toolbox/GPServer/buffer", "Task buffer not found")]
    [InlineData("/rest/services/Nowhere", "Folder Nowhere not found")]
    [InlineData("/rest/nothing/at/all", "rest/nothing/at/all")]
    [InlineData("/rest/services/Toolbox/MapServer", "Service Toolbox/MapServer not found")]
    public async Task What_there_is_not_is_an_error_404_in_the_protocols_form(string url, string said)
    {
        (await _client.GetJson($"{url}?f=json")).ShouldBeError(404, said);
        (await _client.PostForm(url, ("f", "json"))).ShouldBeError(404, said);
    }

    [Fact]
    public async Task A_service_tells_what_it_is_about()
    {
        var info = await _client.GetJson("/rest/services/BufferPoints/GPServer/info/iteminfo?f=json");
        info.GetProperty("title").GetString().ShouldBe("BufferPoints");
        info.GetProperty("description").GetString().ShouldBe("Geodesic buffers of points.");
    }

    [Fact]
    public async Task Without_samples_nothing_is_published()
    {
        using var empty = new TestServer(("Sample", "false"));
        (await empty.CreateClient().GetStringAsync("/rest/services?f=json")).ShouldBe("""{"currentVersion":11.3,"folders":[],"services":[]}""");
    }

    [Fact]
    public async Task The_configuration_changes_a_service()
    {
        using var changed = new TestServer(("Services:Toolbox:MaximumRecords", "7"), ("Services:BufferPoints:Started", "false"));
        using var client = changed.CreateClient();
        (await client.GetJson("/rest/services/Toolbox/GPServer?f=json")).GetProperty("maximumRecords").GetInt32().ShouldBe(7);
        (await client.GetJson("/rest/services/BufferPoints/GPServer?f=json")).ShouldBeError(500, "Service BufferPoints/GPServer not started ");
    }
}
