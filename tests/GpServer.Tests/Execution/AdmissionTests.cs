using GpServer.Catalog;
using GpServer.Execution;
using GpServer.Rest.Requests;
using GpServer.Tests.Tools;

namespace GpServer.Tests.Execution;

public sealed class AdmissionTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_request_waits_for_a_free_instance_and_then_runs()
    {
        using var server = new TestServer(("Services:Toolbox:MaxInstances", "1"));
        using var client = server.CreateClient();
        var hand = Hold.Of("wait");
        var first = client.Execute("Hold", ("Name", "wait"));
        await Arrive(hand.Started);
        var second = client.Execute("Hold", ("Name", "wait"));
        (await hand.Started.WaitAsync(TimeSpan.FromMilliseconds(200))).ShouldBeFalse();
        hand.Go.Release();
        await Arrive(hand.Started);
        hand.Go.Release();
        (await first).Result("Output").GetString().ShouldBe("let go");
        (await second).Result("Output").GetString().ShouldBe("let go");
    }

    [Fact]
    public async Task A_request_that_waited_too_long_is_told_that_the_service_is_busy()
    {
        using var server = new TestServer(("Services:Toolbox:MaxInstances", "1"), ("Services:Toolbox:MaxWaitSeconds", "0.1"));
        using var client = server.CreateClient();
        var hand = Hold.Of("busy");
        var first = client.Execute("Hold", ("Name", "busy"));
        await Arrive(hand.Started);
        (await client.Execute("Echo", ("Text", "a"))).ShouldBeError(503, "Toolbox", "0.1 seconds");
        hand.Go.Release();
        (await first).Result("Output").GetString().ShouldBe("let go");
        (await client.Execute("Echo", ("Text", "a"))).Result("Same").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task Only_so_many_may_wait()
    {
        using var server = new TestServer(("Services:Toolbox:MaxInstances", "1"), ("Limits:Waiting", "0"));
        using var client = server.CreateClient();
        var hand = Hold.Of("queue");
        var first = client.Execute("Hold", ("Name", "queue"));
        await Arrive(hand.Started);
        (await client.Execute("Echo", ("Text", "a"))).ShouldBeError(503, "Toolbox");
        hand.Go.Release();
        await first;
    }

    [Fact]
    public async Task A_wrong_value_is_refused_without_waiting()
    {
        using var server = new TestServer(("Services:Toolbox:MaxInstances", "1"));
        using var client = server.CreateClient();
        var hand = Hold.Of("cheap");
        var first = client.Execute("Hold", ("Name", "cheap"));
        await Arrive(hand.Started);
        (await client.Execute("Echo", ("Text", "a"), ("Count", "many")).WaitAsync(Patience)).ShouldBeError(400, "Count");
        hand.Go.Release();
        await first;
    }

    [Fact]
    public async Task A_run_that_takes_too_long_is_stopped()
    {
        using var server = new TestServer(("Services:Toolbox:MaxUsageSeconds", "0.2"));
        using var client = server.CreateClient();
        (await client.Execute("Hold", ("Name", "slow"))).ShouldBeError(504, "0.2 seconds", "Failed to execute (Hold).");
        await Arrive(Hold.Of("slow").Ended);
        await Until(() => GateOf(server).Free == GateOf(server).Most);
    }

    [Fact]
    public async Task A_run_that_does_not_stop_keeps_its_instance_and_its_memory_but_not_its_caller()
    {
        using var server = new TestServer(
            ("Services:Toolbox:MaxUsageSeconds", "0.2"), ("Services:Toolbox:MaxInstances", "1"), ("Limits:GraceSeconds", "0.1"));
        using var client = server.CreateClient();
        var answer = await client.Execute("Hold", ("Name", "stubborn"), ("Stubborn", "true")).WaitAsync(Patience);
        answer.ShouldBeError(504, "0.2 seconds");
        GateOf(server).Free.ShouldBe(0);
        server.Get<RequestMemory>().Held.ShouldBeGreaterThan(0);
        Hold.Of("stubborn").Go.Release();
        await Until(() => GateOf(server).Free == 1 && server.Get<RequestMemory>().Held == 0);
    }

    [Fact]
    public async Task A_client_that_leaves_stops_its_run()
    {
        using var server = new TestServer();
        using var client = server.CreateClient();
        using var leave = new CancellationTokenSource();
        var hand = Hold.Of("left");
        var request = client.GetAsync("/rest/services/Toolbox/GPServer/Hold/execute?Name=left&f=json", leave.Token);
        await Arrive(hand.Started);
        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(request);
        await Arrive(hand.Ended);
        await Until(() => server.Get<RequestMemory>().Held == 0);
    }

    static ServiceGate GateOf(TestServer server) => server.Get<ServiceGates>().Of(server.Get<IServiceCatalog>().Get("", "Toolbox"));

    static async Task Arrive(SemaphoreSlim signal) => (await signal.WaitAsync(Patience)).ShouldBeTrue();

    static async Task Until(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!holds())
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
