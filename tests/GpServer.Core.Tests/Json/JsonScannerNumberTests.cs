using System.Text;
using GpServer.Core.Json;

namespace GpServer.Core.Tests.Json;

public sealed class JsonScannerNumberTests
{
    [Theory]
    [InlineData("12.5", 12.5)]
    [InlineData("\"12.5\"", 12.5)]
    [InlineData("'-1e2'", -100d)]
    [InlineData("\"1\\u0032\"", 12d)]
    [InlineData("null", double.NaN)]
    [InlineData("None", double.NaN)]
    [InlineData("NaN", double.NaN)]
    [InlineData("\"NaN\"", double.NaN)]
    [InlineData("-Infinity", double.NaN)]
    [InlineData("\"Infinity\"", double.NaN)]
    public void A_number_is_read_in_every_form_it_is_sent(string json, double expected)
    {
        var scanner = new JsonScanner(Encoding.ASCII.GetBytes(json));

        scanner.ReadDouble().ShouldBe(expected);

        scanner.ExpectEnd();
    }

    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"5 m\"")]
    [InlineData("\"1e400\"")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("nano")]
    public void What_is_no_number_is_an_error(string json)
    {
        Should.Throw<JsonFormatException>(() => new JsonScanner(Encoding.ASCII.GetBytes(json)).ReadDouble());
    }

    [Theory]
    [InlineData("[1.5,-2]", new[] { 1.5, -2 })]
    [InlineData(" [ 1.5 , -2 , 3 ] ", new[] { 1.5, -2, 3 })]
    [InlineData("[1,2,NaN,4]", new[] { 1, 2, double.NaN, 4 })]
    [InlineData("[1,\"NaN\",null,'4']", new[] { 1, double.NaN, double.NaN, 4 })]
    [InlineData("[]", new double[0])]
    [InlineData("[ ]", new double[0])]
    public void A_coordinate_is_read_whole(string json, double[] expected)
    {
        var scanner = new JsonScanner(Encoding.ASCII.GetBytes(json));
        var numbers = new double[4];

        var count = scanner.ReadNumbers(numbers);

        numbers.Take(count).ShouldBe(expected);
        scanner.Depth.ShouldBe(0);
        scanner.ExpectEnd();
    }

    [Fact]
    public void Numbers_without_room_are_counted()
    {
        var scanner = new JsonScanner("[[1,2,3,4,5], [6, 7, 8]]"u8);
        var numbers = new double[2];
        scanner.EnterArray();

        scanner.NextElement().ShouldBeTrue();
        scanner.ReadNumbers(numbers).ShouldBe(5);
        scanner.NextElement().ShouldBeTrue();
        scanner.ReadNumbers(numbers).ShouldBe(3);

        numbers.ShouldBe([6, 7]);
        scanner.NextElement().ShouldBeFalse();
    }

    [Theory]
    [InlineData("[1,]")]
    [InlineData("[1,2")]
    [InlineData("[1,2}")]
    [InlineData("[1 2]")]
    [InlineData("[1,true]")]
    [InlineData("[1,[2]]")]
    [InlineData("[1,1e999]")]
    [InlineData("1")]
    public void A_coordinate_that_is_no_array_of_numbers_is_an_error(string json)
    {
        Should.Throw<JsonFormatException>(() => new JsonScanner(Encoding.ASCII.GetBytes(json)).ReadNumbers(new double[4]));
    }

    [Theory]
    [InlineData("42", 42L)]
    [InlineData("5.0", 5L)]
    [InlineData("'7'", 7L)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void A_whole_number_is_read(string json, long expected)
    {
        var scanner = new JsonScanner(Encoding.ASCII.GetBytes(json));

        scanner.TryReadInt64(out var value).ShouldBeTrue();

        value.ShouldBe(expected);
        scanner.ExpectEnd();
    }

    [Theory]
    [InlineData("4.5")]
    [InlineData("'x'")]
    [InlineData("'7m'")]
    [InlineData("NaN")]
    [InlineData("null")]
    [InlineData("[1]")]
    public void What_is_no_whole_number_stays_unread(string json)
    {
        var scanner = new JsonScanner(Encoding.ASCII.GetBytes(json));

        scanner.TryReadInt64(out _).ShouldBeFalse();

        scanner.Position.ShouldBe(0);
    }
}
