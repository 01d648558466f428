namespace GpServer.Tests.References;

/// <summary>Layers of other servers as inputs.</summary>
public sealed class LayerUrlTests(ReferenceServer server) : IClassFixture<ReferenceServer>, IDisposable
{
    static readonly string[] All = [.. Enumerable.Range(0, 10).Select(i => $"point {i}")];

    readonly HttpClient _client = server.CreateClient();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_layer_is_read_whole_page_by_page()
    {
        await using var layer = await new LayerServer().StartAsync();
        (await ReferenceServer.NamesAsync(_client, new { url = layer.LayerUrl })).ShouldBe(All);
        layer.Requests.Count(request => request.Query.Contains("resultOffset", StringComparison.Ordinal)).ShouldBe(3);
        layer.Requests.ShouldAllBe(request => !request.Query.Contains("outSR", StringComparison.Ordinal));
        layer.Requests[^1].Query.ShouldContain("orderByFields=FID");
    }

    [Fact]
    public async Task So_it_is_where_only_its_url_is_given()
    {
        await using var layer = await new LayerServer { Count = 3 }.StartAsync();
        (await ReferenceServer.NamesAsync(_client, layer.LayerUrl)).ShouldBe(All[..3]);
    }

    [Fact]
    public async Task A_layer_that_gives_fewer_than_it_says_at_a_time_is_read_whole()
    {
        await using var layer = await new LayerServer { GivesAtATime = 3 }.StartAsync();
        (await ReferenceServer.NamesAsync(_client, new { url = layer.LayerUrl })).ShouldBe(All);
    }

    [Fact]
    public async Task A_layer_without_pages_is_read_by_lists_of_ids()
    {
        await using var layer = await new LayerServer { HasPages = false }.StartAsync();
        (await ReferenceServer.NamesAsync(_client, new { url = layer.LayerUrl })).ShouldBe(All);
    }

