using System.Buffers;
using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Tests.Json;

public sealed class JsonOutputTests
{
    [Fact]
    public void Commas_and_colons_come_by_themselves()
    {
        var json = TestJson.Write(output =>
        {
            output.StartObject();
            output.Member("a"u8, 1L);
            output.Member("b"u8, "x");
            output.Member("c"u8, 0.5);
            output.Member("d"u8, true);
            output.Member("e"u8, "utf8"u8);
            output.Member("f"u8, (string?)null);
            output.StartArray("g"u8);
            output.Value(1L);
            output.Null();
            output.StartObject();
            output.EndObject();
            output.Coordinate(1, double.NaN);
            output.Raw("{\"raw\":1}"u8);
            output.EndArray();
            output.StartObject("h"u8);
            output.EndObject();
            output.EndObject();
        });

        json.ShouldBe("""{"a":1,"b":"x","c":0.5,"d":true,"e":"utf8","f":null,"g":[1,null,{},[1,null],{"raw":1}],"h":{}}""");
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_not_finite_is_null(double value)
    {
        TestJson.Write(output => output.Value(value)).ShouldBe("null");
    }

    [Theory]
    [InlineData(new double[0], "[]")]
    [InlineData(new[] { 1.5 }, "[1.5]")]
    [InlineData(new[] { -104.44, 34.83, 100, double.NaN }, "[-104.44,34.83,100,null]")]
    public void A_coordinate_has_as_many_numbers_as_it_is_given(double[] ordinates, string expected)
    {
        TestJson.Write(output => output.Coordinate(ordinates)).ShouldBe(expected);
    }

    [Fact]
    public void Indented_json_has_a_line_for_each_member_and_each_coordinate()
    {
        var json = TestJson.Write(
            output =>
            {
                output.StartObject();
                output.StartArray("paths"u8);
                output.StartArray();
                output.Coordinate(1, 2);
                output.Coordinate([3, 4, 5]);
                output.EndArray();
                output.EndArray();
                output.StartArray("empty"u8);
                output.EndArray();
                output.Name("name");
                output.Value("x");
                output.EndObject();
            },
            indented: true);

        json.ShouldBe("{\n  \"paths\": [\n    [\n      [1,2],\n      [3,4,5]\n    ]\n  ],\n  \"empty\": [],\n  \"name\": \"x\"\n}");
    }

    [Fact]
    public void A_call_out_of_place_is_a_programming_error()
    {
        Misuse(output => output.EndObject());
        Misuse(output => output.Name("a"u8));
        Misuse(output => { output.StartObject(); output.Value(1L); });
        Misuse(output => { output.StartObject(); output.EndArray(); });
        Misuse(output => { output.StartObject(); output.Name("a"); output.EndObject(); });
        Misuse(output => { output.StartObject(); output.Name("a"); output.Name("b"); });
        Misuse(output => { output.StartArray(); output.Name("a"); });
        Misuse(output => { output.StartArray(); output.EndObject(); });
        Misuse(output => { output.Value(1L); output.Value(2L); });
        Misuse(output => { output.StartArray(); output.EndArray(); output.Coordinate(1, 2); });
    }

    [Fact]
    public void Depth_is_bounded()
    {
        TestJson.Write(output => Nest(output, JsonOutput.MaxDepth)).Length.ShouldBe(2 * JsonOutput.MaxDepth);
        Should.Throw<InvalidOperationException>(() => TestJson.Write(output => Nest(output, JsonOutput.MaxDepth + 1)));
        TestJson.Write(output => Nest(output, JsonOutput.MaxDepth), indented: true).ShouldContain("\n" + new string(' ', 126) + "[]\n");
    }

    [Fact]
    public void What_was_flushed_and_what_follows_make_one_document()
    {
        var buffer = new ArrayBufferWriter<byte>();
        var output = new JsonOutput(buffer);
        output.StartArray();
        output.Value(1L);
        output.Flush();
        buffer.WrittenCount.ShouldBe(2);
        output.Value("two");
        output.BytesWritten.ShouldBe(8);
        buffer.WrittenCount.ShouldBe(2);
        output.EndArray();

        output.Flush();

        Encoding.UTF8.GetString(buffer.WrittenSpan).ShouldBe("""[1,"two"]""");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_is_lost_between_blocks_of_memory(bool memoryIsArray)
    {
        var buffer = new BlockWriter(memoryIsArray);
        var output = new JsonOutput(buffer, indented: true);
        var expected = new StringBuilder("[");
        output.StartArray();
        for (var i = 0; i < 1500; i++)
        {
            var text = new string('é', i % 700);
            output.Value(text);
            output.Coordinate(i, -i - 0.5);
            var raw = Encoding.UTF8.GetBytes($"\"{text}\"");
            output.Raw(raw.AsSpan(0, i % raw.Length));
            output.RawContinued(raw.AsSpan(i % raw.Length));
            expected.Append($"{(i > 0 ? "," : "")}\n  \"{text}\",\n  [{i},-{i}.5],\n  \"{text}\"");
        }

        output.EndArray();
        output.Flush();

        (Encoding.UTF8.GetString(buffer.ToArray()) == expected + "\n]").ShouldBeTrue();
        output.BytesWritten.ShouldBe(buffer.ToArray().Length);
    }

    static void Nest(JsonOutput output, int depth)
    {
        output.StartArray();
        if (depth > 1)
        {
            Nest(output, depth - 1);
        }

        output.EndArray();
    }

    static void Misuse(Action<JsonOutput> write) => Should.Throw<InvalidOperationException>(() => TestJson.Write(write));
}
