using System.Net;
using System.Net.Http.Headers;

namespace GpServer.Tests.Rest.Jobs;

public sealed class JobTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    readonly HttpClient _client = server.CreateClient();

    [Theory]
    [InlineData(JobClient.UnknownJob)]
    [InlineData("J00000000000000000000000000000000")]
    [InlineData("j0")]
    [InlineData("%27%20or%201%3D1%20--")]
    [InlineData("jzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public async Task An_id_of_no_job_is_an_error_everywhere(string id)
    {
        foreach (var resource in new[] { "", "/results", "/results/Same", "/inputs", "/inputs/Text", "/cancel", "/events" })
        {
            (await _client.GetJson($"{JobClient.Url("Echo", id, resource)}?f=json")).ShouldBeError(404, "Data unavailable: there is no job");
        }
    }

    [Fact]
    public async Task A_very_long_id_is_not_repeated_whole()
    {
        var answer = await _client.GetJson($"{JobClient.Url("Echo", new string('j', 5000))}?f=json");
        answer.ShouldBeError(404, "Data unavailable");
        answer.ToString().Length.ShouldBeLessThan(400);
    }

    [Fact]
    public async Task A_job_is_found_under_its_own_task_and_service_alone()
    {
        var id = await _client.Run("Echo", ("Text", "a"));
        (await _client.GetJson($"{JobClient.Url("Fail", id)}?f=json")).ShouldBeError(404, "of this task");
        (await _client.GetJson($"/rest/services/Toolbox/GPServer/Echo/jobs/{id}?f=json")).ShouldBeError(404, "of this task");
        (await _client.GetJson($"{JobClient.Url("Fail", id, "/cancel")}?f=json")).ShouldBeError(404, "of this task");
        (await _client.GetJson($"{JobClient.Url("Nothing", id)}?f=json")).ShouldBeError(404, "Task Nothing not found");
        (await _client.GetJson($"{JobClient.Url("Echo", id)}/?f=json")).GetProperty("jobId").GetString().ShouldBe(id);
        (await _client.PostForm(JobClient.Url("Echo", id), ("f", "json"))).GetProperty("jobId").GetString().ShouldBe(id);
    }

    [Fact]
    public async Task Messages_can_be_left_out()
    {
        var id = await _client.Run("Echo", ("Text", "a"));
        (await _client.GetJson($"{JobClient.Url("Echo", id)}?f=json&returnMessages=False")).TryGetProperty("messages", out _).ShouldBeFalse();
        (await _client.GetJson($"{JobClient.Url("Echo", id)}?f=json&returnMessages=2")).ShouldBeError(400, "returnMessages: '2'");
    }

    [Theory]
    [InlineData("None", 0)]
    [InlineData("Error", 1)]
    [InlineData("Warning", 2)]
    public async Task A_service_shows_messages_from_its_level_on(string level, int count)
    {
        using var quiet = new TestServer(("Services:ToolboxAsync:ShowMessages", level));
        using var client = quiet.CreateClient();
        var id = await client.Run("Echo", ("Text", "a"));
        (await client.Job("Echo", id)).GetProperty("messages").GetArrayLength().ShouldBe(count);
    }

    [Fact]
    public async Task A_running_job_has_progress_and_a_waiting_one_its_place()
    {
        using var one = new TestServer(("Services:ToolboxAsync:MaxInstances", "1"));
        using var client = one.CreateClient();
        var hand = Tools.Hold.Of("progress");
        var running = await client.Submit("Hold", ("Name", "progress"));
        await hand.Started.WaitAsync();
        var second = await client.Submit("Echo", ("Text", "a"));
        var third = await client.Submit("Echo", ("Text", "b"));

        var job = await client.Job("Hold", running);
        job.GetProperty("jobStatus").GetString().ShouldBe("esriJobExecuting");
        job.GetProperty("progress").ToString().ShouldBe("""{"type":"default","message":"Executing..."}""");
        job.TryGetProperty("results", out _).ShouldBeFalse();
        foreach (var (id, place) in new[] { (second, 1), (third, 2) })
        {
            var waiting = await client.Job("Echo", id);
            waiting.GetProperty("jobStatus").GetString().ShouldBe("esriJobSubmitted");
            waiting.GetProperty("progress").GetProperty("message").GetString().ShouldBe($"Waiting in the queue at position {place}.");
        }

        hand.Go.Release();
        (await client.Ended("Echo", third)).TryGetProperty("progress", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_poll_is_told_that_nothing_has_changed()
    {
        using var one = new TestServer(("Services:ToolboxAsync:MaxInstances", "1"));
        using var client = one.CreateClient();
        var hand = Tools.Hold.Of("etag");
        var id = await client.Submit("Hold", ("Name", "etag"));
        await hand.Started.WaitAsync();

        // Its first messages may still be on their way.
        EntityTagHeaderValue? tag = null;
        for (var same = 0; same < 50;)
        {
            var next = (await PollAsync(client, id, null)).Tag;
            same = Equals(next, tag) ? same + 1 : 0;
            tag = next;
            await Task.Delay(20);
        }

        (await PollAsync(client, id, tag)).Status.ShouldBe(HttpStatusCode.NotModified);
        (await PollAsync(client, id, tag, "pjson")).Status.ShouldBe(HttpStatusCode.OK);
        (await PollAsync(client, id, tag, "json&returnMessages=false")).Status.ShouldBe(HttpStatusCode.OK);
        hand.Go.Release();
        await client.Ended("Hold", id);
        (await PollAsync(client, id, tag)).Status.ShouldBe(HttpStatusCode.OK);
        using var response = await client.GetAsync($"{JobClient.Url("Hold", id)}?f=json");
        response.Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Fact]
    public async Task A_job_that_nobody_asks_for_is_deleted_with_its_values()
    {
        using var short1 = new TestServer(("Services:ToolboxAsync:RetentionSeconds", "0.2"));
        using var client = short1.CreateClient();
        var id = await client.Run("Echo", ("Text", "a"));
        await Task.Delay(300);
        await short1.Get<GpServer.Jobs.Maintenance.JobMaintenance>().CleanAsync(CancellationToken.None);
        foreach (var resource in new[] { "", "/results/Same", "/inputs/Text" })
        {
            (await client.GetJson($"{JobClient.Url("Echo", id, resource)}?f=json")).ShouldBeError(404, "Data unavailable");
        }
    }

    [Fact]
    public async Task A_page_shows_the_job()
    {
        var id = await _client.Run("Echo", ("Text", "<script>"));
        using var response = await _client.GetAsync($"{JobClient.Url("Echo", id)}?f=html");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await response.Content.ReadAsStringAsync()).ShouldContain("esriJobSucceeded");
    }

    static async Task<(HttpStatusCode Status, EntityTagHeaderValue? Tag)> PollAsync(
        HttpClient client, string id, EntityTagHeaderValue? known, string format = "json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{JobClient.Url("Hold", id)}?f={format}");
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        using var response = await client.SendAsync(request);
        return (response.StatusCode, response.Headers.ETag);
    }
}
