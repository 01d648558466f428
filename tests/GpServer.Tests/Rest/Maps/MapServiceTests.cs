using System.Text.Json;
using GpServer.Tests.Rest.Jobs;
using GpServer.Wire.Tests.Drawing;

namespace GpServer.Tests.Rest.Maps;

public sealed class MapServiceTests(DefaultServer server) : IClassFixture<DefaultServer>, IAsyncLifetime
{
    readonly HttpClient _client = server.CreateClient();
    string _job = "";

    public async Task InitializeAsync() => _job = await MapJob.RunAsync(_client);

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_catalog_lists_the_map_service_beside_its_geoprocessing_service()
    {
        var services = (await _client.GetJson("/rest/services?f=json")).GetProperty("services").EnumerateArray()
            .Select(service => $"{service.GetProperty("name")}/{service.GetProperty("type")}").ToList();
        services.ShouldContain("ToolboxAsync/GPServer");
        services.ShouldContain("ToolboxAsync/MapServer");
        services.ShouldNotContain("Toolbox/MapServer");
        (await _client.GetJson("/rest/services/Toolbox/MapServer?f=json")).ShouldBeError(404, "Toolbox/MapServer");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public async Task The_map_of_a_job_has_what_clients_need(string slash)
    {
        var map = await _client.GetJson($"{MapJob.Url(_job)}{slash}?f=json");
        map.GetProperty("currentVersion").GetDouble().ShouldBeGreaterThan(10.01);
        map.GetProperty("capabilities").GetString().ShouldBe("Map,Query,Data");
        map.GetProperty("supportedImageFormatTypes").GetString()!.Split(',').ShouldBe(["PNG32", "PNG24", "PNG", "PNG8"]);
        map.GetProperty("singleFusedMapCache").GetBoolean().ShouldBeFalse();
        map.GetProperty("supportsDynamicLayers").GetBoolean().ShouldBeFalse();
        map.GetProperty("maxImageWidth").GetInt32().ShouldBe(4096);
        map.GetProperty("tables").GetArrayLength().ShouldBe(0);
        map.Wkid().ShouldBe("102100");
        map.GetProperty("fullExtent").Wkid().ShouldBe("102100");
        map.GetProperty("fullExtent").GetProperty("xmax").GetDouble().ShouldBe(1_100_000, 1);
        var layer = map.GetProperty("layers").EnumerateArray().ShouldHaveSingleItem();
        layer.GetProperty("id").GetInt32().ShouldBe(0);
        layer.GetProperty("parentLayerId").GetInt32().ShouldBe(-1);
        layer.GetProperty("subLayerIds").ValueKind.ShouldBe(JsonValueKind.Null);
        layer.GetProperty("geometryType").GetString().ShouldBe("esriGeometryPolygon");
    }

    [Fact]
    public async Task Its_layers_are_described_one_by_one_and_together()
    {
        var layer = await _client.GetJson(MapJob.Url(_job, "/0?f=json"));
        layer.GetProperty("type").GetString().ShouldBe("Feature Layer");
        layer.GetProperty("capabilities").GetString()!.ShouldContain("Data");
        layer.GetProperty("extent").Wkid().ShouldBe("102100");
        layer.GetProperty("fields").EnumerateArray().Count(field => field.GetProperty("type").GetString() == "esriFieldTypeOID").ShouldBe(1);
        layer.GetProperty("drawingInfo").GetProperty("renderer").GetProperty("symbol").GetProperty("type").GetString().ShouldBe("esriSFS");
        var all = await _client.GetJson(MapJob.Url(_job, "/layers?f=json"));
        all.GetProperty("layers")[0].ToString().ShouldBe(layer.ToString());
        (await _client.GetJson(MapJob.Url(_job, "/7?f=json"))).ShouldBeError(404, "Layer 7");
    }

    [Fact]
    public async Task The_map_service_without_a_job_describes_the_same_layers_in_general()
    {
        var map = await _client.GetJson($"{MapJob.Service}?f=json");
        var layers = await _client.GetJson($"{MapJob.Service}/layers?f=json");
        var ids = map.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("id").GetInt32()).ToList();
        ids.ShouldContain(0);
        layers.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("id").GetInt32()).ShouldBe(ids);
        foreach (var layer in layers.GetProperty("layers").EnumerateArray())
        {
            layer.GetProperty("capabilities").GetString()!.ShouldContain("Data");

            // What differs between tasks would be laid over what the job's own map says.
            layer.TryGetProperty("geometryType", out _).ShouldBeFalse();
            layer.TryGetProperty("extent", out _).ShouldBeFalse();
            layer.TryGetProperty("drawingInfo", out _).ShouldBeFalse();
        }

