using GpServer.Core;
using Microsoft.AspNetCore.Http;

namespace GpServer.Tests.Outgoing;

public sealed class RetryTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_failure_that_passes_is_tried_again(int status)
    {
        await using var other = await Failing(status, times: 2);
        using var fetch = new Fetch();
        (await fetch.TextAsync(other.Url("/"))).ShouldBe("data");
        other.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task One_that_does_not_is_not(int status)
    {
        await using var other = await Failing(status, times: 1);
        using var fetch = new Fetch();
        var refusal = await fetch.RefusalAsync(other.Url("/"));
        refusal.ShouldContain($"HTTP status {status}");
        refusal.ShouldNotContain("internals");
        other.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Trying_again_ends()
    {
        await using var other = await Failing(503, times: int.MaxValue);
        using var fetch = new Fetch();
        (await fetch.RefusalAsync(other.Url("/"))).ShouldContain("HTTP status 503");
        other.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_fetched_anew()
    {
        var first = true;
        await using var other = await OtherServer.StartAsync(async http =>
        {
            http.Response.ContentLength = 4;
            await http.Response.WriteAsync(first ? "da" : "data");
            await http.Response.Body.FlushAsync();
            if (first)
            {
                first = false;
                http.Abort();
            }
        });
        using var fetch = new Fetch();
        (await fetch.TextAsync(other.Url("/"))).ShouldBe("data");
    }

    [Fact]
    public async Task A_server_that_asks_to_wait_for_an_hour_is_not_asked_again()
    {
        await using var other = await Failing(503, times: 1, retryAfter: "3600");
        using var fetch = new Fetch();
        (await fetch.RefusalAsync(other.Url("/"))).ShouldContain("HTTP status 503");
        other.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_that_asks_to_wait_for_no_time_is()
    {
        await using var other = await Failing(503, times: 1, retryAfter: "0");
        using var fetch = new Fetch(options => options.RetrySeconds = 3600);
        (await fetch.TextAsync(other.Url("/"))).ShouldBe("data");
    }

    [Fact]
    public async Task Requests_to_one_host_take_turns_and_do_not_keep_those_to_others_waiting()
    {
        var go = new TaskCompletionSource();
        var came = new SemaphoreSlim(0);
        await using var slow = await OtherServer.StartAsync(async http =>
        {
            came.Release();
            await go.Task;
            await http.Response.WriteAsync("slow");
        });
        await using var quick = await OtherServer.StartAsync(http => http.Response.WriteAsync("quick"));
        using var fetch = new Fetch(options =>
        {
            (options.RequestsPerHost, options.WaitSeconds) = (1, 0.1);
            options.AllowedHosts = ["slow.example.com", "127.0.0.1"];
        }).Name("slow.example.com", "127.0.0.1");
        var first = fetch.TextAsync($"http://slow.example.com:{slow.Port}/");
        await came.WaitAsync();
        (await fetch.RefusalAsync($"http://slow.example.com:{slow.Port}/", GpError.Busy)).ShouldContain("1 requests to the host slow.example.com");
        (await fetch.TextAsync(quick.Url("/"))).ShouldBe("quick");
        go.SetResult();
        (await first).ShouldBe("slow");
    }

    static Task<OtherServer> Failing(int status, int times, string? retryAfter = null)
    {
        var failed = 0;
        return OtherServer.StartAsync(http =>
        {
            if (failed++ < times)
            {
                http.Response.StatusCode = status;
                http.Response.Headers.RetryAfter = retryAfter;
                return http.Response.WriteAsync("internals");
            }

            return http.Response.WriteAsync("data");
        });
    }
}
