using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Tests.Json;

public sealed class JsonScannerStringTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"plain\"", "plain")]
    [InlineData("'single'", "single")]
    [InlineData("u'python'", "python")]
    [InlineData("\"Zürich 東京 😀\"", "Zürich 東京 😀")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\'\"", "\"\\/\b\f\n\r\t'")]
    [InlineData("\"\\u00e9\\u6771\\uD83D\\uDE00\"", "é東😀")]
    [InlineData("'\\xe9t\\xe9'", "été")]
    [InlineData("\"a\\uD83D!\"", "a\uFFFD!")]
    [InlineData("\"\\uDE00\\uD83D\"", "\uFFFD\uFFFD")]
    [InlineData("\"\\uD83D\\u0041\"", "\uFFFDA")]
    [InlineData("\"tab\there\nline\"", "tab\there\nline")]
    [InlineData("\"nul\\u0000\"", "nul\0")]
    public void Text_is_read_without_quotes_and_escapes(string json, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(json);

        new JsonScanner(bytes).ReadString().ShouldBe(expected);
        Encoding.UTF8.GetString(new JsonScanner(bytes).ReadUtf8String()).ShouldBe(expected);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_become_replacement_characters()
    {
        byte[] json = [(byte)'"', (byte)'a', 0xFF, (byte)'b', 0xE2, 0x82, (byte)'\\', (byte)'n', 0xC0, 0x80, (byte)'"'];

        var text = new JsonScanner(json).ReadString();

        text.ShouldStartWith("a\uFFFDb\uFFFD\n\uFFFD");
    }

    [Fact]
    public void Long_text_with_escapes_is_read_whole()
    {
        var text = string.Concat(Enumerable.Repeat("line \"1\"\n", 5000));
        var json = Encoding.UTF8.GetBytes("\"" + text.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"");

        new JsonScanner(json).ReadString().ShouldBe(text);
    }

    [Fact]
    public void A_name_is_given_without_its_escapes()
    {
        var scanner = new JsonScanner("""{"a\u0062c":1}"""u8);
        scanner.EnterObject();

        scanner.NextMember(out var name).ShouldBeTrue();

        Encoding.UTF8.GetString(name).ShouldBe("abc");
    }

    [Fact]
    public void A_name_stays_valid_while_its_value_is_read()
    {
        var scanner = new JsonScanner("""{"a\n":"b\n"}"""u8);
        scanner.EnterObject();
        scanner.NextMember(out var name);

        var value = scanner.ReadUtf8String();

        Encoding.UTF8.GetString(name).ShouldBe("a\n");
        Encoding.UTF8.GetString(value).ShouldBe("b\n");
    }
}
