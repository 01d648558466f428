using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GpServer.Tests.Http;

public sealed partial class RequestLogTests(RequestLogTests.LoggedServer server) : IClassFixture<RequestLogTests.LoggedServer>
{
    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task A_request_is_one_line_with_its_service_and_task()
    {
        await _client.Execute("Echo", ("Text", "one line"));
        var line = server.Lines.Single(text => text.Contains("/Echo/execute", StringComparison.Ordinal));
        line.ShouldMatch(
            @"^POST /rest/services/Toolbox/GPServer/Echo/execute 200 [\d.]+ ms in \d+ out \d+ service Toolbox task Echo$");
    }

    [Fact]
    public async Task A_refusal_is_logged_with_the_code_that_the_client_got()
    {
        await _client.GetJson("/rest/services/Refused/GPServer?f=json");
        server.Lines.Single(text => text.Contains("/Refused/", StringComparison.Ordinal)).ShouldContain(" 404 ");
    }

    [Fact]
    public async Task Tokens_and_values_are_never_logged()
    {
        await _client.PostForm("/rest/services/Toolbox/GPServer/Echo/execute?token=query-secret",
            ("token", "form-secret"), ("Text", "value-secret"), ("Count", "count-secret"), ("f", "json"));
        const string line = "POST /rest/services/Toolbox/GPServer/Echo/execute 498 ";
        server.Lines.ShouldContain(text => text.StartsWith(line, StringComparison.Ordinal));
        server.Lines.ShouldNotContain(text => text.Contains("-secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_path_cannot_forge_a_line()
    {
        await _client.GetJson("/rest/services/a%0Aforged%20line/GPServer?f=json");
        var line = server.Lines.Single(text => text.Contains("forged", StringComparison.Ordinal));
        line.ShouldStartWith("GET /rest/services/a%0Aforged%20line/GPServer 404 ");
        line.ShouldNotContain("\n");
    }

    [Fact]
    public void The_framework_says_nothing_about_requests()
    {
        var log = server.Get<ILoggerFactory>();
        log.CreateLogger("GpServer.Http.RequestLog").IsEnabled(LogLevel.Information).ShouldBeTrue();
        log.CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics").IsEnabled(LogLevel.Information).ShouldBeFalse();
    }

    [Fact]
    public async Task The_id_that_the_client_got_is_in_the_log()
    {
        var answer = await _client.Execute("Fail", ("Kind", "unexpected"));
        var id = Id().Match(answer.ToString()).Groups[1].Value;
        id.Length.ShouldBe(16);
        server.Lines.ShouldContain(text => text.Contains($"Unexpected failure {id}", StringComparison.Ordinal));
    }

    [GeneratedRegex("has the id ([0-9a-f]+) ")]
    private static partial Regex Id();

    public sealed class LoggedServer : TestServer, ILoggerProvider, ILogger
    {
        readonly ConcurrentQueue<string> _lines = new();

        public LoggedServer()
            : base([])
        {
        }

        public IEnumerable<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue(exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}");

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.UseSetting("Serilog:MinimumLevel", "Information");
            builder.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(this));
        }
    }
}
