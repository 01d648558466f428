using System.Text;
using System.Text.Json;
using GpServer.Core.Json;

namespace GpServer.Core.Tests.Json;

public sealed class JsonOutputStringTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b\\c/", "\"a\\\"b\\\\c/\"")]
    [InlineData("\b\f\n\r\t\u0001\u001f", "\"\\b\\f\\n\\r\\t\\u0001\\u001f\"")]
    [InlineData("Zürich 東京 😀 <&>'\u2028", "\"Zürich 東京 😀 <&>'\u2028\"")]
    public void Only_what_json_requires_is_escaped(string text, string expected)
    {
        TestJson.Write(output => output.Value(text)).ShouldBe(expected);
        TestJson.Write(output => output.Value(Encoding.UTF8.GetBytes(text).AsSpan())).ShouldBe(expected);
    }

    [Fact]
    public void A_lone_surrogate_becomes_the_replacement_character()
    {
        TestJson.Write(output => output.Value("a\uD83D")).ShouldBe("\"a\uFFFD\"");
        TestJson.Write(output => output.Value("\uDE00\uD83D\n\uD83D\uDE00")).ShouldBe("\"\uFFFD\uFFFD\\n😀\"");
    }

    [Fact]
    public void In_a_script_nothing_can_end_it()
    {
        const string Text = "</script>&'\u2028\u2029\u20ac\"";
        const string Expected = "\"\\u003c/script\\u003e\\u0026\\u0027\\u2028\\u2029\u20ac\\\"\"";

        TestJson.Write(output => output.Value(Text), escapeForScript: true).ShouldBe(Expected);
        TestJson.Write(output => output.Value(Encoding.UTF8.GetBytes(Text).AsSpan()), escapeForScript: true).ShouldBe(Expected);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_become_replacement_characters()
    {
        TestJson.Write(output => output.Value((byte[])[0x61, 0xFF, 0x62])).ShouldBe("\"a\uFFFDb\"");
    }

    [Fact]
    public void A_name_is_escaped_like_text()
    {
        var json = TestJson.Write(output =>
        {
            output.StartObject();
            output.Name("a\"b");
            output.Null();
            output.Name(JsonOutput.EncodeName("c\n\u2028<"));
            output.Null();
            output.EndObject();
        });

        json.ShouldBe("""{"a\"b":null,"c\n\u2028\u003c":null}""");
    }

    [Fact]
    public void Text_of_any_length_and_content_reads_back()
    {
        var random = new Random(20260107);
        const string Alphabet = "abc \"\\\n\u0000é東\u2028<&";
        for (var length = 0; length < 12_000; length = (length * 5 / 4) + 1)
        {
            var text = new string(random.GetItems<char>(Alphabet, length));

            var json = TestJson.Write(output => output.Value(text), escapeForScript: length % 2 == 0);

            JsonDocument.Parse(json).RootElement.GetString().ShouldBe(text);
            new JsonScanner(Encoding.UTF8.GetBytes(json)).ReadString().ShouldBe(text);
        }
    }
}
