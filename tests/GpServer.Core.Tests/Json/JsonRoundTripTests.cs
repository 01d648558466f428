using System.Text.Json;
using System.Text.Json.Nodes;

namespace GpServer.Core.Tests.Json;

public sealed class JsonRoundTripTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Random_documents_of_the_runtime_come_back_the_same(bool indented)
    {
        var random = new Random(20260108);
        var options = new JsonSerializerOptions { WriteIndented = indented };
        for (var i = 0; i < 300; i++)
        {
            var document = RandomNode(random, depth: 6);
            var json = JsonSerializer.SerializeToUtf8Bytes(document, options);

            var again = JsonNode.Parse(TestJson.Normalize(json, indented));

            JsonNode.DeepEquals(again, document).ShouldBeTrue(document?.ToJsonString());
        }
    }

    static JsonNode? RandomNode(Random random, int depth)
    {
        return random.Next(depth > 0 ? 8 : 6) switch
        {
            0 => null,
            1 => random.Next(2) == 0,
            2 => random.NextInt64(-(1L << 53), 1L << 53),
            3 => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-20, 20)),
            4 => Math.Round(random.NextDouble() * 360, 6),
            5 => RandomText(random),
            6 => new JsonArray([.. Enumerable.Range(0, random.Next(6)).Select(_ => RandomNode(random, depth - 1))]),
            _ => new JsonObject(
                Enumerable.Range(0, random.Next(6))
                    .Select(i => KeyValuePair.Create(i + RandomText(random), RandomNode(random, depth - 1)))),
        };
    }

    static string RandomText(Random random) => new(random.GetItems<char>("abcXYZ 019\"\\/\n\t'éß東\u2028<>&", random.Next(40)));
}
