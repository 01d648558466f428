using System.Text.Json;

namespace GpServer.Tests.Rest.Layers;

public sealed class LayerQueryTests(LayerServer server) : IClassFixture<LayerServer>
{
    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task Features_come_with_what_clients_need_to_read_them()
    {
        var answer = await Query("where=OBJECTID = 101&outFields=*");
        answer.GetProperty("objectIdFieldName").GetString().ShouldBe("OBJECTID");
        answer.GetProperty("geometryType").GetString().ShouldBe("esriGeometryPolygon");
        answer.GetProperty("spatialReference").ToString().ShouldBe("""{"wkid":102100,"latestWkid":3857}""");
        answer.GetProperty("fields").GetArrayLength().ShouldBe(4);
        answer.TryGetProperty("exceededTransferLimit", out _).ShouldBeFalse();
        answer.TryGetProperty("displayFieldName", out _).ShouldBeFalse();
        var feature = answer.GetProperty("features").EnumerateArray().Single();
        feature.GetProperty("attributes").ToString().ShouldBe("""{"OBJECTID":101,"NAME":"Row 1","POP":2,"SEEN":100000}""");
        feature.GetProperty("geometry").ToString().ShouldBe("""{"rings":[[[0,1000],[0,1800],[800,1800],[800,1000],[0,1000]]]}""");
    }

