namespace GpServer.Tests.Rest.Jobs;

public sealed class CancelTests
{
    [Fact]
    public async Task A_job_that_waits_is_cancelled_at_once_and_never_runs()
    {
        using var server = new TestServer(("Services:ToolboxAsync:MaxInstances", "1"));
        using var client = server.CreateClient();
        var hand = Tools.Hold.Of("cancel waiting");
        var running = await client.Submit("Hold", ("Name", "cancel waiting"));
        await hand.Started.WaitAsync();
        var waiting = await client.Submit("Hold", ("Name", "cancel waiting"));

        var answer = await client.GetJson($"{JobClient.Url("Hold", waiting, "/cancel")}?f=json");
        answer.GetProperty("jobId").GetString().ShouldBe(waiting);
        answer.GetProperty("jobStatus").GetString().ShouldBe("esriJobCancelled");
        (await client.Status("Hold", waiting)).ShouldBe("esriJobCancelled");
        hand.Go.Release();
        await client.Ended("Hold", running);
        await client.Run("Echo", ("Text", "a"));
        hand.Started.CurrentCount.ShouldBe(0);
        (await client.GetJson($"{JobClient.Url("Hold", waiting, "/results/Output")}?f=json")).ShouldBeError(400, "esriJobCancelled");
    }

    [Fact]
    public async Task A_job_that_runs_is_cancelling_and_then_cancelled()
    {
        using var server = new TestServer();
        using var client = server.CreateClient();
        var hand = Tools.Hold.Of("cancel running");
        var id = await client.Submit("Hold", ("Name", "cancel running"));
        await hand.Started.WaitAsync();

        // As a client posts it, with members that are none of the server's.
        var answer = await client.PostForm(JobClient.Url("Hold", id, "/cancel"), ("id", id), ("returnMessages", "false"), ("f", "json"));
        answer.GetProperty("jobStatus").GetString().ShouldBe("esriJobCancelling");
        var job = await client.Ended("Hold", id);
        job.GetProperty("jobStatus").GetString().ShouldBe("esriJobCancelled");
        job.Said()[^1].ShouldBe("The job was cancelled.");
        (await hand.Ended.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_tool_that_does_not_stop_keeps_nobody_waiting()
    {
        using var server = new TestServer(("Limits:GraceSeconds", "0.2"));
        using var client = server.CreateClient();
        var hand = Tools.Hold.Of("cancel stubborn");
        var id = await client.Submit("Hold", ("Name", "cancel stubborn"), ("Stubborn", "true"));
        await hand.Started.WaitAsync();
        await client.GetJson($"{JobClient.Url("Hold", id, "/cancel")}?f=json");
        (await client.Ended("Hold", id)).GetProperty("jobStatus").GetString().ShouldBe("esriJobCancelled");
        hand.Go.Release();
        (await hand.Ended.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue();
        (await client.Status("Hold", id)).ShouldBe("esriJobCancelled");
    }

    [Fact]
    public async Task Head_submits_and_cancels_nothing()
    {
        using var server = new TestServer();
        using var client = server.CreateClient();
        var hand = Tools.Hold.Of("head");
        var id = await client.Submit("Hold", ("Name", "head"));
        await hand.Started.WaitAsync();
        foreach (var url in new[] { JobClient.Url("Hold", id, "/cancel"), $"{JobClient.Service}/Hold/submitJob?Name=head" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, url);

            // A real server leaves the body out.
            using var response = await client.SendAsync(request);
            (await response.ReadJson()).ShouldBeError(405, "HEAD");
        }

        (await client.Status("Hold", id)).ShouldBe("esriJobExecuting");
        hand.Go.Release();
        (await client.Ended("Hold", id)).GetProperty("jobStatus").GetString().ShouldBe("esriJobSucceeded");
        hand.Started.CurrentCount.ShouldBe(0);
    }

    [Fact]
    public async Task A_job_that_has_ended_cannot_be_cancelled()
    {
        using var server = new TestServer();
        using var client = server.CreateClient();
        var id = await client.Run("Echo", ("Text", "a"));
        (await client.GetJson($"{JobClient.Url("Echo", id, "/cancel")}?f=json"))
            .ShouldBeError(400, "Invalid or missing input parameters.", "esriJobSucceeded", "cannot be cancelled");
        (await client.Status("Echo", id)).ShouldBe("esriJobSucceeded");
    }

    [Fact]
    public async Task A_run_that_takes_too_long_is_timed_out()
    {
        using var server = new TestServer(("Services:ToolboxAsync:MaxUsageSeconds", "0.3"));
        using var client = server.CreateClient();
        var id = await client.Submit("Hold", ("Name", "time out"));
        var job = await client.Ended("Hold", id);
        job.GetProperty("jobStatus").GetString().ShouldBe("esriJobTimedOut");
        job.Said()[^2].ShouldContain("took longer than 0.3 seconds");
    }

    [Fact]
    public async Task A_job_that_waits_too_long_fails_and_says_so()
    {
        using var server = new TestServer(("Services:ToolboxAsync:MaxInstances", "1"), ("Services:ToolboxAsync:MaxQueueSeconds", "0.3"));
        using var client = server.CreateClient();
        var hand = Tools.Hold.Of("wait");
        var running = await client.Submit("Hold", ("Name", "wait"));
        await hand.Started.WaitAsync();
        var job = await client.Ended("Echo", await client.Submit("Echo", ("Text", "a")));
        job.GetProperty("jobStatus").GetString().ShouldBe("esriJobFailed");
        job.Said().ShouldContain(text => text.Contains("queue", StringComparison.OrdinalIgnoreCase));
        hand.Go.Release();
        (await client.Ended("Hold", running)).GetProperty("jobStatus").GetString().ShouldBe("esriJobSucceeded");
    }
}