    [Fact]
    public async Task So_is_one_that_only_says_that_it_has_pages()
    {
        await using var layer = await new LayerServer { IgnoresOffsets = true }.StartAsync();
        (await ReferenceServer.NamesAsync(_client, new { url = layer.LayerUrl })).ShouldBe(All);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_layer_without_features_is_an_empty_set(bool hasPages)
    {
        await using var layer = await new LayerServer { Count = 0, HasPages = hasPages }.StartAsync();
        (await ReferenceServer.NamesAsync(_client, new { url = layer.LayerUrl })).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_filter_goes_to_the_layer_and_so_does_the_time()
    {
        await using var layer = await new LayerServer().StartAsync();
        (await ReferenceServer.NamesAsync(_client, new { url = layer.LayerUrl, filter = "FID > 7", time = "967855732000,null" })).ShouldBe(All[7..]);
        layer.Requests.Where(request => request.Path.EndsWith("/query", StringComparison.Ordinal))
            .ShouldAllBe(request => request.Query.Contains("where=FID%20%3E%207&time=967855732000%2Cnull", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_else_the_url_says_goes_along_with_each_request()
    {
        await using var layer = await new LayerServer().StartAsync();
        (await ReferenceServer.NamesAsync(_client, new { url = $"{layer.LayerUrl}?f=html&apikey=a%26b&where=FID%3D1" })).ShouldBe(All);
        layer.Requests.ShouldAllBe(request => request.Query.Contains("apikey=a%26b", StringComparison.Ordinal)
            && !request.Query.Contains("html", StringComparison.Ordinal) && !request.Query.Contains("FID%3D1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_of_the_other_server_is_told()
    {
        await using var layer = await new LayerServer().StartAsync();
        var answer = await _client.Execute("Shapes", ("Features", $$"""{"url":"{{layer.LayerUrl}}","filter":"broken"}"""));
        answer.ShouldBeError(400, ["Features: the host 127.0.0.1", "answered error 400: 'where' clause is invalid."]);
    }

    [Fact]
    public async Task A_layer_that_does_not_give_what_it_counts_is_refused()
    {
        await using var layer = await new LayerServer { SaysCount = 11 }.StartAsync();
        var answer = await _client.Execute("Shapes", ("Features", $$"""{"url":"{{layer.LayerUrl}}"}"""));
        answer.ShouldBeError(400, ["says that the layer has 11 features, and gave 10"]);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("serviceToken")]
    public async Task A_token_opens_a_secured_layer(string member)
    {
        await using var layer = await new LayerServer { Token = "s3cret" }.StartAsync();
        (await ReferenceServer.NamesAsync(_client, $$"""{"url":"{{layer.LayerUrl}}","{{member}}":"s3cret"}""")).ShouldBe(All);
        (await ReferenceServer.NamesAsync(_client, $$"""{"url":"{{layer.LayerUrl}}?token=s3cret"}""")).ShouldBe(All);
    }

    [Theory]
    [InlineData("", "asks for a token (error 499)")]
    [InlineData(""","token":"wrong" """, "does not take the token (error 498)")]
    public async Task Without_a_good_token_it_is_refused_and_nobody_has_to_sign_in_here(string token, string said)
    {
        await using var layer = await new LayerServer { Token = "s3cret" }.StartAsync();
        var answer = await _client.Execute("Shapes", ("Features", $$"""{"url":"{{layer.LayerUrl}}"{{token}}}"""));
        answer.ShouldBeError(400, [said]);
        answer.ToString().ShouldNotContain("wrong");
    }

    [Fact]
    public async Task A_query_is_taken_as_it_is_and_read_to_its_end()
    {
        await using var layer = await new LayerServer { Token = "s3cret" }.StartAsync();
        (await ReferenceServer.NamesAsync(_client, new { url = $"{layer.LayerUrl}/query?where=1%3D1&outFields=*&token=s3cret" })).ShouldBe(All);
        (await ReferenceServer.NamesAsync(_client, new { url = $"{layer.LayerUrl}/query?where=FID+%3E+7&f=json", token = "s3cret" })).ShouldBe(All[7..]);
    }

    [Fact]
    public async Task A_query_for_one_page_is_that_page()
    {
        await using var layer = await new LayerServer().StartAsync();
        (await ReferenceServer.NamesAsync(_client, new { url = $"{layer.LayerUrl}/query?where=1%3D1&resultOffset=2&resultRecordCount=4" })).ShouldBe(All[2..6]);
    }

    [Fact]
    public async Task A_query_of_which_there_are_no_further_pages_is_refused()
    {
        await using var layer = await new LayerServer { IgnoresOffsets = true }.StartAsync();
        var answer = await _client.Execute("Shapes", ("Features", $$"""{"url":"{{layer.LayerUrl}}/query?where=1%3D1"}"""));
        answer.ShouldBeError(400, ["gives no more than 4 features of the query at a time, and no pages"]);
    }

    [Theory]
    [InlineData("/arcgis/rest/services/X/ImageServer", "an image service, which has no features")]
    [InlineData("/arcgis/rest/services/X/FeatureServer", "a whole service; expected one of its layers")]
    public async Task Urls_of_other_services_say_what_is_expected(string path, string said)
    {
        var answer = await _client.Execute("Shapes", ("Features", $$"""{"url":"http://127.0.0.1{{path}}"}"""));
        answer.ShouldBeError(400, [said]);
    }

    [Fact]
    public async Task A_layer_works_in_a_job_and_its_token_is_not_shown()
    {
        await using var layer = await new LayerServer { Token = "s3cret" }.StartAsync();
        const string service = "/rest/services/ToolboxAsync/GPServer/Shapes";
        foreach (var given in new[]
        {
            $$"""{ "url": "{{layer.LayerUrl}}", "token": "s3cret" }""", $$"""{"url":"{{layer.LayerUrl}}?token=s3cret&f=json"}""", $"{layer.LayerUrl}?token=s3cret",
        })
        {
            var id = (await _client.PostForm($"{service}/submitJob", ("Features", given), ("f", "json"))).GetProperty("jobId").GetString();
            await Rest.Jobs.JobClient.Ended(_client, "Shapes", id!);
            var result = await _client.GetJson($"{service}/jobs/{id}/results/Same?f=json&returnType=data");
            result.GetProperty("value").GetProperty("features").GetArrayLength().ShouldBe(10);
            foreach (var resource in new[] { "", "/inputs", "/inputs/Features" })
            {
                var shown = await _client.GetStringAsync($"{service}/jobs/{id}{resource}?f=json");
                shown.ShouldNotContain("s3cret");
                shown.ShouldNotContain("baseUrl");
            }

            var input = (await _client.GetJson($"{service}/jobs/{id}/inputs/Features?f=json")).GetProperty("value").ToString();
            input.Replace(" ", "", StringComparison.Ordinal).ShouldBe(
                given.Replace("s3cret", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
        }

        Directory.EnumerateFileSystemEntries(server.TemporaryDirectory).ShouldBeEmpty();
    }
}
