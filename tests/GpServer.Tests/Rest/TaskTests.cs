using System.Text.Json;

namespace GpServer.Tests.Rest;

public sealed class TaskTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task A_task_describes_itself_exactly()
    {
        (await _client.GetStringAsync("/rest/services/Toolbox/GPServer/Echo?f=json")).ShouldBe("""
            {"name":"Echo","displayName":"Echo <text>","description":"Gives back what it got.","category":"Tests",
            "helpUrl":"http://localhost/rest/directories/arcgisoutput/Toolbox_GPServer/Toolbox/Echo.htm",
            "executionType":"esriExecutionTypeSynchronous","parameters":[
            """.ReplaceLineEndings("")
            + Parameter("Text", "GPString", "Text", "Input", "\"\"", "Required") + ","
            + Parameter("Count", "GPLong", "Count", "Input", "1", "Optional", ""","filter":{"type":"range","minimum":1,"maximum":10}""") + ","
            + Parameter("Side", "GPString", "Side", "Input", "\"FULL\"", "Optional", ""","choiceList":["FULL","LEFT","RIGHT"]""") + ","
            + Parameter("Distance", "GPLinearUnit", "Distance", "Input", "null", "Optional") + ","
            + Parameter("Same", "GPString", "Same", "Output", "\"\"", "Derived") + ","
            + Parameter("Length", "GPLong", "Length", "Output", "null", "Derived") + ","
            + Parameter("Unset", "GPLinearUnit", "Unset", "Output", "null", "Derived") + "]}");
    }

    [Theory]
    [InlineData("Toolbox", "esriExecutionTypeSynchronous")]
    [InlineData("ToolboxAsync", "esriExecutionTypeAsynchronous")]
    public async Task A_task_says_how_it_runs(string service, string executionType)
    {
        var task = await _client.GetJson($"/rest/services/{service}/GPServer/Echo?f=json");
        task.GetProperty("executionType").GetString().ShouldBe(executionType);
    }

    [Fact]
    public async Task Every_parameter_of_every_task_has_the_members_that_clients_index()
    {
        var tasks = (await _client.GetJson("/rest/services/Toolbox/GPServer?f=json")).GetProperty("tasks");
        foreach (var name in tasks.EnumerateArray())
        {
            var task = await _client.GetJson($"/rest/services/Toolbox/GPServer/{name}?f=json");
            foreach (var parameter in task.GetProperty("parameters").EnumerateArray())
            {
                Missing(parameter).ShouldBeEmpty($"{name} {parameter}");
            }
        }
    }

    [Theory]
    [InlineData("/arcgis/rest/services/Toolbox/GPServer/Echo", "http://localhost/arcgis/rest/directories/arcgisoutput/Toolbox_GPServer/Toolbox/Echo.htm")]
    [InlineData("http://gis.example.com:8080/rest/services/Toolbox/GPServer/Echo",
        "http://gis.example.com:8080/rest/directories/arcgisoutput/Toolbox_GPServer/Toolbox/Echo.htm")]
    public async Task Urls_in_answers_have_the_host_and_the_path_that_the_client_used(string asked, string helpUrl)
    {
        (await _client.GetJson($"{asked}?f=json")).GetProperty("helpUrl").GetString().ShouldBe(helpUrl);
    }

    [Fact]
    public async Task Urls_in_answers_are_those_of_the_proxy()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/rest/services/Toolbox/GPServer/Echo?f=json");
        request.Headers.Add("X-Forwarded-Proto", "https");
        request.Headers.Add("X-Forwarded-Host", "gis.example.com");
        request.Headers.Add("X-Forwarded-Prefix", "/maps");
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        using var response = await _client.SendAsync(request);
        (await response.ReadJson()).GetProperty("helpUrl").GetString()
            .ShouldBe("https://gis.example.com/maps/rest/directories/arcgisoutput/Toolbox_GPServer/Toolbox/Echo.htm");
    }

    static string[] Missing(JsonElement parameter) => [.. new[]
    {
        "name", "dataType", "displayName", "description", "direction", "defaultValue", "parameterType", "category",
    }.Where(member => !parameter.TryGetProperty(member, out _))];

    static string Parameter(
        string name, string dataType, string label, string direction, string value, string parameterType, string more = "") =>
        $$"""
        {"name":"{{name}}","dataType":"{{dataType}}","displayName":"{{label}}","description":"",
        "direction":"esriGPParameterDirection{{direction}}","defaultValue":{{value}},
        "parameterType":"esriGPParameterType{{parameterType}}","category":""{{more}}}
        """.ReplaceLineEndings("");
}
