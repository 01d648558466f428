using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Tests.Json;

public sealed class JsonScannerPassingTests
{
    const int BlockBytes = 32;

    [Theory]
    [InlineData("""{"a":[1,2,{"b":"]}"}],'c':'"}]\'',d:null}""")]
    [InlineData("""["\\","\"",'"',"it's","\\\""]""")]
    [InlineData("[[0.5,1],[2,3]]")]
    [InlineData("\"a]\\\"b\"")]
    [InlineData("-1.5e3")]
    [InlineData("null")]
    public void A_value_is_passed_over_wherever_its_blocks_begin(string value)
    {
        for (var blanks = 0; blanks <= 2 * BlockBytes; blanks++)
        {
            var json = new JsonScanner(Encoding.UTF8.GetBytes($"{new string(' ', blanks)}[{value},7]"));
            json.EnterArray();
            json.NextElement().ShouldBeTrue();

            json.SkipUnread();

            json.NextElement().ShouldBeTrue();
            json.ReadDouble().ShouldBe(7);
        }
    }

    [Theory]
    [InlineData("{\"a\":[1,2]")]
    [InlineData("[\"a")]
    [InlineData("['a\\")]
    [InlineData("")]
    public void A_value_that_is_cut_is_found(string text)
    {
        for (var blanks = 0; blanks <= BlockBytes; blanks++)
        {
            var bytes = Encoding.UTF8.GetBytes(new string(' ', blanks) + text);

            Should.Throw<JsonFormatException>(() => new JsonScanner(bytes).SkipUnread());
        }
    }

    [Fact]
    public void Another_scanner_goes_on_at_a_bookmark()
    {
        var bytes = "{\"a\":[1,2,3],\"b\":4}"u8.ToArray();
        var json = new JsonScanner(bytes);
        json.EnterObject();
        json.NextMember(out _).ShouldBeTrue();
        json.EnterArray();
        json.NextElement().ShouldBeTrue();
        json.ReadDouble();

        var other = new JsonScanner(bytes, json.Bookmark);

        other.Depth.ShouldBe(2);
        other.NextElement().ShouldBeTrue();
        other.ReadDouble().ShouldBe(2);
    }

    [Theory]
    [InlineData("{\"a\":1}", true)]
    [InlineData("{\"b\":0,\"a\":1}", true)]
    [InlineData("{\"b\":0, \"a\":1}", false)]
    [InlineData("{'a':1}", false)]
    [InlineData("{}", false)]
    public void An_expected_member_is_found_only_as_it_is_expected(string text, bool expected)
    {
        var json = new JsonScanner(Encoding.UTF8.GetBytes(text));
        json.EnterObject();
        if (json.TryNextMember("\"b\":"u8))
        {
            json.Skip();
        }

        json.TryNextMember("\"a\":"u8).ShouldBe(expected);

        // What was not found is still there to be asked for.
        (expected || json.NextMember(out _)).ShouldBe(text != "{}");
    }

    [Theory]
    [InlineData("[[1,2],[3,4]]", 4)]
    [InlineData("[[1,2],[3,4,5]]", 2)]
    [InlineData("[[1,2],[3]]", 2)]
    [InlineData("[[1,2], [3,4]]", 2)]
    [InlineData("[[1,NaN]]", 0)]
    [InlineData("[[1,1e999]]", 0)]
    [InlineData("[]", 0)]
    public void Vertices_are_read_up_to_the_first_unusual_one(string text, int expected)
    {
        var json = new JsonScanner(Encoding.UTF8.GetBytes(text));
        json.EnterArray();
        var numbers = new double[10];

        json.ReadVertices(numbers, 2).ShouldBe(expected);

        numbers.Take(expected).ShouldBe(new double[] { 1, 2, 3, 4 }.Take(expected));
        json.NextElement().ShouldBe(expected < 4 && text != "[]");
    }
}
