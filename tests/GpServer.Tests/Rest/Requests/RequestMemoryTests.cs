using GpServer.Core;
using GpServer.Options;
using GpServer.Rest.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using OptionsOf = Microsoft.Extensions.Options.Options;

namespace GpServer.Tests.Rest.Requests;

public sealed class RequestMemoryTests
{
    readonly RequestMemory _memory = new(new CurrentLimits(
        OptionsOf.Create(new GpServerOptions { Limits = new() { AllRequestBytes = 10_000 } }), NullLogger<CurrentLimits>.Instance));

    [Fact]
    public void All_requests_together_hold_no_more_than_the_limit()
    {
        _memory.Take(6_000);
        var error = Should.Throw<GpException>(() => _memory.Take(6_000));
        error.Error.ShouldBe(GpError.Busy);
        error.Message.ShouldContain("10000 bytes");
        _memory.Held.ShouldBe(6_000);
    }

    [Fact]
    public void What_one_request_returns_another_may_take()
    {
        _memory.Take(6_000);
        _memory.Return(6_000);
        _memory.Take(10_000);
        _memory.Held.ShouldBe(10_000);
    }

    [Fact]
    public void A_buffer_that_may_not_grow_keeps_what_it_has_and_gives_it_back()
    {
        var buffer = new RequestBuffer(_memory);
        buffer.Reserve(4_000);
        var held = _memory.Held;
        Should.Throw<GpException>(() => buffer.Reserve(20_000));
        _memory.Held.ShouldBe(held);
        buffer.Release();
        _memory.Held.ShouldBe(0);
    }

    [Fact]
    public void A_buffer_takes_no_more_than_is_to_come()
    {
        var buffer = new RequestBuffer(_memory, expected: 9_000);
        for (var i = 0; i < 9; i++)
        {
            buffer.Reserve(1_000);
            buffer.Advance(1_000);
        }

        _memory.Held.ShouldBe(9_000);
        buffer.Release();
    }

    [Fact]
    public void A_buffer_of_unknown_length_grows_by_half()
    {
        var buffer = new RequestBuffer(_memory);
        buffer.Reserve(4_000);
        buffer.Advance(4_000);
        buffer.Reserve(1_000);
        _memory.Held.ShouldBe(6_144);
        buffer.Release();
    }

    [Fact]
    public void A_query_takes_nothing_from_what_bodies_share()
    {
        var reader = new RequestReader(_memory, new CurrentLimits(OptionsOf.Create(new GpServerOptions()), NullLogger<CurrentLimits>.Instance));
        var http = new DefaultHttpContext();
        http.Request.QueryString = new QueryString("?a=b");
        var parameters = reader.ReadQuery(http.Request);
        parameters.Word("a").ShouldBe("b");
        _memory.Held.ShouldBe(0);
        parameters.Release();
    }

    [Fact]
    public void A_run_that_holds_the_values_can_read_them_after_their_request()
    {
        var buffer = new RequestBuffer(_memory);
        "abc"u8.CopyTo(buffer.Reserve(3));
        buffer.Advance(3);
        var parameters = new RequestParameters(buffer, [new RequestField("a", 0, 3)], []);
        parameters.Hold();
        parameters.Release();
        parameters.Word("a").ShouldBe("abc");
        parameters.Release();
        _memory.Held.ShouldBe(0);
    }
}
