using System.Text.Json;
using GpServer.Catalog;
using GpServer.Storage.Catalog;

namespace GpServer.Tests.Catalog;

/// <summary>Tools under other names, with fixed and hidden parameters, as callers meet them.</summary>
public sealed class PublishedServiceTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    const string Greet = """
        {"name":"Greet","tool":"Echo","label":"Greet people","description":"Says it.","category":"Manners","helpUrl":"https://help.example.com/greet",
        "parameters":{
          "Text":{"label":"Words","description":"What to say","default":"hello"},
          "Count":{"fixed":3,"hidden":true},
          "Side":{"choices":["LEFT","RIGHT"],"default":"LEFT"},
          "Distance":{"fixed":"5 Miles"},
          "Unset":{"hidden":true}}}
        """;

    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task A_task_shows_what_is_published_of_its_tool()
    {
        await server.PublishAsync("Shown", $$"""{"tasks":["Echo",{{Greet}}]}""");
        var service = await _client.GetJson("/rest/services/Shown/GPServer?f=json");
        service.GetProperty("tasks").EnumerateArray().Select(task => task.GetString()).ShouldBe(["Echo", "Greet"]);
        var task = await _client.GetJson("/rest/services/Shown/GPServer/Greet?f=json");
        task.GetProperty("displayName").GetString().ShouldBe("Greet people");
        task.GetProperty("category").GetString().ShouldBe("Manners");
        task.GetProperty("helpUrl").GetString().ShouldBe("https://help.example.com/greet");
        var parameters = task.GetProperty("parameters").EnumerateArray().ToDictionary(parameter => parameter.GetProperty("name").GetString()!);
        parameters.Keys.ShouldBe(["Text", "Side", "Distance", "Same", "Length"]);
        parameters["Text"].GetProperty("displayName").GetString().ShouldBe("Words");
        parameters["Text"].GetProperty("defaultValue").GetString().ShouldBe("hello");
        parameters["Text"].GetProperty("parameterType").GetString().ShouldBe("esriGPParameterTypeOptional");
        parameters["Side"].GetProperty("choiceList").ToString().ShouldBe("""["LEFT","RIGHT"]""");
        parameters["Distance"].GetProperty("defaultValue").ToString().ShouldBe("""{"distance":5,"units":"esriMiles"}""");
        (await _client.GetJson("/rest/services/Shown/GPServer/Shapes?f=json")).ShouldBeError(404, "Task Shapes not found");
    }

    [Fact]
    public async Task A_task_runs_with_what_is_fixed_and_refuses_other_values()
    {
        await server.PublishAsync("Run", $$"""{"tasks":[{{Greet}}]}""");
        var answer = await Execute(("Count", "9"), ("Unset", "x"));
        answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("paramName").GetString()).ShouldBe(["Same", "Length"]);
        answer.Result("Same").GetString().ShouldBe("hello");
        answer.GetProperty("messages").ToString().ShouldContain("3 LEFT 5 Miles");
        (await Execute(("Text", "you"), ("Side", "right"), ("Distance", """{"units":"esriMiles","distance":5.0}""")))
            .GetProperty("messages").ToString().ShouldContain("3 RIGHT 5 Miles");
        (await Execute(("Distance", "6 Miles"))).ShouldBeError(400, "Distance: '6 Miles' is not valid; expected the value that this task has fixed");
        (await Execute(("Side", "FULL"))).ShouldBeError(400, "Side: 'FULL' is not a member of its choice list: LEFT | RIGHT");

        Task<JsonElement> Execute(params (string, string)[] form) =>
            _client.PostForm("/rest/services/Run/GPServer/Greet/execute", [.. form, ("f", "json")]);
    }

    [Fact]
    public async Task The_document_of_all_tasks_lists_what_is_shown()
    {
        await server.PublishAsync("Listed", $$"""{"tasks":[{{Greet}}]}""");
        var path = (await _client.GetJson("/openapi/v1.json")).GetProperty("paths").GetProperty("/rest/services/Listed/GPServer/Greet/execute");
        var fields = path.GetProperty("post").GetProperty("requestBody").GetProperty("content")
            .GetProperty("application/x-www-form-urlencoded").GetProperty("schema").GetProperty("properties");
        fields.TryGetProperty("Count", out _).ShouldBeFalse();
        fields.GetProperty("Text").GetProperty("default").GetString().ShouldBe("hello");
        path.ToString().ShouldNotContain("Unset");
    }

    [Fact]
    public async Task A_job_has_the_inputs_and_files_that_are_shown()
    {
        await server.PublishAsync("Office/Reports", """
            {"executionType":"Asynchronous","tasks":[{"name":"Report","tool":"WriteReport",
            "parameters":{"Count":{"default":2,"hidden":true},"Name":{"default":"rows.csv"},"Pages":{"hidden":true}}}]}
            """);
        var (url, job) = await RunAsync("Office/Reports", "Report", ("Count", "50"));
        job.GetProperty("inputs").EnumerateObject().Select(input => input.Name).ShouldBe(["Name", "esri_out_feature_service_name"]);
        job.GetProperty("results").EnumerateObject().Select(input => input.Name).ShouldBe(["Report"]);
        (await _client.GetJson($"{url}/inputs?f=json")).ToString().ShouldNotContain("Count");
        (await _client.GetJson($"{url}/inputs/Name?f=json")).GetProperty("value").GetString().ShouldBe("rows.csv");
        (await _client.GetJson($"{url}/inputs/Count?f=json")).ShouldBeError(404);
        (await _client.GetJson($"{url}/results/Pages?f=json")).ShouldBeError(404);
        var file = (await _client.GetJson($"{url}/results/Report?f=json")).GetProperty("value").GetProperty("url").GetString()!;
        (await _client.GetStringAsync(file)).ShouldBe(Tools.WriteReport.Rows(2));
        using var page = await _client.GetAsync(file.Replace("rows.csv", "page.html", StringComparison.Ordinal));
        ((int)page.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task A_jobs_inputs_show_published_values_where_nothing_was_given()
    {
        await server.PublishAsync("Inputs", $$$"""
            {"executionType":"Asynchronous","tasks":[{"name":"T","tool":"Shapes","parameters":{
            "Features":{"default":{{{Rest.Jobs.JobClient.Munich}}} } } },{"name":"E","tool":"Echo","parameters":{"Count":{"fixed":3} } }]}
            """);
        var (shapes, _) = await RunAsync("Inputs", "T");
        var features = (await _client.GetJson($"{shapes}/inputs/Features?f=json")).GetProperty("value").GetProperty("features");
        features[0].GetProperty("attributes").GetProperty("name").GetString().ShouldBe("Munich");
        var (echo, job) = await RunAsync("Inputs", "E", ("Text", "a"));
        job.GetProperty("inputs").EnumerateObject().Select(input => input.Name).ShouldBe(["Text", "Count", "Side", "Distance", "esri_out_feature_service_name"]);
        (await _client.GetJson($"{echo}/inputs/Count?f=json")).GetProperty("value").GetInt32().ShouldBe(3);
    }

    [Fact]
    public async Task A_fixed_password_reaches_the_tool_and_nobody_else()
    {
        const string document = """
            {"executionType":"Asynchronous","tasks":[{"name":"Guarded","tool":"Shapes",
            "parameters":{"Password":{"fixed":"open sesame","hidden":true}}}]}
            """;
        await server.PublishAsync("Cave", document);
        ServiceFormat.Read("Cave", document).ToString().ShouldNotContain("sesame");
        var (url, job) = await RunAsync("Cave", "Guarded", ("Features", Rest.Jobs.JobClient.Munich), ("Password", "guess"));
        job.GetProperty("messages").ToString().ShouldContain("11 letters");
        foreach (var seen in new[]
        {
            $"{url}?f=json", $"{url}/inputs?f=json", $"{url}/inputs/Password?f=json", $"{url}/results?f=json",
            "/rest/services/Cave/GPServer?f=json", "/rest/services/Cave/GPServer/Guarded?f=json", "/rest/services/Cave/GPServer/Guarded/metadata",
            "/rest/services/Cave/GPServer/Guarded/schema", "/openapi/v1.json",
            "/rest/directories/arcgisoutput/Cave_GPServer/Cave/Guarded.htm",
        })
        {
            var text = await _client.GetStringAsync(seen);
            text.ShouldNotContain("sesame");
            text.ShouldNotContain("guess");
        }
    }

    [Fact]
    public async Task Features_of_a_publication_take_the_way_of_those_of_a_request()
    {
        await server.PublishAsync("Near", $$$"""
            {"tasks":[{"name":"Munich","tool":"Shapes","parameters":{"Features":{"fixed":{{{Rest.Jobs.JobClient.Munich}}},"hidden":true} } },
            {"name":"Shown","tool":"Shapes","parameters":{"Features":{"default":{{{Rest.Jobs.JobClient.Munich}}} } } }]}
            """);
        foreach (var task in new[] { "Munich", "Shown", "Munich" })
        {
            var answer = await _client.PostForm($"/rest/services/Near/GPServer/{task}/execute", ("env:outSR", "3857"), ("f", "json"));
            var feature = answer.Result("Same").GetProperty("features").EnumerateArray().ShouldHaveSingleItem();
            feature.GetProperty("geometry").GetProperty("x").GetDouble().ShouldBe(1288578.8, 1);
        }

        var shown = await _client.GetJson("/rest/services/Near/GPServer/Shown?f=json");
        shown.GetProperty("parameters")[0].GetProperty("defaultValue").GetProperty("features")[0].GetProperty("attributes")
            .GetProperty("name").GetString().ShouldBe("Munich");
    }

    [Fact]
    public async Task A_task_that_this_node_cannot_make_leaves_the_others()
    {
        await server.PublishAsync("Mixed", """
            {"tasks":["OfANewerVersion",{"name":"A","tool":"OfANewerVersion"},
            {"name":"B","tool":"Echo","parameters":{"Count":{"default":"many"}}},{"name":"C","tool":"Echo"}]}
            """);
        (await _client.GetJson("/rest/services/Mixed/GPServer?f=json")).GetProperty("tasks").ToString().ShouldBe("""["C"]""");
    }

    [Fact]
    public async Task A_general_tool_that_is_published_with_changes_is_not_there_twice()
    {
        await server.PublishAsync("All", """{"tasks":["*",{"name":"Echo","tool":"Echo","label":"Mine"},{"name":"Again","tool":"Echo"}]}""");
        var tasks = (await _client.GetJson("/rest/services/All/GPServer?f=json")).GetProperty("tasks").EnumerateArray()
            .Select(task => task.GetString()!).ToList();
        tasks[^2..].ShouldBe(["Echo", "Again"]);
        tasks.Count.ShouldBe(server.Get<IServiceCatalog>().Find("Toolbox")!.Published.All.Count + 1);
        (await _client.GetJson("/rest/services/All/GPServer/Echo?f=json")).GetProperty("displayName").GetString().ShouldBe("Mine");
        (await _client.GetJson("/rest/services/Toolbox/GPServer/Echo?f=json")).GetProperty("displayName").GetString().ShouldBe("Echo <text>");
    }

    [Fact]
    public async Task A_change_of_a_task_is_seen_while_the_server_runs()
    {
        await server.PublishAsync("Changing", """{"tasks":[{"name":"A","tool":"Echo"}]}""");
        var documents = server.Get<ServiceDocuments>();
        var stored = (await documents.ReadAsync(CancellationToken.None)).Single(document => document.Name == "Changing");
        var changed = """{"tasks":[{"name":"A","tool":"Echo","parameters":{"Text":{"default":"new","hidden":true}}}]}""";
        (await documents.UpdateAsync(stored with { Json = changed }, CancellationToken.None)).ShouldBeTrue();
        var end = DateTime.UtcNow.AddSeconds(20);
        while (true)
        {
            var answer = await _client.PostForm("/rest/services/Changing/GPServer/A/execute", ("Text", "old"), ("f", "json"));
            if (answer.Result("Same").GetString() == "new")
            {
                return;
            }

            (DateTime.UtcNow < end).ShouldBeTrue("the change did not arrive");
            await Task.Delay(20);
        }
    }

    async Task<(string Url, JsonElement Job)> RunAsync(string service, string task, params (string, string)[] form)
    {
        var root = $"/rest/services/{service}/GPServer/{task}";
        var submitted = await _client.PostForm($"{root}/submitJob", [.. form, ("f", "json")]);
        var url = $"{root}/jobs/{submitted.GetProperty("jobId").GetString()}";
        var end = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            var job = await _client.GetJson($"{url}?f=json");
            if (job.GetProperty("jobStatus").GetString() == "esriJobSucceeded")
            {
                return (url, job);
            }

            (DateTime.UtcNow < end && job.GetProperty("jobStatus").GetString() != "esriJobFailed").ShouldBeTrue(job.ToString());
            await Task.Delay(20);
        }
    }
}
