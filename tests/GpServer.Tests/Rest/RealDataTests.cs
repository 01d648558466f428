using System.Globalization;
using System.Text.Json;

namespace GpServer.Tests.Rest;

/// <summary>Data of the shape and size that people send, over HTTP and back.</summary>
public sealed class RealDataTests(RealDataTests.LargeServer server) : IClassFixture<RealDataTests.LargeServer>
{
    const int PointCount = 3_000;

    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task Thousands_of_points_become_clockwise_closed_circles_with_their_ids()
    {
        var value = (await _client.Execute(
            "Buffer", ("Input_Features", Points()), ("Distance", """{"distance":250,"units":"esriMeters"}"""))).Result("Output_Features");
        var buffers = value.GetProperty("features").EnumerateArray().ToList();
        buffers.Select(Id).Order().ShouldBe(Enumerable.Range(1, PointCount).Select(i => 7L * i));
        foreach (var buffer in buffers)
        {
            buffer.GetProperty("attributes").GetProperty("BUFF_DIST").GetDouble().ShouldBe(250);
            var ring = Rings(buffer).Single();
            ring[^1].ShouldBe(ring[0]);
            SignedArea(ring).ShouldBe(-Math.PI * 250 * 250, 0.01 * Math.PI * 250 * 250);
            var (x, y) = Point((int)(Id(buffer) / 7));
            ring.Average(vertex => vertex.X).ShouldBe(x, 5);
            ring.Average(vertex => vertex.Y).ShouldBe(y, 5);
        }
    }

    [Theory]
    [InlineData("3857", -180, 180, 40)]
    [InlineData("3035", -179.999, 179.999, 40)]
    [InlineData("32633", -15, 45, 5)]
    public async Task Countries_that_a_system_can_hold_come_back_where_they_were(string wkid, double west, double east, int least)
    {
        var sent = Countries();
        using var document = JsonDocument.Parse(sent);
        var there = (await Project(sent, wkid)).GetRawText();
        var back = (await Project(there, "4326")).GetProperty("features").EnumerateArray().ToList();
        var countries = document.RootElement.GetProperty("features").EnumerateArray().ToList();
        back.Count.ShouldBe(countries.Count);
        var compared = 0;
        foreach (var (before, after) in countries.Zip(back))
        {
            Name(after).ShouldBe(Name(before));
            var isThere = after.TryGetProperty("geometry", out var geometry) && geometry.ValueKind == JsonValueKind.Object;
            if (isThere && Vertices(before).TrueForAll(vertex => vertex.X >= west && vertex.X <= east))
            {
                ShouldBeSame(Vertices(after), Vertices(before));
                compared++;
            }
        }

        compared.ShouldBeGreaterThanOrEqualTo(least);
    }

    static void ShouldBeSame(List<(double X, double Y)> after, List<(double X, double Y)> before)
    {
        after.Count.ShouldBe(before.Count);
        foreach (var (one, other) in after.Zip(before))
        {
            one.X.ShouldBe(other.X, 1e-9);
            one.Y.ShouldBe(other.Y, 1e-9);
        }
    }

    async Task<JsonElement> Project(string features, string wkid) =>
        (await _client.Execute("Project", ("Input_Features", features), ("Output_Coordinate_System", wkid), ("simplifyFeatures", "false")))
        .Result("Output_Features");

    static (double X, double Y) Point(int i) => (900_000.5 + (37 * i), 6_000_000.25 + (13 * (i % 100)));

    static string Points()
    {
        var features = Enumerable.Range(1, PointCount).Select(i => string.Create(CultureInfo.InvariantCulture,
            $$$"""{"attributes":{"OBJECTID":{{{7 * i}}},"name":"p{{{i}}}"},"geometry":{"x":{{{Point(i).X}}},"y":{{{Point(i).Y}}}}}"""));
        return $$"""
            {"geometryType":"esriGeometryPoint","spatialReference":{"wkid":3857},
            "fields":[{"name":"OBJECTID","type":"esriFieldTypeOID"},{"name":"name","type":"esriFieldTypeString"}],
            "features":[{{string.Join(',', features)}}]}
            """;
    }

    static string Countries()
    {
        using var stream = typeof(RealDataTests).Assembly.GetManifestResourceStream("countries.esri.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    static string Name(JsonElement country) => country.GetProperty("attributes").GetProperty("NAME").GetString()!;

    static long Id(JsonElement buffer) => buffer.GetProperty("attributes").GetProperty("ORIG_FID").GetInt64();

    static IEnumerable<List<(double X, double Y)>> Rings(JsonElement feature) =>
        feature.GetProperty("geometry").GetProperty("rings").EnumerateArray()
            .Select(ring => ring.EnumerateArray().Select(vertex => (vertex[0].GetDouble(), vertex[1].GetDouble())).ToList());

    static List<(double X, double Y)> Vertices(JsonElement feature) => [.. Rings(feature).SelectMany(ring => ring)];

    static double SignedArea(List<(double X, double Y)> ring) =>
        ring.Zip(ring.Skip(1)).Sum(edge =>
            ((edge.First.X - ring[0].X) * (edge.Second.Y - ring[0].Y)) - ((edge.Second.X - ring[0].X) * (edge.First.Y - ring[0].Y))) / 2;

    public sealed class LargeServer() : TestServer(("Services:Toolbox:MaximumRecords", "10000"));
}
