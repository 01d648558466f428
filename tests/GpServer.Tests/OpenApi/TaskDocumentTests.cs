using System.Text.Json;

namespace GpServer.Tests.OpenApi;

public sealed class TaskDocumentTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task Every_task_is_the_operation_of_its_service_and_no_other()
    {
        var document = await _client.GetJson("/openapi/v1.json");
        var expected = new List<string>();
        foreach (var (service, operation) in new[] { ("BufferPoints", "submitJob"), ("Toolbox", "execute"), ("ToolboxAsync", "submitJob") })
        {
            var tasks = (await _client.GetJson($"/rest/services/{service}/GPServer?f=json")).GetProperty("tasks");
            expected.AddRange(tasks.EnumerateArray().Select(task => $"/rest/services/{service}/GPServer/{task}/{operation}"));
        }

        document.GetProperty("paths").EnumerateObject().Select(path => path.Name).ShouldBe(expected);
    }

    [Fact]
    public async Task Parameters_are_fields_of_their_types()
    {
        var fields = await Fields("Echo");
        fields.GetProperty("Text").GetProperty("type").GetString().ShouldBe("string");
        fields.GetProperty("Count").GetProperty("type").GetString().ShouldBe("integer");
        fields.GetProperty("Count").GetProperty("default").GetInt32().ShouldBe(1);
        fields.GetProperty("Count").GetProperty("minimum").GetInt32().ShouldBe(1);
        fields.GetProperty("Count").GetProperty("maximum").GetInt32().ShouldBe(10);
        fields.GetProperty("Side").GetProperty("enum").ToString().ShouldContain("LEFT");
        fields.GetProperty("Distance").GetProperty("example").GetString()!.ShouldContain("esriMeters");
        fields.GetProperty("f").GetProperty("enum").ToString().ShouldContain("geojson");
        fields.TryGetProperty("env:outSR", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Required_parameters_are_required()
    {
        var document = await _client.GetJson("/openapi/v1.json");
        Form(document, "Echo").GetProperty("required").EnumerateArray().Single().GetString().ShouldBe("Text");
    }

    [Fact]
    public async Task The_examples_of_a_task_run_as_they_stand()
    {
        var fields = await Fields("Buffer");
        var form = fields.EnumerateObject().Select(field => (field.Name, Value: Prefilled(field.Value)))
            .Where(field => field.Value is not null).Select(field => (field.Name, field.Value!)).ToArray();
        form.Select(field => field.Name).ShouldBe(
            ["Input_Features", "Distance", "Method", "Dissolve", "End_Cap", "f", "returnZ", "returnM", "returnFeatureCollection",
            "returnColumnName", "simplifyFeatures"]);
        var answer = await _client.PostForm("/rest/services/Toolbox/GPServer/Buffer/execute", form);
        var value = answer.Result("Output_Features");
        value.GetProperty("features").GetArrayLength().ShouldBe(1);
        value.GetProperty("spatialReference").GetProperty("wkid").GetInt32().ShouldBe(4326);
    }

    [Fact]
    public async Task The_server_of_the_document_is_the_one_that_the_client_used()
    {
        var document = await _client.GetJson("http://gis.example.com/arcgis/openapi/v1.json");
        document.GetProperty("servers")[0].GetProperty("url").GetString().ShouldBe("http://gis.example.com/arcgis");
    }

    [Theory]
    [InlineData("/openapi")]
    [InlineData("/arcgis/openapi/")]
    public async Task A_page_runs_the_tasks(string url)
    {
        (await _client.GetStringAsync(url)).ShouldContain("GpServer tasks");
    }

    /// <summary>What the page fills a field with, or null where it leaves it empty.</summary>
    static string? Prefilled(JsonElement field) =>
        field.TryGetProperty("example", out var value) || field.TryGetProperty("default", out value) ? value.ToString() : null;

    static JsonElement Form(JsonElement document, string task) => document.GetProperty("paths")
        .GetProperty($"/rest/services/Toolbox/GPServer/{task}/execute").GetProperty("post").GetProperty("requestBody")
        .GetProperty("content").GetProperty("application/x-www-form-urlencoded").GetProperty("schema");

    async Task<JsonElement> Fields(string task) =>
        Form(await _client.GetJson("/openapi/v1.json"), task).GetProperty("properties");
}
