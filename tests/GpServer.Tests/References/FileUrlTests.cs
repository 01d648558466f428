using System.Text;
using GpServer.Tests.Outgoing;
using Microsoft.AspNetCore.Http;

namespace GpServer.Tests.References;

/// <summary>Files by URL as inputs.</summary>
public sealed class FileUrlTests(ReferenceServer server) : IClassFixture<ReferenceServer>, IDisposable
{
    const string Esri = """{"spatialReference":{"wkid":4326},"features":[{"attributes":{"name":"a"},"geometry":{"x":1,"y":2}}]}""";
    const string GeoJson = """{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[1,2]}}]}""";

    readonly HttpClient _client = server.CreateClient();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("/data.json", "", "", Esri)]
    [InlineData("/data.txt", "text/plain", "", Esri)]
    [InlineData("/data.geojson", "", "", GeoJson)]
    [InlineData("/data", "application/geo+json", "", GeoJson)]
    [InlineData("/download?id=5", "application/octet-stream", "", GeoJson)]
    [InlineData("/download.php", "application/octet-stream", "cities.geojson", GeoJson)]
    [InlineData("/data.json", "", "", "\uFEFF" + Esri)]
    [InlineData("/rest/services/X/GPServer/Y/jobs/j1/results/Out", "application/json", "",
        $$"""{"paramName":"Out","dataType":"GPFeatureRecordSetLayer","value":{{Esri}}}""")]
    public async Task A_file_is_read_by_its_name_or_by_what_is_in_it(string path, string type, string name, string content)
    {
        await using var other = await OtherServer.StartAsync(http => SendAsync(http, type, name, Encoding.UTF8.GetBytes(content)));
        (await ReferenceServer.NamesAsync(_client, new { url = other.Url(path) })).ShouldBe(["a"]);
    }

    [Fact]
    public async Task The_result_of_a_job_elsewhere_is_asked_for_as_data()
    {
        await using var other = await OtherServer.StartAsync(http => SendAsync(http, "application/json", "", Encoding.UTF8.GetBytes(
            $$"""{"paramName":"Out","dataType":"GPFeatureRecordSetLayer","value":{{Esri}}}""")));
        await ReferenceServer.NamesAsync(_client, new { url = other.Url("/rest/services/X/GPServer/Y/jobs/j1/results/Out"), token = "t" });
        other.Requests.ShouldHaveSingleItem().Query.ShouldBe("?f=json&returnType=data&token=t");
    }

    [Fact]
    public async Task A_result_that_is_a_layer_elsewhere_is_followed_and_the_token_stays()
    {
        await using var layer = await new LayerServer { Count = 2 }.StartAsync();
        await using var other = await OtherServer.StartAsync(http => SendAsync(http, "application/json", "", Encoding.UTF8.GetBytes(
            $$$"""{"paramName":"Out","dataType":"GPFeatureRecordSetLayer","value":{"url":"{{{layer.LayerUrl}}}"}}""")));
        (await ReferenceServer.NamesAsync(_client, new { url = other.Url("/rest/services/X/GPServer/Y/jobs/j1/results/Out"), token = "s3cret" }))
            .ShouldBe(["point 0", "point 1"]);
        layer.Requests.ShouldAllBe(request => !request.Query.Contains("s3cret", StringComparison.Ordinal) && request.Form.Count == 0);
    }

    [Fact]
    public async Task References_that_lead_in_a_circle_end()
    {
        OtherServer? other = null;
        other = await OtherServer.StartAsync(http => SendAsync(http, "", "", Encoding.UTF8.GetBytes($$"""{"url":"{{other!.Url("/next.json")}}"}""")));
        var answer = await _client.Execute("Shapes", ("Features", $$"""{"url":"{{other.Url("/next.json")}}"}"""));
        answer.ShouldBeError(400, ["leads to other references and to no features"]);
        other.Requests.Count.ShouldBe(3);
        await other.DisposeAsync();
    }

    [Theory]
    [InlineData("/data.json", "<!DOCTYPE html><html>secret</html>", "answered a web page")]
    [InlineData("/data", "<HTML>secret</HTML>", "answered a web page")]
    [InlineData("/data.json", "", "gave an empty file")]
    [InlineData("/data.bin", "\u0001\u0002secret", "a file of no known format; expected .json")]
    [InlineData("/data.json", """{"error":{"code":499,"message":"Token Required","details":[]}}""", "asks for a token (error 499)")]
    [InlineData("/data.json", """{"features":[],"exceededTransferLimit":true}""", "more features than its server gives")]
    [InlineData("/data.json", """{"features":[{"geometry":{"x":1""", "Features: ")]
    [InlineData("/data.json", """{"secret":1}""", "members by which features are known")]
    public async Task What_is_no_file_of_features_is_refused(string path, string content, string said)
    {
        await using var other = await OtherServer.StartAsync(http => SendAsync(http, "", "", Encoding.UTF8.GetBytes(content)));
        var answer = await _client.Execute("Shapes", ("Features", $$"""{"url":"{{other.Url(path)}}"}"""));
        answer.ShouldBeError(400, [said]);
        answer.ToString().ShouldNotContain("secret");
        Directory.EnumerateFileSystemEntries(server.TemporaryDirectory).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_address_inside_is_refused_in_the_words_of_the_parameter()
    {
        var answer = await _client.Execute("Shapes", ("Features", """{"url":"http://169.254.169.254/latest/meta-data"}"""));
        answer.ShouldBeError(400, ["Features: the host 169.254.169.254 was not found, or it has only addresses"]);
    }

    [Theory]
    [InlineData("Roads", "'Roads' is no layer that this server knows")]
    [InlineData("""{"layer":"Roads"}""", "'Roads' is no layer that this server knows")]
    public async Task A_name_that_the_server_does_not_know_is_refused(string value, string said) =>
        (await _client.Execute("Shapes", ("Features", value))).ShouldBeError(400, [said]);

    static Task SendAsync(HttpContext http, string type, string name, byte[] content)
    {
        if (type.Length > 0)
        {
            http.Response.ContentType = type;
        }

        if (name.Length > 0)
        {
            http.Response.Headers.ContentDisposition = $"attachment; filename={name}";
        }

        return http.Response.Body.WriteAsync(content).AsTask();
    }
}
