using System.Globalization;
using System.Text;

namespace GpServer.Tests.Rest;

/// <summary>Features that cannot be used, and features that cost much, through the Buffer task as it ships.</summary>
public sealed class BadGeometryTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    const string Failed = "Failed to execute (Buffer).";

    readonly HttpClient _client = server.CreateClient();

    [Theory]
    [InlineData("not json", "Input_Features: 'not json' is no layer that this server knows; expected")]
    [InlineData("""{"features":[{"geometry":{"x":1,"y":2}}""", "Input_Features: expected a closing bracket but found the end of the text at character 40")]
    [InlineData("""{"features":[{"geometry":{"x":1e308,"y":2}}]}""", "Input_Features: feature 1: vertex 1 of a part: the coordinate 1E+308 is beyond 1e15, the largest that is taken")]
    [InlineData("""{"features":[{"geometry":{"paths":[[[0,0],[NaN,1]]]}}]}""", "Input_Features: feature 1: vertex 2 of a part: a coordinate is not a number")]
    [InlineData("""{"features":[{"geometry":{"rings":"round"}}]}""", "Input_Features: feature 1: ")]
    [InlineData("""{"features":7}""", "Input_Features: ")]
    public async Task Features_that_cannot_be_read_are_refused_with_what_is_wrong(string features, string said)
    {
        var answer = await _client.Execute("Buffer", ("Input_Features", features), ("Distance", "5 Meters"), ("env:processSR", "3857"));

        answer.ShouldBeError(400, ["Invalid or missing input parameters.", Failed, said]);
        await StillServes();
    }

    [Fact]
    public async Task More_vertices_than_the_limit_are_refused_and_the_limit_is_named()
    {
        using var other = new TestServer(("Limits:Vertices", "10"));
        var points = string.Join(',', Enumerable.Repeat("""{"geometry":{"x":1,"y":2}}""", 11));

        var answer = await other.CreateClient().Execute("Buffer", ("Input_Features", $$"""{"features":[{{points}}]}"""), ("Distance", "5 Meters"));

        answer.ShouldBeError(413, ["Unable to complete operation.", "10 vertices", Failed]);
    }

    [Fact]
    public async Task A_self_intersecting_polygon_is_buffered_as_it_is_drawn()
    {
        const string bowTie = """{"spatialReference":{"wkid":3857},"features":[{"geometry":{"rings":[[[0,0],[10,10],[10,0],[0,10],[0,0]]]}}]}""";

        var answer = await _client.Execute("Buffer", ("Input_Features", bowTie), ("Distance", "1 Meters"));

        var features = answer.GetProperty("results")[0].GetProperty("value").GetProperty("features");
        features.GetArrayLength().ShouldBe(1);
        features[0].GetProperty("geometry").GetProperty("rings").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_spiky_polygon_with_a_huge_distance_ends_when_its_time_is_over_or_before()
    {
        using var other = new TestServer(("Services:Toolbox:MaxUsageSeconds", "0.2"), ("Limits:GraceSeconds", "0"));
        var client = other.CreateClient();

        var answer = await client.Execute("Buffer", ("Input_Features", Star(10_000)), ("Distance", "100 Kilometers"));

        answer.ShouldBeError(504, ["Unable to complete operation.", "The task took longer than 0.2 seconds, the limit of this service.", Failed]);
        (await client.GetStringAsync("/rest/info?f=json")).ShouldStartWith("{\"currentVersion\"");
    }

    async Task StillServes()
    {
        var answer = await _client.Execute("Buffer", ("Input_Features", """{"features":[{"geometry":{"x":1,"y":2}}]}"""), ("Distance", "5 Meters"));
        answer.GetProperty("results")[0].GetProperty("value").GetProperty("features").GetArrayLength().ShouldBe(1);
    }

    static string Star(int vertices)
    {
        var ring = new StringBuilder();
        for (var i = 0; i <= vertices; i++)
        {
            var angle = -2 * Math.PI * (i % vertices) / vertices;
            var radius = i % 2 == 0 ? 100 : 1000;
            ring.Append(CultureInfo.InvariantCulture, $"{(i > 0 ? "," : "")}[{radius * Math.Cos(angle)},{radius * Math.Sin(angle)}]");
        }

        return $$$"""{"spatialReference":{"wkid":3857},"features":[{"geometry":{"rings":[[{{{ring}}}]]}}]}""";
    }
}
