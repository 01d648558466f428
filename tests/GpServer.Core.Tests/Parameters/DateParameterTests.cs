using System.Globalization;
using GpServer.Core.Parameters;

namespace GpServer.Core.Tests.Parameters;

public sealed class DateParameterTests
{
    static readonly DateParameter Day = new("Day");

    [Theory]
    [InlineData("1199145600000", "2008-01-01T00:00:00.000Z")]
    [InlineData("-1", "1969-12-31T23:59:59.999Z")]
    [InlineData("2008-01-31", "2008-01-31T00:00:00.000Z")]
    [InlineData("2008-01-31T14:30:00", "2008-01-31T14:30:00.000Z")]
    [InlineData("2008-01-31T14:30", "2008-01-31T14:30:00.000Z")]
    [InlineData("2008-01-31T14:30:00.25", "2008-01-31T14:30:00.250Z")]
    [InlineData("2008-01-31T14:30:00:250", "2008-01-31T14:30:00.250Z")]
    [InlineData("2008-01-31T14:30:00.000Z", "2008-01-31T14:30:00.000Z")]
    [InlineData("2008-01-31T14:30:00+02:00", "2008-01-31T12:30:00.000Z")]
    [InlineData("2008-01-31 14:30:00.123456", "2008-01-31T14:30:00.123Z")]
    [InlineData("Tue Jan 01 00:00:00 UTC 2008", "2008-01-01T00:00:00.000Z")]
    [InlineData("""{"date":"2008/01/31","format":"yyyy/MM/dd"}""", "2008-01-31T00:00:00.000Z")]
    [InlineData("""{"date":"1/1/2008","format":"MM/dd/yyyy"}""", "2008-01-01T00:00:00.000Z")]
    [InlineData("""{"date":"31.12.99 23:59:58","format":"d.M.yy H:m:s"}""", "1999-12-31T23:59:58.000Z")]
    [InlineData("""{"date":"20080131T1430","format":"yyyyMMdd'T'HHmm"}""", "2008-01-31T14:30:00.000Z")]
    [InlineData("""{"date":"2008-01-31 12:05","format":"yyyy-MM-dd hh:mm"}""", "2008-01-31T00:05:00.000Z")]
    [InlineData("""{"date":1199145600000}""", "2008-01-01T00:00:00.000Z")]
    [InlineData("""{"date":"2008-01-31","format":null}""", "2008-01-31T00:00:00.000Z")]
    public void A_date_is_read_in_every_form_as_UTC(string text, string expected)
    {
        var date = (DateTimeOffset)Day.ReadForm(text);
        date.Offset.ShouldBe(TimeSpan.Zero);
        date.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture).ShouldBe(expected);
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("2008-02-30")]
    [InlineData("1/2/2008")]
    [InlineData("1e18")]
    [InlineData("Mon Jan 01 00:00:00 UTC 2008")]
    [InlineData("""{"date":"2008/13/31","format":"yyyy/MM/dd"}""")]
    [InlineData("""{"date":"2008/1/31 x","format":"yyyy/MM/dd"}""")]
    [InlineData("""{"format":"yyyy"}""")]
    public void What_is_no_date_is_refused_with_the_forms_expected(string text) =>
        Day.Refusal(text).Message.ShouldStartWith($"Day: '{text}' is not valid; expected milliseconds since 1970-01-01 UTC");

    [Fact]
    public void A_letter_that_formats_do_not_have_is_named() =>
        Day.Refusal("""{"date":"1/1/2008 3 PM","format":"M/d/yyyy h a"}""").Message
            .ShouldContain("the format has the letter 'a'; the letters known are y M d H h m s");

    [Fact]
    public void Results_are_epoch_milliseconds() =>
        Day.Written(new DateTimeOffset(2008, 1, 1, 1, 0, 0, TimeSpan.FromHours(1))).ShouldBe("1199145600000");
}