    [Fact]
    public async Task Without_fields_asked_for_an_answer_has_the_object_id_and_the_name()
    {
        var answer = await Query("where=OBJECTID = 1&returnGeometry=false");
        var feature = answer.GetProperty("features")[0];
        feature.GetProperty("attributes").ToString().ShouldBe("""{"OBJECTID":1,"NAME":"Row 0"}""");
        feature.TryGetProperty("geometry", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Pages_of_the_limit_cover_the_layer()
    {
        var seen = new List<long>();
        for (var offset = 0; ;)
        {
            var page = await Query($"where=1=1&outFields=OBJECTID&returnGeometry=false&resultOffset={offset}");
            var ids = page.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("attributes").GetProperty("OBJECTID").GetInt64()).ToList();
            seen.AddRange(ids);
            offset += ids.Count;
            if (!page.TryGetProperty("exceededTransferLimit", out var more) || !more.GetBoolean())
            {
                break;
            }

            ids.Count.ShouldBe(2_000);
        }

        seen.ShouldBe(Enumerable.Range(1, 5_000).Select(id => (long)id));
    }

    [Theory]
    [InlineData("resultRecordCount=10", 10, true)]
    [InlineData("resultRecordCount=99999", 2_000, true)]
    [InlineData("resultType=standard", 5_000, false)]
    [InlineData("resultType=tile", 5_000, false)]
    [InlineData("resultRecordCount=10&returnExceededLimitFeatures=false", 0, true)]
    public async Task An_answer_has_so_many_features(string parameters, int count, bool exceeded)
    {
        var answer = await Query($"where=1=1&returnGeometry=false&{parameters}");
        answer.GetProperty("features").GetArrayLength().ShouldBe(count);
        answer.TryGetProperty("exceededTransferLimit", out _).ShouldBe(exceeded);
    }

    [Theory]
    [InlineData("where=1=1&returnCountOnly=true", """{"count":5000}""")]
    [InlineData("where=1=1&returnCountOnly=True&returnIdsOnly=true", """{"count":5000}""")]
    [InlineData("where=OBJECTID < 4&returnIdsOnly=true", """{"objectIdFieldName":"OBJECTID","objectIds":[1,2,3]}""")]
    [InlineData("objectIds=7,3,99999&returnIdsOnly=true", """{"objectIdFieldName":"OBJECTID","objectIds":[3,7]}""")]
    [InlineData("geometry=-1,-1,1500,900&returnIdsOnly=true", """{"objectIdFieldName":"OBJECTID","objectIds":[1,2]}""")]
    [InlineData("geometry=100,100&geometryType=esriGeometryPoint&returnIdsOnly=true", """{"objectIdFieldName":"OBJECTID","objectIds":[1]}""")]
    [InlineData("geometry=-1,-1,1500,900&spatialRel=esriSpatialRelContains&returnIdsOnly=true", """{"objectIdFieldName":"OBJECTID","objectIds":[1]}""")]
    [InlineData("geometry=-1,-1,1500,900&spatialRel=esriSpatialRelEnvelopeIntersects&returnIdsOnly=true",
        """{"objectIdFieldName":"OBJECTID","objectIds":[1,2]}""")]
    [InlineData("geometry={\"xmin\":0,\"ymin\":0,\"xmax\":0.001,\"ymax\":0.001,\"spatialReference\":{\"wkid\":4326}}&returnIdsOnly=true",
        """{"objectIdFieldName":"OBJECTID","objectIds":[1]}""")]
    [InlineData("geometry={\"rings\":[[[0,0],[0,900],[1200,900],[0,0]]]}&geometryType=esriGeometryPolygon&returnIdsOnly=true",
        """{"objectIdFieldName":"OBJECTID","objectIds":[1,2]}""")]
    [InlineData("geometry=0,0,0.001,0.001&inSR=4326&returnCountOnly=true", """{"count":1}""")]
    [InlineData("geometry=-100,400&geometryType=esriGeometryPoint&distance=200&units=esriSRUnit_Meter&returnCountOnly=true", """{"count":1}""")]
    [InlineData("time=0,5000&returnCountOnly=true", """{"count":6}""")]
    [InlineData("time=null,0&returnCountOnly=true", """{"count":1}""")]
    [InlineData("where=OBJECTID IN (1,2)&returnExtentOnly=true",
        """{"extent":{"xmin":0,"ymin":0,"xmax":1800,"ymax":800,"spatialReference":{"wkid":102100,"latestWkid":3857}}}""")]
    [InlineData("where=OBJECTID = 1&returnExtentOnly=true&returnCountOnly=true",
        """{"count":1,"extent":{"xmin":0,"ymin":0,"xmax":800,"ymax":800,"spatialReference":{"wkid":102100,"latestWkid":3857}}}""")]
    [InlineData("where=1=1&returnDistinctValues=true&outFields=POP&returnCountOnly=true", """{"count":7}""")]
    public async Task A_query_answers_what_it_asks_for(string parameters, string expected) =>
        (await Query(parameters)).ToString().ShouldBe(expected);

    [Fact]
    public async Task Figures_come_for_each_group()
    {
        const string statistics =
            """[{"statisticType":"count","onStatisticField":"OBJECTID","outStatisticFieldName":"n"},{"statisticType":"MAX","onStatisticField":"SEEN"}]""";
        var answer = await _client.PostForm($"{MemoryHosted.Url}/query", ("where", "1=1"), ("outStatistics", statistics),
            ("groupByFieldsForStatistics", "POP"), ("orderByFields", "n DESC, POP"), ("havingClause", "COUNT(*) > 714"), ("f", "json"));
        answer.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString()).ShouldBe(["POP", "n", "MAX_SEEN"]);
        var rows = answer.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("attributes").ToString()).ToList();
        rows.ShouldBe(["""{"POP":0,"n":715,"MAX_SEEN":4998000}""", """{"POP":1,"n":715,"MAX_SEEN":4999000}"""]);
    }

    [Fact]
    public async Task Distinct_values_come_without_geometries()
    {
        var answer = await Query("where=POP < 3&returnDistinctValues=true&outFields=POP&orderByFields=POP DESC");
        answer.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("attributes").ToString())
            .ShouldBe(["""{"POP":2}""", """{"POP":1}""", """{"POP":0}"""]);
    }

    [Fact]
    public async Task Coordinates_on_a_grid_are_whole_differences_that_lead_back()
    {
        var grid = Uri.EscapeDataString(
            """{"mode":"view","originPosition":"upperLeft","tolerance":10,"extent":{"xmin":0,"ymin":0,"xmax":10000,"ymax":10000}}""");
        var answer = await Query($"where=OBJECTID=101&outFields=OBJECTID&quantizationParameters={grid}");
        answer.GetProperty("transform").ToString().ShouldBe("""{"originPosition":"upperLeft","scale":[10,10],"translate":[0,10000]}""");
        answer.GetProperty("features")[0].GetProperty("geometry").ToString().ShouldBe("""{"rings":[[[0,900],[0,-80],[80,0],[0,80],[-80,0]]]}""");
    }

    [Fact]
    public async Task GeoJson_is_in_longitude_and_latitude_and_tells_of_more()
    {
        using var response = await _client.GetAsync($"{MemoryHosted.Url}/query?where=1=1&resultRecordCount=1&f=geojson");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/geo+json");
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("exceededTransferLimit").GetBoolean().ShouldBeTrue();
        json.RootElement.GetProperty("properties").GetProperty("exceededTransferLimit").GetBoolean().ShouldBeTrue();
        var feature = json.RootElement.GetProperty("features")[0];
        feature.GetProperty("id").GetInt64().ShouldBe(1);
        feature.GetProperty("geometry").GetProperty("coordinates")[0][1][0].GetDouble().ShouldBe(800 / 6378137.0 * 180 / Math.PI, 1e-9);
    }

    [Theory]
    [InlineData("where=1=1&outFields=*")]
    [InlineData("where=1=1&returnCountOnly=true")]
    [InlineData("where=1=1&returnIdsOnly=true")]
    [InlineData("where=1=1&returnExtentOnly=true")]
    public async Task A_protocol_buffer_comes_as_one(string parameters)
    {
        using var response = await _client.GetAsync($"{MemoryHosted.Url}/query?{parameters}&f=pbf");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-protobuf");
        var bytes = await response.Content.ReadAsByteArrayAsync();

        // Field 2, the result of the query, whose length is that of the rest.
        bytes[0].ShouldBe((byte)0x12);
    }

    [Fact]
    public async Task One_feature_has_an_address_of_its_own()
    {
        var answer = await _client.GetJson($"{MemoryHosted.Url}/3?f=json");
        answer.GetProperty("feature").GetProperty("attributes").GetProperty("OBJECTID").GetInt64().ShouldBe(3);
        answer.GetProperty("feature").GetProperty("geometry").GetProperty("rings").GetArrayLength().ShouldBe(1);
        (await _client.GetJson($"{MemoryHosted.Url}/99999?f=json")).ShouldBeError(404, "no feature with the object id 99999");
    }

    [Fact]
    public async Task The_first_features_of_each_group_come_by_themselves()
    {
        var answer = await _client.PostForm($"{MemoryHosted.Url}/queryTopFeatures", ("where", "POP < 3"), ("f", "json"), ("returnGeometry", "false"),
            ("topFilter", "{\"groupByFields\":\"POP\",\"topCount\":2,\"orderByFields\":\"SEEN DESC\"}"));
        answer.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("attributes").GetProperty("OBJECTID").GetInt64())
            .ShouldBe([4987L, 4992, 4993, 4994, 4999, 5000]);
        (await _client.PostForm($"{MemoryHosted.Url}/queryTopFeatures", ("where", "1=1"), ("f", "json"))).ShouldBeError(400, "topFilter: a value is required");
    }

    [Fact]
    public async Task A_table_has_rows_and_no_shapes()
    {
        var answer = await _client.GetJson("/rest/services/Hosted/Places/FeatureServer/1/query?where=V > 0 OR V IS NULL&outFields=*&geometry=0,0,1,1&f=json");
        answer.TryGetProperty("geometryType", out _).ShouldBeFalse();
        answer.GetProperty("features").EnumerateArray().Select(one => one.ToString())
            .ShouldBe(["""{"attributes":{"OBJECTID":1,"V":1.5}}""", """{"attributes":{"OBJECTID":2,"V":null}}"""]);
    }

    [Theory]
    [InlineData("outFields=*", "'where' clause is invalid")]
    [InlineData("where=NAM = 'x'", "there is no field 'NAM'")]
    [InlineData("where=1=1; DROP TABLE x", "the character ';'")]
    [InlineData("where=1=1&outFields=NAME,FOO", "outFields: there is no field 'FOO'")]
    [InlineData("where=1=1&orderByFields=FOO DESC", "orderByFields: there is no field 'FOO'")]
    [InlineData("where=1=1&resultOffset=-1", "resultOffset: '-1' is not valid")]
    [InlineData("where=1=1&resultType=huge", "resultType: 'huge' is not valid")]
    [InlineData("objectIds=1,x", "objectIds: 'x' is not valid")]
    [InlineData("geometry=1,2,3", "geometry: '1,2,3' is not valid")]
    [InlineData("geometry={\"x\":1}&geometryType=esriGeometryPoint", "geometry")]
    [InlineData("geometry=1,2&spatialRel=esriSpatialRelNear", "spatialRel: 'esriSpatialRelNear' is not valid")]
    [InlineData("geometry=1,2&spatialRel=esriSpatialRel0", "spatialRel")]
    [InlineData("geometry=1,2&spatialRel=esriSpatialRelRelation", "relationParam: a value is required")]
    [InlineData("geometry=1,2&distance=5&units=esriSRUnit_Inch", "units: 'esriSRUnit_Inch' is not valid")]
    [InlineData("geometry=1,2&inSR=999999", "inSR")]
    [InlineData("where=1=1&outSR=999999", "outSR")]
    [InlineData("time=today", "time: 'today' is not valid")]
    [InlineData("where=1=1&outStatistics=x", "outStatistics: 'x' is not valid")]
    [InlineData("where=1=1&outStatistics=[{\"statisticType\":\"mode\",\"onStatisticField\":\"POP\"}]", "statisticType 'mode'")]
    [InlineData("where=1=1&quantizationParameters={\"tolerance\":0}", "tolerance 0 is not valid")]
    [InlineData("where=1=1&quantizationParameters={\"tolerance\":1e-300}", "not finer than the coordinates")]
    [InlineData("where=1=1&quantizationParameters={\"mode\":\"print\"}", "the mode 'print'")]
    public async Task What_cannot_be_read_is_refused_by_name(string parameters, string said) => (await Query(parameters)).ShouldBeError(400, said);

    [Fact]
    public async Task Fields_to_sort_by_are_few_however_often_they_are_named()
    {
        var often = string.Join(',', Enumerable.Repeat("POP DESC,pop", 50));
        (await Query($"where=1=1&resultRecordCount=2&orderByFields={often}")).GetProperty("features").GetArrayLength().ShouldBe(2);
        var many = string.Join(',', Enumerable.Range(0, 21).Select(i => $"F{i}"));
        (await Query($"where=1=1&orderByFields={many}")).ShouldBeError(413, "more than 20 fields");
    }

    [Fact]
    public async Task A_geometry_of_too_many_vertices_is_refused()
    {
        var points = string.Join(',', Enumerable.Repeat("[1,1]", 100_001));
        var answer = await _client.PostForm($"{MemoryHosted.Url}/query", ("geometry", $"{{\"points\":[{points}]}}"), ("f", "json"));
        answer.ShouldBeError(413, "more than 100000 vertices");
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        (await _client.GetJson("/rest/services/Hosted/Nothing/FeatureServer/0/query?where=1=1&f=json")).ShouldBeError(404, "Hosted/'Nothing'");
        (await _client.GetJson("/rest/services/Hosted/Places/FeatureServer/7/query?where=1=1&f=json")).ShouldBeError(404, "Layer 7 not found");
        (await Query("where=1=1&f=kmz")).ShouldBeError(400, "'kmz' is not a format");
    }

    Task<JsonElement> Query(string parameters) => _client.GetJson(
        $"{MemoryHosted.Url}/query?{parameters}{(parameters.Contains("f=k", StringComparison.Ordinal) ? "" : "&f=json")}");
}
