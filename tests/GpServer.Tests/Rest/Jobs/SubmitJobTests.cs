using System.Text;

namespace GpServer.Tests.Rest.Jobs;

public sealed class SubmitJobTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task A_job_runs_and_says_what_jobs_say()
    {
        var answer = await _client.PostForm($"{JobClient.Service}/Echo/submitJob", ("Text", "abc"), ("f", "json"));
        answer.GetProperty("jobStatus").GetString().ShouldBe("esriJobSubmitted");
        var id = answer.GetProperty("jobId").GetString()!;
        id.ShouldMatch("^j[0-9a-f]{32}$");

        var job = await _client.Ended("Echo", id);
        job.GetProperty("jobStatus").GetString().ShouldBe("esriJobSucceeded");
        var said = job.Said();
        said[..2].ShouldBe(["Submitted.", "Executing..."]);
        said[2].ShouldStartWith("Start Time: ");
        said[3..6].ShouldBe(["1 FULL", "a warning", "an error"]);
        said[6].ShouldMatch(@"^Succeeded at .* \(Elapsed Time: \d+\.\d\d seconds\)$");
        said.Length.ShouldBe(7);
        job.GetProperty("results").GetProperty("Same").GetProperty("paramUrl").GetString().ShouldBe("results/Same");
        job.GetProperty("inputs").GetProperty("Text").GetProperty("paramUrl").GetString().ShouldBe("inputs/Text");
    }

    [Fact]
    public async Task Get_multipart_and_form_mean_the_same()
    {
        var got = await _client.GetJson($"{JobClient.Service}/Echo/submitJob?Text=from+a+query&f=json");
        using var content = new MultipartFormDataContent { { new StringContent("from a part"), "Text" }, { new StringContent("json"), "f" } };
        using var response = await _client.PostAsync($"{JobClient.Service}/Echo/submitJob/", content);
        var posted = await response.ReadJson();

        foreach (var (job, text) in new[] { (got, "from a query"), (posted, "from a part") })
        {
            var id = job.GetProperty("jobId").GetString()!;
            await _client.Ended("Echo", id);
            (await _client.JobResult("Echo", id, "Same")).GetProperty("value").GetString().ShouldBe(text);
        }
    }

    [Fact]
    public async Task Without_f_a_client_that_takes_no_pages_gets_JSON()
    {
        using var content = new FormUrlEncodedContent([KeyValuePair.Create("Text", "a")]);
        using var response = await _client.PostAsync($"{JobClient.Service}/Echo/submitJob", content);
        (await response.ReadJson()).GetProperty("jobId").GetString().ShouldNotBeNull();
    }

    [Theory]
    [InlineData("Text", "a", "Count", "many", "Count: 'many' is not valid")]
    [InlineData("Text", "a", "Side", "UP", "ERROR 000800: Side: 'UP' is not a member")]
    [InlineData("Count", "2", "Side", "LEFT", "ERROR 000735: Text: Value is required")]
    [InlineData("Text", "a", "env:outSR", "4326000", "env:outSR")]
    [InlineData("Text", "a", "simplifyFeatures", "maybe", "simplifyFeatures: 'maybe'")]
    public async Task Inputs_that_cannot_be_read_make_a_job_that_has_failed(string name1, string value1, string name2, string value2, string said)
    {
        var answer = await _client.PostForm($"{JobClient.Service}/Echo/submitJob", (name1, value1), (name2, value2), ("f", "json"));
        answer.GetProperty("jobStatus").GetString().ShouldBe("esriJobFailed");
        var id = answer.GetProperty("jobId").GetString()!;

        var job = await _client.Job("Echo", id);
        job.GetProperty("jobStatus").GetString().ShouldBe("esriJobFailed");
        var messages = job.Said();
        messages[0].ShouldBe("Submitted.");
        messages[1].ShouldContain(said);
        messages[^2..].ShouldBe(["Failed to execute (Echo).", "Failed."]);
        job.GetProperty("messages")[1].GetProperty("type").GetString().ShouldBe("esriJobMessageTypeError");
        job.GetProperty("results").EnumerateObject().ShouldBeEmpty();

        // What came can be read back, though it was not understood.
        if (name2 is "Count" or "Side")
        {
            (await _client.GetJson($"{JobClient.Url("Echo", id)}/inputs/{name2}?f=json")).GetProperty("value").GetString().ShouldBe(value2);
        }
    }

    [Theory]
    [InlineData("/rest/services/ToolboxAsync/GPServer/Nothing/submitJob", 404, "Task Nothing not found")]
    [InlineData("/rest/services/None/GPServer/Echo/submitJob", 404, "Service None/GPServer not found")]
    [InlineData("/rest/services/Toolbox/GPServer/Echo/submitJob", 400, "use execute")]
    public async Task What_concerns_the_request_is_refused_at_once(string url, int code, string said) =>
        (await _client.PostForm(url, ("Text", "a"), ("f", "json"))).ShouldBeError(code, said);

    [Fact]
    public async Task Inputs_that_are_too_large_are_refused_at_once()
    {
        using var small = new TestServer(("Limits:TextBytes", "1000"));
        using var client = small.CreateClient();
        (await client.PostForm($"{JobClient.Service}/Echo/submitJob", ("Text", new string('a', 1001)), ("f", "json")))
            .ShouldBeError(413, "Text", "1000");
        using var tiny = new TestServer(("Jobs:InputBytes", "1024"));
        using var other = tiny.CreateClient();
        (await other.PostForm($"{JobClient.Service}/Echo/submitJob", ("Text", new string('a', 2000)), ("f", "json")))
            .ShouldBeError(413, "The inputs of the job have", "1024");
    }

    [Theory]
    [InlineData("high", "a whole number from -100 to 100")]
    [InlineData("101", "a whole number from -100 to 100")]
    [InlineData("1", "only administrators")]
    public async Task A_wrong_priority_is_refused(string priority, string said) =>
        (await _client.PostForm($"{JobClient.Service}/Echo/submitJob", ("Text", "a"), ("gp:priority", priority), ("f", "json")))
            .ShouldBeError(400, "gp:priority", said);

    [Fact]
    public async Task The_same_request_id_gives_the_same_job()
    {
        var id = Guid.NewGuid().ToString();
        var first = await _client.Submit("Echo", ("Text", "a"), ("gp:requestId", id));
        (await _client.Submit("Echo", ("gp:requestId", id), ("Text", "a"))).ShouldBe(first);
        (await _client.PostForm($"{JobClient.Service}/Echo/submitJob", ("Text", "b"), ("gp:requestId", id), ("f", "json")))
            .ShouldBeError(400, "gp:requestId", first, "with other inputs");
        (await _client.Submit("Fail", ("Kind", "a"), ("gp:requestId", id))).ShouldNotBe(first);
        await _client.Ended("Echo", first);
        (await _client.Submit("Echo", ("Text", "a"), ("gp:requestId", id))).ShouldBe(first);
    }

    [Fact]
    public async Task Requests_that_come_at_once_under_one_id_make_one_job()
    {
        var id = Guid.NewGuid().ToString();
        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _client.Submit("Echo", ("Text", "a"), ("gp:requestId", id))));
        jobs.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_full_queue_refuses_and_takes_again()
    {
        using var full = new TestServer(("Services:ToolboxAsync:MaxInstances", "1"), ("Services:ToolboxAsync:MaxQueued", "2"));
        using var client = full.CreateClient();
        var hand = Hand("full");
        var running = await client.Submit("Hold", ("Name", "full"));
        await hand.Started.WaitAsync();
        var waiting = new[] { await client.Submit("Echo", ("Text", "a")), await client.Submit("Echo", ("Text", "b")) };
        (await client.PostForm($"{JobClient.Service}/Echo/submitJob", ("Text", "c"), ("f", "json")))
            .ShouldBeError(503, "2 jobs of the service ToolboxAsync wait already");
        hand.Go.Release();
        foreach (var (task, id) in waiting.Select(id => ("Echo", id)).Prepend(("Hold", running)))
        {
            (await client.Ended(task, id)).GetProperty("jobStatus").GetString().ShouldBe("esriJobSucceeded");
        }

        // A queue that was full is believed to be so for a moment.
        var end = DateTime.UtcNow.AddSeconds(20);
        while (!(await client.PostForm($"{JobClient.Service}/Echo/submitJob", ("Text", "d"), ("f", "json"))).TryGetProperty("jobId", out _))
        {
            (DateTime.UtcNow < end).ShouldBeTrue();
            await Task.Delay(50);
        }
    }

    [Fact]
    public async Task What_no_input_asks_for_is_not_stored()
    {
        await server.AddUserAsync("keeper", "a long password");
        var token = (await _client.PostForm("/tokens/", ("username", "keeper"), ("password", "a long password"), ("f", "json")))
            .GetProperty("token").GetString()!;
        var id = (await _client.PostForm($"{JobClient.Service}/Echo/submitJob", ("Text", "a"), ("token", token), ("Other", "b"), ("returnZ", "true"), ("f", "json")))
            .GetProperty("jobId").GetString()!;
        var inputs = await _client.GetJson($"{JobClient.Url("Echo", id)}/inputs?f=json&token={token}");
        inputs.EnumerateArray().Select(input => input.GetProperty("paramName").GetString()).ShouldBe(["Text", "Count", "Side", "Distance", "esri_out_feature_service_name"]);
        var stored = Directory.GetFiles(server.DataDirectory, "gpserver.db*").SelectMany(Bytes).ToArray();
        Encoding.Latin1.GetString(stored).ShouldNotContain(token);
    }

    [Fact]
    public async Task A_task_that_fails_makes_a_failed_job_without_the_server_s_own_words()
    {
        var known = await _client.Ended("Fail", await _client.Submit("Fail", ("Kind", "known")));
        known.GetProperty("jobStatus").GetString().ShouldBe("esriJobFailed");
        known.Said()[^3..].ShouldBe(["ERROR 010092: the input is empty", "Failed to execute (Fail).", "Failed."]);

        var other = await _client.Ended("Fail", await _client.Submit("Fail", ("Kind", "other")));
        other.Said()[^3].ShouldStartWith("ERROR 999999: The server failed unexpectedly. The failure has the id ");
        other.ToString().ShouldNotContain("secret");
    }

    static Tools.Hold.Hand Hand(string name) => Tools.Hold.Of(name);

    static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
