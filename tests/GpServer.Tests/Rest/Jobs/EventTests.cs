using System.Net;
using GpServer.Jobs;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GpServer.Tests.Rest.Jobs;

public sealed class EventTests
{
    [Fact]
    public async Task Events_tell_all_of_a_job_and_end_with_it()
    {
        using var server = new TestServer();
        using var client = server.CreateClient();
        var hand = Tools.Hold.Of("events");
        var id = await client.Submit("Hold", ("Name", "events"));
        await hand.Started.WaitAsync();
        using var response = await client.GetAsync(JobClient.Url("Hold", id, "/events"), HttpCompletionOption.ResponseHeadersRead);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        var events = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            events.Add(line);
            if (line.Contains("esriJobExecuting", StringComparison.Ordinal))
            {
                hand.Go.Release();
            }
        }

        events[..4].ShouldBe(["event: message", "id: 1", """data: {"type":"esriJobMessageTypeInformative","description":"Submitted."}""", ""]);
        events.ShouldContain("""data: {"type":"default","message":"Executing..."}""");
        events.Where(line => line.StartsWith("data: ", StringComparison.Ordinal) && line.Contains("Succeeded at", StringComparison.Ordinal))
            .ShouldHaveSingleItem();
        events[^4..].ShouldBe(["event: status", "id: end", $$"""data: {"jobId":"{{id}}","jobStatus":"esriJobSucceeded"}""", ""]);
    }

    [Fact]
    public async Task A_client_that_comes_back_gets_what_it_missed_and_after_the_end_nothing()
    {
        using var server = new TestServer();
        using var client = server.CreateClient();
        var id = await client.Run("Echo", ("Text", "a"));
        (await GetAsync(client, "Echo", id, "5")).Text.ShouldStartWith("event: message\nid: 6\n");
        (await GetAsync(client, "Echo", id, "7")).Text.ShouldStartWith("event: status\nid: end\n");
        (await GetAsync(client, "Echo", id, "nonsense")).Text.ShouldStartWith("event: message\nid: 1\n");
        var (status, text) = await GetAsync(client, "Echo", id, "end");
        status.ShouldBe(HttpStatusCode.NoContent);
        text.ShouldBeEmpty();
    }

    [Fact]
    public async Task There_are_no_more_streams_than_may_be()
    {
        using var server = new TestServer(("Jobs:EventStreams", "1"));
        using var client = server.CreateClient();
        var hand = Tools.Hold.Of("streams");
        var id = await client.Submit("Hold", ("Name", "streams"));
        await hand.Started.WaitAsync();
        using (await client.GetAsync(JobClient.Url("Hold", id, "/events"), HttpCompletionOption.ResponseHeadersRead))
        {
            (await client.GetJson(JobClient.Url("Hold", id, "/events?f=json"))).ShouldBeError(503, "1 streams of events are open");
        }

        hand.Go.Release();
        await client.Ended("Hold", id);

        // The first one has ended with its client, or with the job.
        var end = DateTime.UtcNow.AddSeconds(20);
        while ((await GetAsync(client, "Hold", id, null)).Text.Contains("error", StringComparison.Ordinal))
        {
            (DateTime.UtcNow < end).ShouldBeTrue();
            await Task.Delay(50);
        }
    }

    [Theory]
    [InlineData("text/html,*/*;q=0.8", "")]
    [InlineData("*/*", "?f=html")]
    [InlineData("*/*", "?f=pjson")]
    public async Task Events_are_events_in_every_format(string accept, string query)
    {
        using var server = new TestServer();
        using var client = server.CreateClient();
        var id = await client.Run("Echo", ("Text", "<b>"));
        using var request = new HttpRequestMessage(HttpMethod.Get, JobClient.Url("Echo", id, $"/events{query}"));
        request.Headers.Add("Accept", accept);
        using var response = await client.SendAsync(request);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        (await response.Content.ReadAsStringAsync()).ShouldStartWith("event: message\nid: 1\n");
    }

    [Fact]
    public async Task Head_of_events_does_not_wait_for_the_job()
    {
        using var server = new TestServer(("Jobs:EventStreams", "1"));
        using var client = server.CreateClient();
        var hand = Tools.Hold.Of("events head");
        var id = await client.Submit("Hold", ("Name", "events head"));
        await hand.Started.WaitAsync();
        using var request = new HttpRequestMessage(HttpMethod.Head, JobClient.Url("Hold", id, "/events"));
        using var response = await client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(20));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        (await response.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        hand.Go.Release();
        await client.Ended("Hold", id);
        (await GetAsync(client, "Hold", id, null)).Text.ShouldContain("id: end");
    }

    [Fact]
    public async Task Events_go_on_after_the_database_was_away()
    {
        var away = new AwayReader();
        using var server = new TestServer();
        using var own = server.WithWebHostBuilder(builder => builder.ConfigureTestServices(services =>
        {
            var inner = services.Last(service => service.ServiceType == typeof(IJobReader));
            services.AddSingleton(provider => away.Around((IJobReader)inner.ImplementationFactory!(provider)));
        }));
        using var client = own.CreateClient();
        var hand = Tools.Hold.Of("events away");
        var id = await client.Submit("Hold", ("Name", "events away"));
        await hand.Started.WaitAsync();
        using var response = await client.GetAsync(JobClient.Url("Hold", id, "/events"), HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        (await reader.ReadLineAsync()).ShouldBe("event: message");

        away.IsAway = true;
        await away.Asked.WaitAsync(TimeSpan.FromSeconds(20));
        hand.Go.Release();
        away.IsAway = false;
        (await reader.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20)))
            .ShouldContain("id: end\ndata: ");
    }

    static async Task<(HttpStatusCode Status, string Text)> GetAsync(HttpClient client, string task, string id, string? last)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, JobClient.Url(task, id, "/events"));
        if (last is not null)
        {
            request.Headers.Add("Last-Event-ID", last);
        }

        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