        (await _client.GetJson($"{MapJob.Service}/0?f=json")).GetProperty("id").GetInt32().ShouldBe(0);
        (await _client.GetJson($"{MapJob.Service}/999?f=json")).ShouldBeError(404, "999");
    }

    [Fact]
    public async Task A_job_that_is_not_there_or_is_another_services_has_no_map()
    {
        (await _client.GetJson($"{MapJob.Service}/jobs/{JobClient.UnknownJob}?f=json")).ShouldBeError(404, "there is no job");
        (await _client.GetJson($"{MapJob.Service}/jobs/{JobClient.UnknownJob}/export?bbox=0,0,1,1&f=image")).ShouldBeError(404, "there is no job");
        var failed = await _client.Submit("Fail", ("Kind", "known"));
        await _client.Ended("Fail", failed);
        (await _client.GetJson($"{MapJob.Url(failed)}?f=json")).ShouldBeError(400, "has no results");
    }

    [Fact]
    public async Task The_legend_has_a_picture_of_each_symbol()
    {
        var legend = await _client.GetJson(MapJob.Url(_job, "/legend?f=json"));
        var layer = legend.GetProperty("layers").EnumerateArray().ShouldHaveSingleItem();
        layer.GetProperty("layerType").GetString().ShouldBe("Feature Layer");
        var symbol = layer.GetProperty("legend").EnumerateArray().ShouldHaveSingleItem();
        var picture = new PngDecoder(Convert.FromBase64String(symbol.GetProperty("imageData").GetString()!));
        (picture.Width, picture.Height).ShouldBe((20, 20));
        picture[10, 10].Alpha.ShouldBeGreaterThan((byte)100);
        picture[0, 0].Alpha.ShouldBe((byte)0);
        var alone = await _client.Picture(MapJob.Url(_job, $"/0/images/{symbol.GetProperty("url").GetString()}"));
        alone.Pixels.ShouldBe(picture.Pixels);
        (await _client.GetJson(MapJob.Url(_job, "/0/images/00"))).ShouldBeError(404, "symbol");
    }

    [Fact]
    public async Task Features_are_identified_at_a_place()
    {
        const string display = "&mapExtent=-500000,-500000,1500000,500000&imageDisplay=400,200,96&tolerance=3&sr=102100&f=json";
        var west = await _client.GetJson(MapJob.Url(_job, $"/identify?geometry=0,0&geometryType=esriGeometryPoint{display}"));
        var found = west.GetProperty("results").EnumerateArray().ShouldHaveSingleItem();
        found.GetProperty("layerId").GetInt32().ShouldBe(0);
        found.GetProperty("value").GetString().ShouldBe("West");
        found.GetProperty("attributes").GetProperty("Name of place").GetString().ShouldBe("West");
        found.GetProperty("attributes").GetProperty("size").GetString().ShouldBe("1");
        found.GetProperty("attributes").GetProperty("day").GetString().ShouldBe("1/1/1970 12:00:00 AM");
        found.GetProperty("geometryType").GetString().ShouldBe("esriGeometryPolygon");
        found.GetProperty("geometry").Wkid().ShouldBe("102100");
        found.GetProperty("geometry").GetProperty("rings")[0].GetArrayLength().ShouldBeGreaterThan(10);
        Count(await _client.GetJson(MapJob.Url(_job, $"/identify?geometry=500000,0{display}"))).ShouldBe(0);

        // 110 km off the middle are 2 pixels off the circle.
        Count(await _client.GetJson(MapJob.Url(_job, $"/identify?geometry={{\"x\":110000,\"y\":0}}{display}"))).ShouldBe(1);
        Count(await _client.GetJson(MapJob.Url(_job, $"/identify?geometry=110000,0{display.Replace("tolerance=3", "tolerance=0", StringComparison.Ordinal)}"))).ShouldBe(0);
    }

    [Fact]
    public async Task What_is_identified_comes_as_it_is_asked_for()
    {
        const string all = "/identify?geometry=-500000,-500000,1500000,500000&geometryType=esriGeometryEnvelope&mapExtent=-500000,-500000,1500000,500000"
            + "&imageDisplay=400,200,96&tolerance=0&sr=102100&f=json";
        Count(await _client.GetJson(MapJob.Url(_job, all))).ShouldBe(2);
        Count(await _client.GetJson(MapJob.Url(_job, $"{all}&layers=all:0"))).ShouldBe(2);
        Count(await _client.GetJson(MapJob.Url(_job, $"{all}&layers=visible:3"))).ShouldBe(0);
        Count(await _client.GetJson(MapJob.Url(_job, $"{all}&layerDefs={{\"0\":\"size=2\"}}"))).ShouldBe(1);
        var plain = (await _client.GetJson(MapJob.Url(_job, $"{all}&returnGeometry=false&returnFieldName=true&returnUnformattedValues=true"))).GetProperty("results")[1];
        plain.TryGetProperty("geometry", out _).ShouldBeFalse();
        plain.GetProperty("attributes").GetProperty("name").GetString().ShouldBe("East");
        plain.GetProperty("attributes").GetProperty("size").GetInt32().ShouldBe(2);
        plain.GetProperty("attributes").GetProperty("day").ValueKind.ShouldBe(JsonValueKind.Null);
        var degrees = await _client.GetJson(MapJob.Url(_job,
            "/identify?geometry=0,0&mapExtent=-5,-5,5,5&imageDisplay=400,200,96&tolerance=1&sr=4326&f=json"));
        degrees.GetProperty("results")[0].GetProperty("geometry").Wkid().ShouldBe("4326");
    }

    [Theory]
    [InlineData("", "geometry: a value is required")]
    [InlineData("geometry=0,0", "mapExtent: a value is required")]
    [InlineData("geometry=0,0&mapExtent=0,0,1,1", "tolerance: a value is required")]
    [InlineData("geometry=0,0&mapExtent=0,0,1,1&tolerance=1", "imageDisplay: a value is required")]
    [InlineData("geometry=0,0&mapExtent=0,0,1,1&tolerance=-1&imageDisplay=1,1,96", "tolerance: expected 0 to")]
    [InlineData("geometry=0,0&mapExtent=0,0,1,1&tolerance=1e9&imageDisplay=1,1,96", "tolerance: expected 0 to")]
    [InlineData("geometry=0,0&mapExtent=0,0,1,1&tolerance=1&imageDisplay=0,0,96", "imageDisplay: '0,0,96'")]
    [InlineData("geometry=NaN,0&mapExtent=0,0,1,1&tolerance=1&imageDisplay=1,1,96", "geometry")]
    [InlineData("geometry={}&mapExtent=0,0,1,1&tolerance=1&imageDisplay=1,1,96", "geometry")]
    [InlineData("geometry=0,0&mapExtent=0,0,1,1&tolerance=1&imageDisplay=1,1,96&layers=some", "layers: 'some'")]
    public async Task What_cannot_be_identified_is_an_error(string query, string said) =>
        (await _client.GetJson(MapJob.Url(_job, $"/identify?f=json&{query}"))).ShouldBeError(400, said);

    [Theory]
    [InlineData("searchText=ST", 2)]
    [InlineData("searchText=eas", 1)]
    [InlineData("searchText=EAST&searchFields=name", 1)]
    [InlineData("searchText=East&contains=false", 1)]
    [InlineData("searchText=EAST&contains=false", 0)]
    [InlineData("searchText=East&searchFields=size", 0)]
    [InlineData("searchText=st&layers=4", 0)]
    [InlineData("searchText=st&layerDefs={\"0\":\"size=1\"}", 1)]
    public async Task Features_are_found_by_text(string query, int count)
    {
        var answer = await _client.GetJson(MapJob.Url(_job, $"/find?f=json&sr=4326&{query}"));
        Count(answer).ShouldBe(count, answer.ToString());
        if (count == 1)
        {
            var found = answer.GetProperty("results")[0];
            found.GetProperty("foundFieldName").GetString().ShouldBe("name");
            found.GetProperty("geometry").Wkid().ShouldBe("4326");
        }
    }

    [Fact]
    public async Task Nothing_is_found_without_a_text() => (await _client.GetJson(MapJob.Url(_job, "/find?f=json"))).ShouldBeError(400, "searchText");

    [Fact]
    public async Task Layers_of_a_map_are_queried()
    {
        var answer = await _client.GetJson(MapJob.Url(_job, "/0/query?where=size>1&outFields=*&f=json"));
        answer.GetProperty("features").EnumerateArray().ShouldHaveSingleItem().GetProperty("attributes").GetProperty("name").GetString().ShouldBe("East");
        answer.TryGetProperty("displayFieldName", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_result_is_a_picture_unless_its_data_is_asked_for()
    {
        var result = await Result("f=json");
        result.GetProperty("dataType").GetString().ShouldBe("GPFeatureRecordSetLayer");
        var picture = result.GetProperty("value").GetProperty("mapImage");
        (picture.GetProperty("width").GetInt32(), picture.GetProperty("height").GetInt32()).ShouldBe((400, 400));
        picture.GetProperty("extent").Wkid().ShouldBe("102100");
        (await _client.Picture(picture.GetProperty("href").GetString()!)).Width.ShouldBe(400);
        (await Result("f=json&returnType=data")).GetProperty("value").GetProperty("features").GetArrayLength().ShouldBe(2);
        (await Result("f=json&returnType=data&size=10,10&bbox=0,0,1,1")).GetProperty("value").GetProperty("features").GetArrayLength().ShouldBe(2);
        using var geoJson = await _client.GetAsync($"{JobClient.Url("Buffer", _job)}/results/Output_Features?f=geojson");
        geoJson.Content.Headers.ContentType!.MediaType.ShouldBe("application/geo+json");
    }

    [Fact]
    public async Task A_picture_of_a_result_that_is_asked_for_is_a_raster()
    {
        var result = await Result("f=json&bbox=-500000,-500000,1500000,500000&bboxSR=102100&imageSR={\"wkid\":102100}&size=400,200&format=png32&transparent=true&layers=show:0");
        result.GetProperty("dataType").GetString().ShouldBe("GPRasterDataLayer");
        var picture = await _client.Picture(result.GetProperty("value").GetProperty("mapImage").GetProperty("href").GetString()!);
        picture[100, 100].Alpha.ShouldBeGreaterThan((byte)100);
        picture[200, 100].Alpha.ShouldBe((byte)0);
        (await _client.Picture($"{JobClient.Url("Buffer", _job)}/results/Output_Features?f=image&size=100,50")).Width.ShouldBe(100);
    }

    [Fact]
    public async Task What_is_no_set_of_features_is_no_picture()
    {
        var echo = await _client.Run("Echo", ("Text", "a"));
        (await _client.GetJson($"{JobClient.Url("Echo", echo)}/results/Same?f=json")).GetProperty("value").GetString().ShouldBe("a");
        (await _client.GetJson($"{JobClient.Url("Echo", echo)}/results/Same?f=image")).ShouldBeError(400, "f: 'image'");
    }

    Task<JsonElement> Result(string query) => _client.GetJson($"{JobClient.Url("Buffer", _job)}/results/Output_Features?{query}");

    static int Count(JsonElement answer) => answer.GetProperty("results").GetArrayLength();
}
