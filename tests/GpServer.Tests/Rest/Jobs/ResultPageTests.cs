using System.Globalization;
using System.Text.Json;

namespace GpServer.Tests.Rest.Jobs;

public sealed class ResultPageTests(ResultPageTests.SmallServer server) : IClassFixture<ResultPageTests.SmallServer>
{
    const int All = 7;

    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task A_result_beyond_the_limit_is_read_in_pages()
    {
        var id = await RunAsync();
        var read = new List<string>();
        for (var more = true; more;)
        {
            var value = await PageAsync(id, $"&resultOffset={read.Count}");
            value.GetProperty("features").GetArrayLength().ShouldBeInRange(1, 3);
            read.AddRange(Names(value));
            more = value.GetProperty("exceededTransferLimit").GetBoolean();
        }

        read.ShouldBe(["0", "1", "2", "3", "4", "5", "6"]);
    }

    [Theory]
    [InlineData("&resultRecordCount=2", "0 1", true)]
    [InlineData("&resultOffset=5&resultRecordCount=2", "5 6", false)]
    [InlineData("&resultOffset=6", "6", false)]
    [InlineData("&resultOffset=4&resultRecordCount=1000000", "4 5 6", false)]
    [InlineData("&resultRecordCount=1000000", "0 1 2", true)]
    [InlineData("&resultOffset=7", "", false)]
    [InlineData("&resultOffset=2147483647&resultRecordCount=2147483647", "", false)]
    public async Task A_page_has_what_was_asked_for_and_says_whether_more_follows(string query, string names, bool more)
    {
        var value = await PageAsync(await RunAsync(), query);
        string.Join(' ', Names(value)).ShouldBe(names);
        value.GetProperty("exceededTransferLimit").GetBoolean().ShouldBe(more);
    }

    [Fact]
    public async Task Without_a_page_the_answer_is_empty_as_the_protocol_says()
    {
        var value = await PageAsync(await RunAsync(), "");
        Names(value).ShouldBeEmpty();
        value.GetProperty("exceededTransferLimit").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Pages_come_in_other_forms_and_systems()
    {
        var id = await RunAsync();
        var url = $"{JobClient.Url("Shapes", id)}/results/Same?resultOffset=1&resultRecordCount=2";
        using var geoJson = JsonDocument.Parse(await _client.GetStringAsync($"{url}&f=geojson"));
        geoJson.RootElement.GetProperty("features").GetArrayLength().ShouldBe(2);
        geoJson.RootElement.GetProperty("properties").GetProperty("exceededTransferLimit").GetBoolean().ShouldBeTrue();
        (await _client.GetStringAsync($"{url}&f=csv")).Split("\r\n")[1..3].Select(line => line.Split(',')[^1]).ShouldBe(["1", "2"]);
        var page = (await _client.GetJson($"{url}&f=json&outSR=3857")).GetProperty("value");
        page.GetProperty("spatialReference").GetProperty("latestWkid").GetInt32().ShouldBe(3857);
    }

    [Theory]
    [InlineData("Same", "&resultOffset=-1", "resultOffset: '-1' is not valid; expected a whole number from 0")]
    [InlineData("Same", "&resultRecordCount=0", "expected a whole number from 1")]
    [InlineData("Same", "&resultOffset=1.5", "resultOffset: '1.5'")]
    [InlineData("Same", "&resultOffset=99999999999", "resultOffset: '99999999999'")]
    [InlineData("Day", "&resultOffset=1", "Day has no features")]
    [InlineData("", "&resultOffset=1", "pages are of one result")]
    public async Task A_page_that_makes_no_sense_is_an_error(string name, string query, string said)
    {
        var id = await RunAsync();
        (await _client.GetJson($"{JobClient.Url("Shapes", id)}/results/{name}?f=json{query}".Replace("/?", "?", StringComparison.Ordinal))).ShouldBeError(400, said);
    }

    static IEnumerable<string> Names(JsonElement value) =>
        value.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("attributes").GetProperty("name").GetString()!);

    Task<string> RunAsync()
    {
        var features = Enumerable.Range(0, All).Select(i => string.Create(
            CultureInfo.InvariantCulture, $$$"""{"geometry":{"x":{{{i}}},"y":1,"spatialReference":{"wkid":4326}},"attributes":{"name":"{{{i}}}"}}"""));
        return _client.Run("Shapes", ("Features", $$"""{"features":[{{string.Join(',', features)}}]}"""));
    }

    async Task<JsonElement> PageAsync(string id, string query) =>
        (await _client.JobResult("Shapes", id, "Same", query)) is var answer && answer.TryGetProperty("value", out var value)
            ? value
            : throw new ShouldAssertException(answer.ToString());

    public sealed class SmallServer() : TestServer(("Services:ToolboxAsync:MaximumRecords", "3"));
}
