using System.Globalization;
using System.Net;
using System.Text.Json;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Tests.Rest.Jobs;
using GpServer.Wire;
using GpServer.Wire.Files;

namespace GpServer.Tests.Rest.Files;

public sealed class FileAnswerTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    const string Two = """
        {"spatialReference":{"wkid":102100},"geometryType":"esriGeometryPoint","fields":[{"name":"name","type":"esriFieldTypeString"}],
        "features":[{"geometry":{"x":1113194.9079327357,"y":0},"attributes":{"name":"=a"}},{"geometry":null,"attributes":{"name":"b"}}]}
        """;

    readonly HttpClient _client = server.CreateClient();

    public static TheoryData<string, string, string> Formats => new()
    {
        { "csv", "text/csv", ".csv" },
        { "shapefile", "application/zip", ".zip" },
        { "geopackage", "application/geopackage+sqlite3", ".gpkg" },
        { "kmz", "application/vnd.google-earth.kmz", ".kmz" },
        { "pbf", "application/x-protobuf", ".pbf" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_result_comes_as_a_file_that_can_be_read(string format, string mediaType, string extension)
    {
        var id = await _client.Run("Shapes", ("Features", Two));
        using var answer = await _client.GetAsync($"{JobClient.Url("Shapes", id)}/results/Same?f={format}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(mediaType);
        answer.Content.Headers.ContentDisposition!.ToString().ShouldBe($"attachment; filename=Same{extension}; filename*=UTF-8''Same{extension}");
        var set = Read(extension, await answer.Content.ReadAsByteArrayAsync());
        set.Features.Count().ShouldBe(2);
        set.SpatialReference!.LatestWkid.ShouldBe(format == "kmz" ? 4326 : 3857);
        set.Features.First().Geometry!.Centroid.X.ShouldBe(format == "kmz" ? 10 : 1113194.9079327357, 1e-3);
        Directory.GetFiles(server.TemporaryDirectory, "answer-*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flat_geobuf_is_a_download_too()
    {
        var id = await _client.Run("Shapes", ("Features", Two));
        using var answer = await _client.GetAsync($"{JobClient.Url("Shapes", id)}/results/Same?f=fgb");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("Same.fgb");
        (await answer.Content.ReadAsByteArrayAsync()).Take(3).ShouldBe("fgb"u8.ToArray());
    }

    [Fact]
    public async Task Files_come_in_the_system_asked_for_and_formulas_as_text()
    {
        var id = await _client.Run("Shapes", ("Features", Two));
        var rows = (await _client.GetStringAsync($"{JobClient.Url("Shapes", id)}/results/Same?f=csv&outSR=4326")).Split("\r\n");
        rows[0].ShouldBe("longitude,latitude,OBJECTID,name");
        double.Parse(rows[1].Split(',')[0], CultureInfo.InvariantCulture).ShouldBe(10, 1e-9);
        rows[1].ShouldEndWith(",1,'=a");
        rows[2].ShouldBe(",,2,b");
    }

    [Fact]
    public async Task Execute_answers_with_the_file_of_its_one_feature_output()
    {
        using var form = new FormUrlEncodedContent([new("Input_Features", Two), new("Distance", "1 Kilometers"), new("f", "kmz")]);
        using var answer = await _client.PostAsync("/rest/services/Toolbox/GPServer/Buffer/execute", form);
        answer.Content.Headers.ContentDisposition!.FileName.ShouldBe("Output_Features.kmz");
        Read(".kmz", await answer.Content.ReadAsByteArrayAsync()).Schema.GeometryType.ShouldBe(GeometryType.Polygon);
    }

    [Fact]
    public async Task Execute_without_exactly_one_feature_output_has_no_file()
    {
        (await _client.PostForm("/rest/services/Toolbox/GPServer/Shapes/execute", ("Features", Two), ("f", "csv"))).ShouldBeError(400, "does not make exactly one");
        (await _client.PostForm("/rest/services/Toolbox/GPServer/Echo/execute", ("Text", "a"), ("f", "csv"))).ShouldBeError(400, "does not make exactly one");
    }

    [Fact]
    public async Task An_input_comes_as_a_file_or_as_GeoJSON()
    {
        var id = await _client.Run("Shapes", ("Features", Two));
        using var csv = await _client.GetAsync($"{JobClient.Url("Shapes", id)}/inputs/Features?f=csv");
        (await csv.Content.ReadAsStringAsync()).ShouldStartWith("x,y,name\r\n1113194.9079327357,0,'=a\r\n");
        using var geoJson = await _client.GetAsync($"{JobClient.Url("Shapes", id)}/inputs/Features?f=geojson");
        geoJson.Content.Headers.ContentType!.MediaType.ShouldBe("application/geo+json");
        using var collection = JsonDocument.Parse(await geoJson.Content.ReadAsStringAsync());
        collection.RootElement.GetProperty("features")[0].GetProperty("geometry").GetProperty("coordinates")[0].GetDouble().ShouldBe(10, 1e-9);
        (await _client.GetJson($"{JobClient.Url("Shapes", id)}/inputs/Password?f=csv")).ShouldBeError(400, "Password has none");
    }

    [Fact]
    public async Task What_has_no_features_is_no_file_and_says_so()
    {
        var id = await _client.Run("Shapes", ("Features", Two));
        (await _client.GetJson($"{JobClient.Url("Shapes", id)}/results/Day?f=csv")).ShouldBeError(400, "Day has none");
        (await _client.GetJson($"{JobClient.Url("Shapes", id)}/results/Unset?f=csv")).ShouldBeError(400, "Unset has none");
        (await _client.GetJson($"{JobClient.Url("Shapes", id)}/results?f=csv")).ShouldBeError(400, "f: 'csv' is not a format");
    }

    [Fact]
    public async Task Files_have_all_features_and_a_limit_of_bytes()
    {
        using var small = new TestServer(
            ("Services:ToolboxAsync:MaximumRecords", "1"), ("Services:Toolbox:MaximumRecords", "1"), ("Limits:FileBytes", "4000"));
        using var client = small.CreateClient();
        var id = await client.Run("Shapes", ("Features", Two));
        (await client.GetStringAsync($"{JobClient.Url("Shapes", id)}/results/Same?f=csv")).ShouldContain(",2,b");
        (await client.GetJson($"{JobClient.Url("Shapes", id)}/results/Same?f=geopackage")).ShouldBeError(413, "more than 4000 bytes, the limit of one file");
        using var form = new FormUrlEncodedContent([new("Input_Features", Two), new("Distance", "1 Kilometers"), new("f", "kmz")]);
        using var answer = await client.PostAsync("/rest/services/Toolbox/GPServer/Buffer/execute", form);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/vnd.google-earth.kmz");

        // The protocol buffer is a form of the protocol, and keeps its limit.
        var pbf = Read(".pbf", await client.GetByteArrayAsync($"{JobClient.Url("Shapes", id)}/results/Same?f=pbf"));
        (pbf.Features.Count(), pbf.ExceededTransferLimit).ShouldBe((0, true));
    }

    FeatureSet Read(string extension, byte[] bytes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(server.DataDirectory, $"read-{Guid.NewGuid():N}")).FullName;
        var path = Path.Combine(folder, $"file{extension}");
        File.WriteAllBytes(path, bytes);
        var reader = FeatureFiles.Readers.First(reader => reader.Extensions.Contains(extension));
        var options = new FeatureReadOptions { Parameter = "Input", Reading = new ValueReading { Features = new FeatureReader() } };
        if (extension == ".csv")
        {
            options = options with { Schema = new FeatureSchema { SpatialReference = Core.Spatial.SpatialReferences.Default.WebMercator } };
        }

        return reader.Read(new FeatureFileSource(path, $"file{extension}", folder), options);
    }
}
