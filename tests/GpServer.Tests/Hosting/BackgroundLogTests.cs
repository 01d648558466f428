using System.Globalization;
using GpServer.Hosting;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Parsing;

namespace GpServer.Tests.Hosting;

public sealed class BackgroundLogTests
{
    [Fact]
    public void All_lines_are_written_in_order_when_the_log_is_closed()
    {
        var output = new MemoryStream();
        var log = new BackgroundLog(new MessageTemplateTextFormatter("{Message:lj}\n", CultureInfo.InvariantCulture), output);

        for (var i = 0; i < 25_000; i++)
        {
            log.Emit(Line(i));
        }

        log.Dispose();

        System.Text.Encoding.UTF8.GetString(output.ToArray()).ShouldBe(string.Concat(Enumerable.Range(0, 25_000).Select(i => $"line {i}\n")));
    }

    [Fact]
    public void A_line_after_the_end_is_not_an_error()
    {
        var log = new BackgroundLog(new MessageTemplateTextFormatter("{Message}", CultureInfo.InvariantCulture), new MemoryStream());
        log.Dispose();

        Should.NotThrow(() => log.Emit(Line(1)));
    }

    static LogEvent Line(int number) => new(
        DateTimeOffset.UnixEpoch, LogEventLevel.Information, null, new MessageTemplateParser().Parse($"line {number}"), []);
}
