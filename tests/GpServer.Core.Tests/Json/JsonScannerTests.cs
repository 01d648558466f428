using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Tests.Json;

public sealed class JsonScannerTests
{
    [Fact]
    public void Members_and_elements_come_in_order()
    {
        var scanner = new JsonScanner("""  { "a" : [ 1 , "two" , null ] , "b" : { } , "a" : true }  """u8);
        var seen = new List<string>();
        scanner.EnterObject();
        while (scanner.NextMember(out var name))
        {
            seen.Add(Encoding.UTF8.GetString(name) + scanner.Peek());
            scanner.Skip();
        }

        scanner.ExpectEnd();
        seen.ShouldBe(["aArray", "bObject", "aTrue"]);
    }

    [Theory]
    [InlineData("{}", JsonKind.Object)]
    [InlineData("[]", JsonKind.Array)]
    [InlineData("\"a\"", JsonKind.String)]
    [InlineData("'a'", JsonKind.String)]
    [InlineData("u'a'", JsonKind.String)]
    [InlineData("-1", JsonKind.Number)]
    [InlineData(".5", JsonKind.Number)]
    [InlineData("NaN", JsonKind.Number)]
    [InlineData("nan", JsonKind.Number)]
    [InlineData("Infinity", JsonKind.Number)]
    [InlineData("true", JsonKind.True)]
    [InlineData("True", JsonKind.True)]
    [InlineData("False", JsonKind.False)]
    [InlineData("null", JsonKind.Null)]
    [InlineData("None", JsonKind.Null)]
    [InlineData("", JsonKind.End)]
    [InlineData(" \t\r\n", JsonKind.End)]
    [InlineData("\uFEFF{}", JsonKind.Object)]
    public void The_kind_of_a_value_is_known_before_it_is_read(string json, JsonKind expected)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(json));

        scanner.Peek().ShouldBe(expected);
    }

    [Theory]
    [InlineData("{'distance': 345.678, 'units': 'esriMiles'}", """{"distance":345.678,"units":"esriMiles"}""")]
    [InlineData("{u'a': u\"x\", u: None}", """{"a":"x","u":null}""")]
    [InlineData("{distance:5,units:\"esriMeters\"}", """{"distance":5,"units":"esriMeters"}""")]
    [InlineData("{$a_1.b-c: True, é: False}", """{"$a_1.b-c":true,"é":false}""")]
    [InlineData("\uFEFF [NaN, -Infinity, nan, +inf, \"NaN\"]", """[null,null,null,null,"NaN"]""")]
    [InlineData("""{"a":1,"a":2}""", """{"a":1,"a":2}""")]
    [InlineData("""['it\'s', "a\"b", 'a"b']""", """["it's","a\"b","a\"b"]""")]
    public void What_old_clients_send_is_read(string json, string expected)
    {
        TestJson.Normalize(json).ShouldBe(expected);
    }

    [Theory]
    [InlineData("", "expected a value but found the end of the text at character 1", 0)]
    [InlineData("[1 x]", "expected ',' or ']' but found 'x' at character 4", 3)]
    [InlineData("[1,]", "expected a value but found ']' at character 4", 3)]
    [InlineData("[,1]", "expected a value but found ',' at character 2", 1)]
    [InlineData("{\"é\" 1}", "expected ':' but found '1' at character 6", 6)]
    [InlineData("{,}", "expected a member name but found ',' at character 2", 1)]
    [InlineData("{\"a\":1,}", "expected a member name but found '}' at character 8", 7)]
    [InlineData("{\"a\":1 \"b\":2}", "expected ',' or '}' but found '\"' at character 8", 7)]
    [InlineData("{\"a\":tru}", "expected true or false but found 't' at character 6", 5)]
    [InlineData("{\"a\":nulls}", "expected a value but found 'n' at character 6", 5)]
    [InlineData("[1}", "expected ',' or ']' but found '}' at character 3", 2)]
    [InlineData("[\"abc", "expected '\"' but found the end of the text at character 6", 5)]
    [InlineData("[1", "expected ',' or ']' but found the end of the text at character 3", 2)]
    [InlineData("[\"\\q\"]", "expected an escape character but found 'q' at character 4", 3)]
    [InlineData("[\"\\u12x4\"]", "expected a hexadecimal digit but found 'x' at character 7", 6)]
    [InlineData("[\u0001]", "expected a value but found the control character 1 at character 2", 1)]
    [InlineData("[1] 2", "expected the end of the text but found '2' at character 5", 4)]
    [InlineData("[--1]", "expected a number but found '-' at character 2", 1)]
    [InlineData("[1e400]", "a number beyond the range of a double at character 2", 1)]
    [InlineData("[Income]", "expected a number but found 'I' at character 2", 1)]
    [InlineData("[12abc]", "expected ',' or ']' but found 'a' at character 4", 3)]
    public void An_error_says_what_was_expected_what_came_and_where(string json, string message, int position)
    {
        var failure = Should.Throw<JsonFormatException>(() => TestJson.Normalize(json));

        failure.Message.ShouldBe(message);
        failure.Position.ShouldBe(position);
    }

    [Fact]
    public void A_value_of_another_kind_than_asked_for_is_an_error()
    {
        Failure(() => new JsonScanner("[1]"u8).EnterObject()).ShouldBe("expected '{' but found '[' at character 1");
        Failure(() => new JsonScanner("{}"u8).EnterArray()).ShouldBe("expected '[' but found '{' at character 1");
        Failure(() => new JsonScanner("1"u8).ReadString()).ShouldBe("expected a string but found '1' at character 1");
        Failure(() => new JsonScanner("u1"u8).ReadString()).ShouldBe("expected a string but found '1' at character 2");
        Failure(() => new JsonScanner("1"u8).ReadBoolean()).ShouldBe("expected true or false but found '1' at character 1");
    }

    [Fact]
    public void Nesting_is_bounded()
    {
        var deepest = new string('[', 64) + new string(']', 64);

        TestJson.Normalize(deepest).ShouldBe(deepest);
        Should.Throw<JsonFormatException>(() => new JsonScanner(Encoding.ASCII.GetBytes("[" + deepest + "]")).Skip()).Message
            .ShouldBe("more than 64 nested objects and arrays at character 65");
        Should.Throw<JsonFormatException>(() => new JsonScanner("[[[1]]]"u8, maxDepth: 2).Skip()).Position.ShouldBe(2);
    }

    [Fact]
    public void A_copy_is_a_bookmark()
    {
        var scanner = new JsonScanner("""{"features":[[1],[2]],"wkid":4326}"""u8);
        scanner.EnterObject();
        scanner.NextMember(out _);
        var bookmark = scanner;

        scanner.Skip();
        scanner.NextMember(out _);
        scanner.ReadDouble().ShouldBe(4326);
        scanner = bookmark;

        scanner.Depth.ShouldBe(1);
        Encoding.ASCII.GetString(scanner.SkipRaw()).ShouldBe("[[1],[2]]");
    }

    [Theory]
    [InlineData("[ {\"a\" : [1, 2]} , 2]", "{\"a\" : [1, 2]}")]
    [InlineData("['x\\'y',1]", "'x\\'y'")]
    [InlineData("[[-1.5e3,2,3],1]", "[-1.5e3,2,3]")]
    [InlineData("[[1,NaN],1]", "[1,NaN]")]
    [InlineData("[ 12.50 ]", "12.50")]
    public void The_text_of_a_value_is_as_it_came(string json, string expected)
    {
        var scanner = new JsonScanner(Encoding.ASCII.GetBytes(json));
        scanner.EnterArray();
        scanner.NextElement();

        Encoding.ASCII.GetString(scanner.SkipRaw()).ShouldBe(expected);
    }

    [Theory]
    [InlineData("[[1,2")]
    [InlineData("[[1,2,]]")]
    [InlineData("[{\"a\"}]")]
    [InlineData("[{\"a\":1]]")]
    [InlineData("[nul]")]
    public void Skipping_does_not_pass_over_broken_structure(string json)
    {
        Should.Throw<JsonFormatException>(() => new JsonScanner(Encoding.ASCII.GetBytes(json)).Skip());
    }

    [Fact]
    public void Null_is_read_only_where_it_stands()
    {
        var scanner = new JsonScanner("[null, None, 1]"u8);
        scanner.EnterArray();

        scanner.NextElement();
        scanner.TryReadNull().ShouldBeTrue();
        scanner.NextElement();
        scanner.TryReadNull().ShouldBeTrue();
        scanner.NextElement();
        scanner.TryReadNull().ShouldBeFalse();
        scanner.ReadDouble().ShouldBe(1);
    }

    static string Failure(Action read) => Should.Throw<JsonFormatException>(read).Message;
}
