using System.Text.Json;
using GpServer.Tests.Rest.Jobs;
using GpServer.Tests.Security;

namespace GpServer.Tests.References;

/// <summary>URLs of this server as inputs: read without a request, since this machine is no host that may be asked.</summary>
public sealed class OwnUrlTests(SecuredServer server) : IClassFixture<SecuredServer>, IDisposable
{
    const string Toolbox = "/rest/services/ToolboxAsync/GPServer";

    const string Points =
        """
        {"geometryType":"esriGeometryPoint","spatialReference":{"wkid":4326},"fields":[{"name":"name","type":"esriFieldTypeString"}],"features":[
        {"geometry":{"x":1,"y":1},"attributes":{"name":"a"}},{"geometry":{"x":2,"y":2},"attributes":{"name":"b"}},{"geometry":{"x":3,"y":3},"attributes":{"name":"c"}}]}
        """;

    readonly HttpClient _client = server.CreateClient();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("http://localhost/rest/services/ToolboxAsync/GPServer/Shapes/jobs/{0}/results/Same")]
    [InlineData("http://LOCALHOST:80/arcgis/rest/services/ToolboxAsync/GPServer/Shapes/jobs/{0}/results/same?f=json&returnType=data")]
    [InlineData("http://localhost/rest/services/ToolboxAsync/MapServer/jobs/{0}/0")]
    [InlineData("http://localhost/rest/services/ToolboxAsync/MapServer/jobs/{0}/0/query?where=1%3D1&outFields=*&f=json")]
    public async Task A_result_of_a_job_is_an_input_of_the_next(string url)
    {
        var job = await _client.Run("Shapes", ("Features", Points));
        (await NamesAsync(new { url = string.Format(System.Globalization.CultureInfo.InvariantCulture, url, job) })).ShouldBe(["a", "b", "c"]);
    }

    [Theory]
    [InlineData("results/Same", "")]
    [InlineData("MapServer", "")]
    [InlineData("MapServer", "/query?where=name%20in%20('b'%2C'c')&f=json")]
    public async Task Of_a_result_only_what_is_wanted_is_read(string kind, string query)
    {
        var job = await _client.Run("Shapes", ("Features", Points));
        var url = kind == "MapServer"
            ? $"http://localhost/rest/services/ToolboxAsync/MapServer/jobs/{job}/0{query}"
            : $"http://localhost{JobClient.Url("Shapes", job)}/{kind}";
        (await NamesAsync(query.Length > 0 ? new { url } : new { url, filter = "name > 'a'" })).ShouldBe(["b", "c"]);
        (await ErrorAsync(new { url, filter = "nonsense (" })).ShouldContain("Features: ");
    }

    [Fact]
    public async Task A_job_can_take_the_result_of_another_under_the_name_by_which_it_was_submitted()
    {
        var first = await _client.Run("Shapes", ("Features", Points));
        var second = await _client.Run("Shapes", ("Features", $$"""{"url":"http://localhost{{JobClient.Url("Shapes", first, "/results/Same")}}"}"""));
        var result = await _client.GetJson($"{JobClient.Url("Shapes", second, "/results/Same")}?f=json&returnType=data");
        result.GetProperty("value").GetProperty("features").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task Results_of_others_are_not_read_by_url_either()
    {
        var ann = await server.TokenAsync("ann");
        var amy = await server.TokenAsync("amy");
        var submitted = await _client.PostForm($"{Toolbox}/Shapes/submitJob", ("Features", Points), ("token", ann), ("f", "json"));
        var job = submitted.GetProperty("jobId").GetString()!;
        await EndedAsync(job, ann);
        foreach (var url in new[]
        {
            $"http://localhost{JobClient.Url("Shapes", job)}/results/Same", $"http://localhost/rest/services/ToolboxAsync/MapServer/jobs/{job}/0",
        })
        {
            (await NamesAsync(new { url }, ann)).ShouldBe(["a", "b", "c"]);
            (await ErrorAsync(new { url })).ShouldContain("may not read it; a token is required");
            (await ErrorAsync(new { url = $"{url}?token={ann}" })).ShouldContain("may not read it; a token is required");
            (await ErrorAsync(new { url, token = ann })).ShouldContain("may not read it; a token is required");
            (await ErrorAsync(new { url }, amy)).ShouldContain("who runs the task may not read it.");
        }

        // A job runs with the rights of its owner.
        var input = $$"""{"url":"http://localhost{{JobClient.Url("Shapes", job)}}/results/Same"}""";
        foreach (var (token, status) in new[] { (ann, "esriJobSucceeded"), (amy, "esriJobFailed") })
        {
            var next = await _client.PostForm($"{Toolbox}/Shapes/submitJob", ("Features", input), ("token", token), ("f", "json"));
            (await EndedAsync(next.GetProperty("jobId").GetString()!, token)).ShouldBe(status);
        }
    }

    [Fact]
    public async Task A_hosted_layer_is_an_input_for_who_may_read_it()
    {
        var ann = await server.TokenAsync("ann");
        var name = $"made_{Guid.NewGuid():N}";
        var submitted = await _client.PostForm(
            $"{Toolbox}/Shapes/submitJob", ("Features", Points), ("esri_out_feature_service_name", name), ("token", ann), ("f", "json"));
        await EndedAsync(submitted.GetProperty("jobId").GetString()!, ann);
        var url = $"http://localhost/rest/services/Hosted/{name}/FeatureServer/0";
        (await NamesAsync(new { url }, ann)).ShouldBe(["a", "b", "c"]);
        (await NamesAsync(new { url, filter = "OBJECTID = 2" }, ann)).ShouldBe(["b"]);
        var result = $"http://localhost{JobClient.Url("Shapes", submitted.GetProperty("jobId").GetString()!)}/results/Same";
        (await NamesAsync(new { url = result }, ann)).ShouldBe(["a", "b", "c"]);
        (await NamesAsync(new { url = result, filter = "OBJECTID = 2" }, ann)).ShouldBe(["b"]);
        (await ErrorAsync(new { url = $"http://localhost/rest/services/Hosted/{name}/FeatureServer/7" }, ann)).ShouldContain("there is no such layer");
        (await ErrorAsync(new { url = "http://localhost/rest/services/Hosted/nothing/FeatureServer/0" }, ann)).ShouldContain("there is no such layer");
    }

    [Theory]
    [InlineData("http://localhost/rest/services", "of nothing with features")]
    [InlineData("http://localhost/rest/services/ToolboxAsync/GPServer/Shapes/jobs/j0123/results/Same", "there is no such job")]
    [InlineData("http://localhost/rest/services/Nothing/GPServer/Shapes/jobs/j0123/results/Same", "Nothing")]
    [InlineData("http://localhost/admin/logs", "of nothing with features")]
    [InlineData("http://localhost:81/rest/services/ToolboxAsync/GPServer/Shapes/jobs/j0123/results/Same", "was not found, or it has only addresses")]
    [InlineData("https://localhost/rest/services/ToolboxAsync/GPServer/Shapes/jobs/j0123/results/Same", "was not found, or it has only addresses")]
    [InlineData("http://127.0.0.1/rest/services/ToolboxAsync/GPServer/Shapes/jobs/j0123/results/Same", "was not found, or it has only addresses")]
    public async Task Other_urls_of_this_server_and_of_this_machine_are_refused(string url, string said) =>
        (await ErrorAsync(new { url })).ShouldContain(said);

    [Fact]
    public async Task A_file_of_a_job_is_an_input_of_the_next_by_its_signed_url_or_with_its_owners_rights()
    {
        var ann = await server.TokenAsync("ann");
        var submitted = await _client.PostForm($"{Toolbox}/WriteReport/submitJob", ("Count", "2"), ("token", ann), ("f", "json"));
        var job = submitted.GetProperty("jobId").GetString()!;
        await EndedAsync(job, ann, "WriteReport");
        var result = $"http://localhost{JobClient.Url("WriteReport", job)}/results/Report";
        var signed = (await _client.GetJson($"{result}?f=json&token={ann}")).GetProperty("value").GetProperty("url").GetString()!;
        var expected = $"report.csv: {Tools.WriteReport.Rows(2)}";
        (await FileAsync(signed)).ShouldBe(expected);
        (await FileAsync(signed.Split('?')[0], ann)).ShouldBe(expected);
        (await FileAsync(result, ann)).ShouldBe(expected);
        (await FileErrorAsync(signed.Split('?')[0])).ShouldContain("a token is required");
        (await FileErrorAsync(signed.Replace("report.csv", "page.html", StringComparison.Ordinal))).ShouldContain("a token is required");
        (await FileErrorAsync(signed.Replace("report.csv", "page.html", StringComparison.Ordinal), ann)).ShouldContain("expected one with the extension csv, txt");
        (await FileErrorAsync("http://localhost/rest/info")).ShouldContain("of no file");
    }

    Task<JsonElement> ExecuteAsync(object reference, string? token) => _client.Execute("Shapes",
        [("Features", JsonSerializer.Serialize(reference)), .. token is null ? Array.Empty<(string, string)>() : [("token", token)]]);

    async Task<string[]> NamesAsync(object reference, string? token = null) =>
        [.. (await ExecuteAsync(reference, token)).Result("Same").GetProperty("features").EnumerateArray()
            .Select(feature => feature.GetProperty("attributes").GetProperty("name").GetString()!)];

    async Task<string> ErrorAsync(object reference, string? token = null)
    {
        var answer = await ExecuteAsync(reference, token);
        answer.ShouldBeError(400);
        return answer.ToString();
    }

    Task<JsonElement> ReadAsync(string url, string? token) => _client.Execute("ReadFile",
        [("File", JsonSerializer.Serialize(new { url })), .. token is null ? Array.Empty<(string, string)>() : [("token", token)]]);

    async Task<string> FileAsync(string url, string? token = null) => (await ReadAsync(url, token)).Result("Text").GetString()!;

    async Task<string> FileErrorAsync(string url, string? token = null)
    {
        var answer = await ReadAsync(url, token);
        answer.ShouldBeError(400);
        return answer.ToString();
    }

    async Task<string> EndedAsync(string job, string token, string task = "Shapes")
    {
        var end = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            var status = (await _client.GetJson($"{Toolbox}/{task}/jobs/{job}?f=json&token={token}")).GetProperty("jobStatus").GetString()!;
            if (status is "esriJobSucceeded" or "esriJobFailed")
            {
                return status;
            }

            (DateTime.UtcNow < end).ShouldBeTrue(status);
            await Task.Delay(20);
        }
    }
}
