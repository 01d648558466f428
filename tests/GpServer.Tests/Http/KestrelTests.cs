using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using GpServer.Rest.Requests;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GpServer.Tests.Http;

/// <summary>A real server and raw bytes: what no client library would send.</summary>
public sealed class KestrelTests : IClassFixture<KestrelTests.RealServer>
{
    const string Echo = "/rest/services/Toolbox/GPServer/Echo/execute";

    readonly RealServer _server;
    readonly Uri _address;

    public KestrelTests(RealServer server)
    {
        _server = server;
        _address = server.Address;
    }

    [Theory]
    [InlineData("GET //rest//info?f=json HTTP/1.1", "11.3")]
    [InlineData("GET /rest/info/?f=json HTTP/1.1", "11.3")]
    [InlineData("GET /arcgis//rest/info? HTTP/1.1", "11.3")]
    [InlineData("DELETE /rest/info?f=json HTTP/1.1", "405")]
    [InlineData("GET /rest/services/%2e%2e/GPServer?f=json HTTP/1.1", "404")]
    [InlineData("GET /rest/services/a%2Fb/GPServer?f=json HTTP/1.1", "404")]
    [InlineData("GET /rest/services/100%25/GPServer?f=json HTTP/1.1", "Service 100%/GPServer not found")]
    public async Task Every_path_below_rest_is_answered_with_status_200(string requestLine, string said)
    {
        var answer = await Send($"{requestLine}\r\nHost: gis\r\nConnection: close\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        answer.ShouldContain(said);
    }

    [Fact]
    public async Task A_request_without_a_host_is_answered()
    {
        var answer = await Send("GET /rest/services/Toolbox/GPServer/Echo?f=json HTTP/1.0\r\n\r\n");
        answer.ShouldContain("\"helpUrl\":\"http://localhost:");
    }

    [Fact]
    public async Task A_form_that_comes_in_single_bytes_is_read()
    {
        const string body = "f=json&Text=a%20b%C3%BC+c";
        var pieces = body.Select(character => $"1\r\n{character}\r\n").Append("0\r\n\r\n");
        var answer = await Send(
            $"POST {Echo} HTTP/1.1\r\nHost: gis\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n", [.. pieces]);
        answer.ShouldContain("\"value\":\"a bü c\"");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_before_it_is_sent()
    {
        var answer = await Send($"POST {Echo}?f=json HTTP/1.1\r\nHost: gis\r\nConnection: close\r\nContent-Length: 9000000\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        answer.ShouldContain("\"code\":413");
        answer.ShouldContain("1000000 bytes");
    }

    [Theory]
    [InlineData("", 1_500_000, "413")]
    [InlineData("Content-Encoding: br\r\n", 1_000, "Content-Encoding")]
    [InlineData("Content-Encoding: gzip\r\n", 1_000, "Content-Encoding")]
    [InlineData("Content-Encoding: zip\r\n", 1_000, "Content-Encoding")]
    public async Task A_refused_body_is_no_error_of_the_server(string encoding, int length, string said)
    {
        var answer = await Send(
            $"POST {Echo}?f=json HTTP/1.1\r\nHost: gis\r\nConnection: close\r\n{encoding}Transfer-Encoding: chunked\r\n\r\n",
            $"{length:X}\r\n", new string('x', length), "\r\n0\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        answer.ShouldContain(said);
        _server.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_of_its_body_leaves_nothing_behind()
    {
        using (var client = new TcpClient(_address.Host, _address.Port))
        {
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"POST {Echo} HTTP/1.1\r\nHost: gis\r\nContent-Length: 500000\r\n\r\nText={new string('x', 200_000)}"));
            await Until(() => Held > 0);
            client.LingerState = new LingerOption(true, 0);
        }

        await Until(() => Held == 0);
    }

    [Fact]
    public async Task Head_has_no_body()
    {
        var answer = await Send("HEAD /rest/info?f=json HTTP/1.1\r\nHost: gis\r\nConnection: close\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        answer.ShouldEndWith("\r\n\r\n");
        answer.ShouldMatch("Content-Length: [1-9]");
    }

    long Held => _server.Get<RequestMemory>().Held;

    static async Task Until(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            await Task.Delay(10, patience.Token);
        }
    }

    async Task<string> Send(string head, params string[] pieces)
    {
        using var client = new TcpClient(_address.Host, _address.Port) { NoDelay = true };
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(head));
        foreach (var piece in pieces)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(piece));
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    public sealed class RealServer : TestServer, ILoggerProvider, ILogger
    {
        readonly ConcurrentQueue<string> _errors = new();

        public RealServer()
            : base(("Limits:RequestBytes", "1000000"))
        {
            UseKestrel(0);
            StartServer();
            Address = ClientOptions.BaseAddress;
        }

        public Uri Address { get; }

        public IEnumerable<string> Errors => _errors;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                _errors.Enqueue($"{formatter(state, exception)} {exception}");
            }
        }

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureTestServices(services => services.AddSingleton<ILoggerProvider>(this));
        }
    }
}
