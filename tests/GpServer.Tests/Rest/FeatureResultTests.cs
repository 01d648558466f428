using System.Text.Json;

namespace GpServer.Tests.Rest;

public sealed class FeatureResultTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    const string Execute = "/rest/services/Toolbox/GPServer/Buffer/execute";
    const string Distance = """{"distance":500,"units":"esriMeters"}""";
    const string Points = """
        {"geometryType":"esriGeometryPoint","spatialReference":{"wkid":102100},"fields":[{"name":"name","type":"esriFieldTypeString"}],
        "features":[{"geometry":{"x":1000,"y":2000},"attributes":{"name":"a"},"symbol":null},{"geometry":null,"attributes":{"name":"b"}}]}
        """;

    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task Features_come_back_in_the_system_in_which_they_came()
    {
        var value = (await Buffer(Points)).Result("Output_Features");
        value.GetProperty("geometryType").GetString().ShouldBe("esriGeometryPolygon");
        value.GetProperty("spatialReference").ToString().ShouldBe("""{"wkid":102100,"latestWkid":3857}""");
        value.GetProperty("features")[0].GetProperty("attributes").GetProperty("name").GetString().ShouldBe("a");
        Extent(value).ShouldBe((500, 1500), 1);
    }

    [Theory]
    [InlineData("env:outSR", "4326")]
    [InlineData("env:outSR", """{"wkid":4326}""")]
    [InlineData("context", """{"extent":null,"outSR":4326,"processSR":null}""")]
    public async Task Results_come_in_the_system_asked_for(string name, string value)
    {
        var result = (await Buffer(Points, (name, value))).Result("Output_Features");
        result.GetProperty("spatialReference").GetProperty("wkid").GetInt32().ShouldBe(4326);
        Extent(result).ShouldBe((500 / 111_319.49, 1500 / 111_319.49), 1e-4);
    }

    [Fact]
    public async Task Features_as_a_browser_client_sends_them_are_taken()
    {
        var value = (await Buffer("""
            {"features":[{"geometry":{"x":1,"y":2,"spatialReference":{"wkid":4326}},"attributes":{"id":7},"aggregateGeometries":null}]}
            """, ("returnZ", "False"))).Result("Output_Features");
        value.GetProperty("spatialReference").GetProperty("wkid").GetInt32().ShouldBe(4326);
        value.GetProperty("features")[0].GetProperty("attributes").GetProperty("id").GetInt32().ShouldBe(7);
    }

    [Fact]
    public async Task GeoJson_is_the_bare_collection_of_the_one_feature_output()
    {
        using var form = new FormUrlEncodedContent([new("Input_Features", Points), new("Distance", Distance), new("f", "geojson")]);
        using var response = await _client.PostAsync(Execute, form);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/geo+json");
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        document.RootElement.GetProperty("type").GetString().ShouldBe("FeatureCollection");
        var ring = document.RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates")[0];
        ring[0][0].GetDouble().ShouldBeInRange(0, 1);
    }

    [Fact]
    public async Task GeoJson_is_wgs_84_whatever_system_the_request_names()
    {
        using var form = new FormUrlEncodedContent(
        [
            new("Input_Features", Points), new("Distance", Distance), new("f", "geojson"), new("env:outSR", "3857"),
            new("context", """{"outSR":3857}"""),
        ]);
        using var response = await _client.PostAsync(Execute, form);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var ring = document.RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates")[0];
        ring[0][0].GetDouble().ShouldBeInRange(0, 1);
    }

    [Fact]
    public async Task Features_of_a_system_that_cannot_be_brought_to_wgs_84_are_an_error_of_a_geojson_request()
    {
        const string unknown = """{"spatialReference":{"wkid":54050},"features":[{"geometry":{"x":0,"y":1000000},"attributes":{}}]}""";
        var answer = await _client.PostForm(Execute, ("Input_Features", unknown), ("Distance", Distance), ("f", "geojson"));
        answer.ShouldBeError(400, "54050");
    }

    [Fact]
    public async Task An_error_of_a_geojson_request_is_the_error_object()
    {
        (await _client.PostForm(Execute, ("Input_Features", "nothing"), ("Distance", Distance), ("f", "geojson"))).ShouldBeError(400);
    }

    [Fact]
    public async Task A_feature_collection_has_a_layer_definition()
    {
        var value = (await Buffer(Points, ("returnFeatureCollection", "true"))).Result("Output_Features");
        value.GetProperty("layerDefinition").GetProperty("geometryType").GetString().ShouldBe("esriGeometryPolygon");
        value.GetProperty("featureSet").GetProperty("features").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("""{"features":[{"geometry":{"x":1,"y":2}}""")]
    [InlineData("""{"features":[{"geometry":{"x":1,"y":{}}}]}""")]
    [InlineData("""{"features":7}""")]
    [InlineData("[1,2,3]")]
    [InlineData("""{"spatialReference":{"wkid":123456},"features":[{"geometry":{"x":1,"y":2}}]}""")]
    public async Task Features_that_cannot_be_read_are_an_error_that_names_the_parameter(string features)
    {
        (await Buffer(features)).ShouldBeError(400, "Input_Features", "Failed to execute (Buffer).");
    }

    [Fact]
    public async Task Json_that_is_too_deep_is_an_error()
    {
        var deep = $$"""{"features":[{"geometry":{"x":1,"y":2},"attributes":{"a":{{new string('[', 100_000)}}""";
        (await Buffer(deep)).ShouldBeError(400, "Input_Features");
    }

    [Theory]
    [InlineData("""{"url":"https://127.0.0.1/FeatureServer/0"}""", "127.0.0.1")]
    [InlineData("""{"itemID":"i1234"}""", "there is no upload i1234")]
    public async Task Features_elsewhere_are_refused_in_words(string reference, string said)
    {
        (await Buffer(reference)).ShouldBeError(400, "Input_Features", said);
    }

    [Fact]
    public async Task A_result_of_more_records_than_the_service_gives_comes_empty_and_marked()
    {
        using var small = new TestServer(("Services:Toolbox:MaximumRecords", "1"));
        using var client = small.CreateClient();
        var answer = await client.Execute("Buffer", ("Input_Features", Many(3)), ("Distance", Distance));
        var value = answer.Result("Output_Features");
        value.GetProperty("exceededTransferLimit").GetBoolean().ShouldBeTrue();
        value.GetProperty("features").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_form_value_of_several_megabytes_is_read()
    {
        var features = Many(60_000);
        features.Length.ShouldBeGreaterThan(3_000_000);
        var answer = await _client.Execute("Project", ("Input_Features", features), ("Output_Coordinate_System", "4326"));
        answer.Result("Output_Features").GetProperty("exceededTransferLimit").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task More_vertices_than_the_limit_are_an_error_that_names_the_limit()
    {
        using var small = new TestServer(("Limits:Vertices", "100"));
        using var client = small.CreateClient();
        var answer = await client.Execute("Buffer", ("Input_Features", Many(101)), ("Distance", Distance));
        answer.ShouldBeError(413, "Input_Features", "100 vertices");
    }

    [Fact]
    public async Task A_result_too_large_for_memory_is_sent_whole_and_leaves_no_file()
    {
        using var small = new TestServer(("Limits:VerticesInMemory", "100"), ("Services:Toolbox:MaximumRecords", "5000"));
        using var client = small.CreateClient();
        var answer = await client.Execute("Buffer", ("Input_Features", Many(2_000)), ("Distance", Distance));
        answer.Result("Output_Features").GetProperty("features").GetArrayLength().ShouldBe(2_000);
        Directory.EnumerateFileSystemEntries(small.TemporaryDirectory).ShouldBeEmpty();
    }

    static string Many(int count) =>
        $$"""{"spatialReference":{"wkid":3857},"features":[{{string.Join(',', Enumerable.Range(0, count)
            .Select(i => $$$"""{"geometry":{"x":{{{i}}},"y":0},"attributes":{"n":{{{i}}}}}"""))}}]}""";

    static Bounds Extent(JsonElement value)
    {
        var x = value.GetProperty("features")[0].GetProperty("geometry").GetProperty("rings")[0].EnumerateArray()
            .Select(vertex => vertex[0].GetDouble()).ToList();
        return new Bounds(x.Min(), x.Max());
    }

    Task<JsonElement> Buffer(string features, params (string, string)[] more) =>
        _client.Execute("Buffer", [("Input_Features", features), ("Distance", Distance), .. more]);

    sealed record Bounds(double Least, double Most)
    {
        public void ShouldBe((double Least, double Most) expected, double tolerance)
        {
            Least.ShouldBe(expected.Least, tolerance);
            Most.ShouldBe(expected.Most, tolerance);
        }
    }
}
