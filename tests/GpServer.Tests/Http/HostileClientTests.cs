using System.Diagnostics;
using GpServer.Tests.Hosting;

namespace GpServer.Tests.Http;

/// <summary>Clients that want to hold connections and memory, against real Kestrel with small limits.</summary>
public sealed class HostileClientTests(HostileClientTests.Limited limited) : IClassFixture<HostileClientTests.Limited>
{
    const string Echo = "/rest/services/Toolbox/GPServer/Echo/execute";
    const string Form = "Host: gis\r\nContent-Type: application/x-www-form-urlencoded\r\n";

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    readonly Uri _address = limited.Server.Address;

    [Fact]
    public async Task Headers_over_their_limit_are_refused()
    {
        var answer = await RawHttp.GetAsync(_address, "/rest/info", $"X-Large: {new string('x', 5_000)}\r\n");
        await Refused(answer, "431");
    }

    [Fact]
    public async Task Too_many_headers_are_refused()
    {
        var answer = await RawHttp.GetAsync(_address, "/rest/info", string.Concat(Enumerable.Range(0, 50).Select(i => $"X-{i}: a\r\n")));
        await Refused(answer, "431");
    }

    [Fact]
    public async Task A_request_line_without_an_end_is_refused()
    {
        RefusedOrReset(await RawHttp.ExchangeAsync(_address, $"GET /{new string('a', 200_000)}"), "414");
        await StillAnswers();
    }

    [Fact]
    public async Task Headers_without_an_end_are_cut_off()
    {
        await using var raw = await RawHttp.ConnectAsync(_address);
        await raw.SendAsync("GET /rest/info HTTP/1.1\r\nHost: gis\r\n");
        var sent = 0;
        while (sent < 10_000 && await raw.SendAsync($"X-{sent}: {new string('x', 1_000)}\r\n"))
        {
            sent++;
        }

        sent.ShouldBeLessThan(10_000);
        await StillAnswers();
    }

    [Fact]
    public async Task Headers_that_come_drop_by_drop_are_cut_off()
    {
        await using var raw = await RawHttp.ConnectAsync(_address);
        await raw.SendAsync("GET /rest/info HTTP/1.1\r\nHost: gis\r\nX-Slow: ");
        RefusedOrReset(await Drip(raw, "x"), "408");
        await StillAnswers();
    }

