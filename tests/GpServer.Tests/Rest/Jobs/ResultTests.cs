using System.Text.Json;

namespace GpServer.Tests.Rest.Jobs;

public sealed class ResultTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task A_job_that_has_not_succeeded_has_no_results()
    {
        var hand = Tools.Hold.Of("no results");
        var id = await _client.Submit("Hold", ("Name", "no results"));
        await hand.Started.WaitAsync();
        foreach (var resource in new[] { "/results", "/results/Output" })
        {
            (await _client.GetJson($"{JobClient.Url("Hold", id, resource)}?f=json"))
                .ShouldBeError(400, "esriJobExecuting", "only a job that is esriJobSucceeded has results");
        }

        hand.Go.Release();
        await _client.Ended("Hold", id);
        (await _client.JobResult("Hold", id, "Output")).GetProperty("value").GetString().ShouldBe("let go");

        var failed = await _client.Submit("Fail", ("Kind", "known"));
        await _client.Ended("Fail", failed);
        (await _client.JobResult("Fail", failed, "Output")).ShouldBeError(400, "esriJobFailed");
    }

    [Fact]
    public async Task Results_and_inputs_of_other_names_are_errors()
    {
        var id = await _client.Run("Echo", ("Text", "a"));
        (await _client.JobResult("Echo", id, "Other")).ShouldBeError(404, "no result of this name; expected Same, Length, Unset");
        (await _client.JobResult("Echo", id, "Text")).ShouldBeError(404, "no result");
        (await _client.GetJson($"{JobClient.Url("Echo", id)}/inputs/Same?f=json")).ShouldBeError(404, "no input of this name");
        (await _client.JobResult("Echo", id, "same")).GetProperty("paramName").GetString().ShouldBe("Same");
    }

    [Theory]
    [InlineData("&outSR=abc", "outSR")]
    [InlineData("&outSR=999999", "outSR")]
    [InlineData("&outSR={\"wkid\":}", "outSR")]
    [InlineData("&returnZ=some", "returnZ")]
    [InlineData("&f=gml", "f: 'gml'")]
    public async Task What_cannot_be_answered_is_an_error(string query, string said)
    {
        var id = await _client.Run("Shapes", ("Features", JobClient.Munich));
        var url = query.StartsWith("&f=", StringComparison.Ordinal) ? query[1..] : $"f=json&returnType=data{query}";
        (await _client.GetJson($"{JobClient.Url("Shapes", id)}/results/Same?{url}")).ShouldBeError(400, said);
    }

    [Fact]
    public async Task Features_come_in_the_system_asked_for_now_else_at_the_submit_else_in_that_of_the_tool()
    {
        var plain = await _client.Run("Shapes", ("Features", JobClient.Munich));
        var asked = await _client.Run("Shapes", ("Features", JobClient.Munich), ("env:outSR", "3857"));
        var context = await _client.Run("Shapes", ("Features", JobClient.Munich), ("context", """{"outSR":{"wkid":102100},"extent":null}"""));
        Wkid(await _client.JobResult("Shapes", plain, "Same")).ShouldBe(4326);
        Wkid(await _client.JobResult("Shapes", plain, "Same", "&outSR=32632")).ShouldBe(32632);
        Wkid(await _client.JobResult("Shapes", asked, "Same")).ShouldBe(102100);
        Wkid(await _client.JobResult("Shapes", asked, "Same", "&outSR={\"wkid\":4326}")).ShouldBe(4326);
        Wkid(await _client.JobResult("Shapes", context, "Same")).ShouldBe(102100);
        var point = (await _client.JobResult("Shapes", asked, "Same", "&outSR=4326")).GetProperty("value").GetProperty("features")[0];

        // The stored features are those of the tool, so that coming back from another system costs nothing.
        point.GetProperty("geometry").GetProperty("x").GetDouble().ShouldBe(11.5755);
        (await _client.JobResult("Shapes", asked, "Same")).GetProperty("value").GetProperty("features")[0]
            .GetProperty("geometry").GetProperty("x").GetDouble().ShouldBe(1288578.8, 0.1);
    }

    [Fact]
    public async Task GeoJSON_is_a_bare_collection_in_WGS_84()
    {
        var id = await _client.Run("Shapes", ("Features", JobClient.Munich), ("env:outSR", "3857"));
        using var response = await _client.GetAsync($"{JobClient.Url("Shapes", id)}/results/Same?f=geojson");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/geo+json");
        using var collection = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        collection.RootElement.GetProperty("type").GetString().ShouldBe("FeatureCollection");
        collection.RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates")[0].GetDouble().ShouldBe(11.5755);

        // What is no set of features keeps its form.
        using var other = await _client.GetAsync($"{JobClient.Url("Shapes", id)}/results/Day?f=geojson");
        (await other.ReadJson()).GetProperty("value").GetInt64().ShouldBe(1577934245000);
    }

    [Fact]
    public async Task Heights_come_where_they_are_asked_for()
    {
        var id = await _client.Run("Shapes", ("Features", JobClient.Munich));
        Geometry(await _client.JobResult("Shapes", id, "Same")).TryGetProperty("z", out _).ShouldBeFalse();
        Geometry(await _client.JobResult("Shapes", id, "Same", "&returnZ=True")).GetProperty("z").GetDouble().ShouldBe(519);
    }

    [Fact]
    public async Task Every_result_is_an_object_that_clients_can_decode()
    {
        var id = await _client.Run("Shapes", ("Features", JobClient.Munich));
        var results = await _client.GetJson($"{JobClient.Url("Shapes", id)}/results?f=json");
        results.EnumerateArray().Select(result => result.GetProperty("paramName").GetString()).ShouldBe(["Same", "Unset", "Day", "Table"]);
        results.EnumerateArray().Select(result => result.GetProperty("dataType").GetString())
            .ShouldBe(["GPFeatureRecordSetLayer", "GPFeatureRecordSetLayer", "GPDate", "GPValueTable"]);
        results[0].GetProperty("value").GetProperty("features").GetArrayLength().ShouldBe(1);
        results[1].GetProperty("value").GetProperty("features").GetArrayLength().ShouldBe(0);
        results[2].GetProperty("value").GetInt64().ShouldBe(1577934245000);
        results[3].GetProperty("value").ToString().ShouldBe("""[["a",1],["b",2]]""");
        (await _client.JobResult("Shapes", id, "Table", "&returnColumnName=true")).GetProperty("value").ToString()
            .ShouldBe("""[{"Name":"a","Number":1},{"Name":"b","Number":2}]""");
        var layer = await _client.JobResult("Shapes", id, "Same", "&returnFeatureCollection=true");
        layer.GetProperty("value").GetProperty("layerDefinition").GetProperty("geometryType").GetString()
            .ShouldBe("esriGeometryPoint");
    }

    [Fact]
    public async Task ReturnType_data_and_nothing_both_give_features_where_results_are_not_shown_as_maps()
    {
        const string task = "/rest/services/BufferPoints/GPServer/BufferPoints";
        var submitted = await _client.PostForm($"{task}/submitJob", ("Input_Points", JobClient.Munich), ("Distance", "1 Kilometers"), ("f", "json"));
        var job = $"{task}/jobs/{submitted.GetProperty("jobId").GetString()}";
        var end = DateTime.UtcNow.AddSeconds(60);
        while ((await _client.GetJson($"{job}?f=json")).GetProperty("jobStatus").GetString() != "esriJobSucceeded")
        {
            (DateTime.UtcNow < end).ShouldBeTrue("the job did not succeed");
            await Task.Delay(20);
        }

        foreach (var query in new[] { "", "&returnType=data", "&bbox=0,0,1,1&size=10,10" })
        {
            (await _client.GetJson($"{job}/results/Output_Features?f=json{query}")).GetProperty("value").GetProperty("features").GetArrayLength()
                .ShouldBe(1);
        }

        (await _client.GetJson($"{job}/results/Output_Features?f=image")).ShouldBeError(400, "f: 'image'");
    }

    [Fact]
    public async Task More_features_than_the_service_allows_are_marked_and_left_out_when_they_are_read()
    {
        using var small = new TestServer(("Services:ToolboxAsync:MaximumRecords", "1"));
        using var client = small.CreateClient();
        var two = """{"features":[{"geometry":{"x":1,"y":1}},{"geometry":{"x":2,"y":2}}]}""";
        var id = await client.Run("Shapes", ("Features", two));
        var value = (await client.JobResult("Shapes", id, "Same")).GetProperty("value");
        value.GetProperty("features").GetArrayLength().ShouldBe(0);
        value.GetProperty("exceededTransferLimit").GetBoolean().ShouldBeTrue();
        var one = await client.Run("Shapes", ("Features", JobClient.Munich));
        (await client.JobResult("Shapes", one, "Same")).GetProperty("value").GetProperty("features").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Inputs_come_back_as_they_came_or_as_their_default()
    {
        var id = await _client.Run("Echo", ("Text", "a \"b\""), ("Distance", "5 Miles"));
        var inputs = await _client.GetJson($"{JobClient.Url("Echo", id)}/inputs?f=json");
        inputs.EnumerateArray().Select(input => input.GetProperty("value").ToString())
            .ShouldBe(["a \"b\"", "1", "FULL", """{"distance":5,"units":"esriMiles"}""", ""]);

        var features = """{ "features" : [ {"geometry":{"x":1.50,"y":2}} ], "other":null }""";
        var shapes = await _client.Run("Shapes", ("Features", features), ("Password", "xyz"));
        using var response = await _client.GetAsync($"{JobClient.Url("Shapes", shapes)}/inputs/Features?f=json");
        (await response.Content.ReadAsStringAsync()).ShouldBe($$"""{"paramName":"Features","dataType":"GPFeatureRecordSetLayer","value":{{features}}}""");

        // A Python client's text of an object is no JSON, so it comes back as the value that it stands for.
        var python = await _client.Run("Echo", ("Text", "a"), ("Distance", "{'distance': 200, 'units': 'esriMeters'}"));
        (await _client.GetJson($"{JobClient.Url("Echo", python)}/inputs/Distance?f=json")).GetProperty("value").ToString()
            .ShouldBe("""{"distance":200,"units":"esriMeters"}""");
    }

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("[1]")]
    [InlineData("5")]
    public async Task A_text_comes_back_as_a_text_whatever_it_says(string text)
    {
        var id = await _client.Run("Echo", ("Text", text));
        (await _client.GetJson($"{JobClient.Url("Echo", id)}/inputs/Text?f=json")).GetProperty("value").GetString().ShouldBe(text);
        (await _client.JobResult("Echo", id, "Same")).GetProperty("value").GetString().ShouldBe(text);
    }

    [Fact]
    public async Task A_hidden_text_is_used_and_never_shown()
    {
        var id = await _client.Run("Shapes", ("Features", JobClient.Munich), ("Password", "xyzzy"));
        var job = await _client.Job("Shapes", id);
        job.Said().ShouldContain("5 letters");
        var inputs = await _client.GetJson($"{JobClient.Url("Shapes", id)}/inputs?f=json");
        inputs[1].GetProperty("value").GetString().ShouldBe("");
        (inputs.ToString() + job).ShouldNotContain("xyzzy");
    }

    static int Wkid(JsonElement result) => result.TryGetProperty("error", out _) ? throw new ShouldAssertException(result.ToString()) : result.GetProperty("value").GetProperty("spatialReference").GetProperty("wkid").GetInt32();

    static JsonElement Geometry(JsonElement result) => result.GetProperty("value").GetProperty("features")[0].GetProperty("geometry");
}