    [Fact]
    public async Task A_body_that_comes_drop_by_drop_is_cut_off()
    {
        await using var raw = await RawHttp.ConnectAsync(_address);
        await raw.SendAsync($"POST {Echo}/whole HTTP/1.1\r\n{Form}Content-Length: 50000\r\n\r\nText=");
        RefusedOrReset(await Drip(raw, "x"), "408");
        await StillAnswers();
        limited.Server.Lines.ShouldContain(line => line.StartsWith($"POST {Echo}/whole 408 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_in_pieces_that_comes_drop_by_drop_is_cut_off()
    {
        await using var raw = await RawHttp.ConnectAsync(_address);
        await raw.SendAsync($"POST {Echo}/pieces HTTP/1.1\r\n{Form}Transfer-Encoding: chunked\r\n\r\n5\r\nText=\r\n");
        RefusedOrReset(await Drip(raw, "1\r\nx\r\n"), "408");
        await StillAnswers();
        limited.Server.Lines.ShouldContain(line => line.StartsWith($"POST {Echo}/pieces 408 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Content-Length: 9000000\r\n\r\n", "1000000 bytes")]
    [InlineData("Content-Length: 99999999999999999999\r\n\r\n", "400 Bad Request")]
    [InlineData("Content-Length: -1\r\n\r\n", "400 Bad Request")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n", "not well formed")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nxyz\r\n", "not well formed")]
    public async Task A_body_of_an_impossible_length_is_refused(string headers, string said)
    {
        var answer = await RawHttp.ExchangeAsync(_address, $"POST {Echo}?f=json HTTP/1.1\r\nConnection: close\r\n{Form}{headers}");
        answer.ShouldContain(said);
        answer.ShouldNotContain("\"code\":500");
        await StillAnswers();
    }

    [Theory]
    [InlineData("Content-Length: 100\r\n\r\nText=a")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nFF\r\nText=a")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n6\r\nText=a\r\n")]
    public async Task A_body_that_ends_early_runs_nothing(string body)
    {
        await using var raw = await RawHttp.ConnectAsync(_address);
        await raw.SendAsync($"POST {Echo}?f=json HTTP/1.1\r\n{Form}{body}");
        raw.EndSending();
        var answer = await raw.ReadToEndAsync();
        answer.ShouldNotContain("results");
        await StillAnswers();
    }

    [Theory]
    [InlineData("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: gis\r\n\r\n")]
    [InlineData("Content-Length: 4\r\nContent-Length: 40\r\n\r\nf=jsGET /smuggled HTTP/1.1\r\nHost: gis\r\n\r\n")]
    [InlineData("Transfer-Encoding: gzip, identity\r\n\r\nf=jsonGET /smuggled HTTP/1.1\r\nHost: gis\r\n\r\n")]
    [InlineData("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: gis\r\n\r\n")]
    public async Task A_request_hidden_in_the_body_of_another_is_not_answered(string rest)
    {
        await using var raw = await RawHttp.ConnectAsync(_address);
        await raw.SendAsync($"POST {Echo}?f=json HTTP/1.1\r\n{Form}{rest}");
        raw.EndSending();
        (await raw.ReadToEndAsync()).ShouldNotContain("smuggled");
        await StillAnswers();
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("PUT")]
    [InlineData("PROPFIND")]
    public async Task Other_methods_are_refused_and_repeat_nothing(string method)
    {
        var answer = await RawHttp.ExchangeAsync(_address,
            $"{method} /rest/info?f=json HTTP/1.1\r\nHost: gis\r\nConnection: close\r\nX-Secret: secret-value\r\n\r\n");
        answer.ShouldStartWith("HTTP/1.1 200 OK\r\n");
        answer.ShouldContain("\"code\":405");
        answer.ShouldNotContain("secret-value");
    }

    [Fact]
    public async Task The_server_is_no_tunnel()
    {
        var answer = await RawHttp.ExchangeAsync(
            _address, "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\nConnection: close\r\n\r\n");
        answer.ShouldContain("405");
        answer.ShouldNotContain("200 Connection");
    }

    /// <summary>Sends a piece again and again until the server has enough; the answer.</summary>
    static async Task<string> Drip(RawHttp raw, string piece)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = raw.ReadToEndAsync();
        while (!answer.IsCompleted)
        {
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Longest);
            await raw.SendAsync(piece);
            await Task.WhenAny(answer, Task.Delay(100));
        }

        return await answer;
    }

    /// <summary>
    /// The refusal, or nothing: a connection that is closed while more comes is reset, and a refusal that was not read by then is lost.
    /// </summary>
    static void RefusedOrReset(string answer, string status) =>
        (answer.Length == 0 || answer.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal)).ShouldBeTrue(answer);

    async Task Refused(string answer, string status)
    {
        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        await StillAnswers();
    }

    async Task StillAnswers()
    {
        (await RawHttp.GetAsync(_address, "/rest/info?f=json")).ShouldContain("11.3");
        limited.Server.Errors.ShouldBeEmpty();
    }

    public sealed class Limited : IAsyncLifetime
    {
        internal RunningServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await RunningServer.StartAsync(
            "--urls=http://127.0.0.1:0",
            "--GpServer:Limits:RequestBytes=1000000",
            "--GpServer:Limits:RequestHeaderBytes=4096",
            "--GpServer:Limits:RequestHeaders=30",
            "--GpServer:Limits:HeaderSeconds=1",
            "--GpServer:Limits:BodyBytesPerSecond=1000",
            "--GpServer:Limits:BodyGraceSeconds=1.5");

        public async Task DisposeAsync() => await Server.DisposeAsync();
    }
}
