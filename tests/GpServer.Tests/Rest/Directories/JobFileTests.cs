using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GpServer.Tests.Http;
using GpServer.Tests.Tools;

namespace GpServer.Tests.Rest.Directories;

/// <summary>Files that a job made, from its result's URL to the bytes.</summary>
public sealed class JobFileTests(KestrelTests.RealServer server) : IClassFixture<KestrelTests.RealServer>
{
    const string Tasks = "/rest/services/ToolboxAsync/GPServer";

    readonly HttpClient _client = server.CreateClient();
    readonly string _root = server.Address.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task The_URL_of_a_file_result_gives_the_file_as_a_download()
    {
        var job = await RunAsync(("Count", "5"));
        var report = await _client.GetJson($"{job}/results/Report?f=json");
        report.GetProperty("dataType").GetString().ShouldBe("GPDataFile");
        var url = report.GetProperty("value").GetProperty("url").GetString()!;
        url.ShouldBe($"{_root}/rest/directories/arcgisjobs/ToolboxAsync_gpserver/{job.Split('/')[^1]}/scratch/report.csv");

        using var answer = await _client.GetAsync(url);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(WriteReport.Rows(5));
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        answer.Content.Headers.ContentDisposition!.ToString().ShouldBe("attachment; filename=report.csv; filename*=UTF-8''report.csv");
        answer.Headers.AcceptRanges.ShouldBe(["bytes"]);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox;");
        answer.Headers.CacheControl!.NoCache.ShouldBeTrue();
    }

    [Fact]
    public async Task A_list_of_files_has_one_URL_each_also_below_another_root()
    {
        var job = await RunAsync();
        var pages = await _client.GetJson($"/arcgis{job}/results/Pages?f=json");
        pages.GetProperty("dataType").GetString().ShouldBe("GPMultiValue:GPDataFile");
        var urls = pages.GetProperty("value").EnumerateArray().Select(file => file.GetProperty("url").GetString()!).ToList();
        urls.Select(url => url[(url.LastIndexOf('/') + 1)..]).ShouldBe(["page.html", "page_1.html"]);
        urls.ShouldAllBe(url => url.StartsWith($"{_root}/arcgis/rest/directories/", StringComparison.Ordinal));
        (await _client.GetStringAsync(urls[1])).ShouldBe("second");
    }

    [Theory]
    [InlineData("Straße & Fluß 100%25; a+b #1.csv")]
    [InlineData("地図.csv")]
    [InlineData("a';b=c.csv")]
    public async Task Any_name_is_found_by_its_URL_and_told_safely(string name)
    {
        var job = await RunAsync(("Name", name));
        var url = await UrlAsync(job);
        using var answer = await _client.GetAsync(url);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, url);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(WriteReport.Rows(10));
        answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe(name);
        answer.Content.Headers.GetValues("Content-Disposition").Single().ShouldAllBe(character => character >= ' ' && character < 127);
    }

    [Fact]
    public async Task A_name_that_a_caller_chose_badly_fails_the_job()
    {
        var job = await RunAsync("esriJobFailed", ("Name", "../../etc/passwd"));
        var messages = (await _client.GetJson($"{job}?f=json")).GetProperty("messages");
        messages.EnumerateArray().Select(message => message.GetProperty("description").GetString())
            .ShouldContain(text => text!.Contains("'../../etc/passwd' is not a name for a file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_range_of_a_large_file_is_sent_alone()
    {
        const int Count = 200_000;
        var whole = Encoding.UTF8.GetBytes(WriteReport.Rows(Count));
        whole.Length.ShouldBeGreaterThan(3 << 20);
        var url = await UrlAsync(await RunAsync(("Count", $"{Count}")));
        (await _client.GetByteArrayAsync(url)).SequenceEqual(whole).ShouldBeTrue();
        await ShouldAnswerAsync("bytes=1048570-1048585", 1_048_570, 16);
        await ShouldAnswerAsync($"bytes={whole.Length - 5}-", whole.Length - 5, 5);
        await ShouldAnswerAsync("bytes=-7", whole.Length - 7, 7);
        await ShouldAnswerAsync($"bytes=0-{whole.Length + 100L}", 0, whole.Length);

        using var beyond = await AskAsync(HttpMethod.Get, url, ("Range", $"bytes={whole.Length}-"));
        beyond.StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
        beyond.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes */{whole.Length}");

        async Task ShouldAnswerAsync(string range, int from, int count)
        {
            using var part = await AskAsync(HttpMethod.Get, url, ("Range", range));
            part.StatusCode.ShouldBe(HttpStatusCode.PartialContent, range);
            part.Content.Headers.ContentRange.ShouldBe(new ContentRangeHeaderValue(from, from + count - 1, whole.Length));
            (await part.Content.ReadAsByteArrayAsync()).SequenceEqual(whole.AsSpan(from, count)).ShouldBeTrue(range);
        }
    }

    [Fact]
    public async Task A_copy_is_asked_about_and_continued_by_its_tag()
    {
        var url = await UrlAsync(await RunAsync());
        using var first = await _client.GetAsync(url);
        var tag = first.Headers.ETag!;
        tag.IsWeak.ShouldBeFalse();
        using var known = await AskAsync(HttpMethod.Get, url, ("If-None-Match", tag.Tag));
        known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await known.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        using var rest = await AskAsync(HttpMethod.Get, url, ("Range", "bytes=4-8"), ("If-Range", tag.Tag));
        (rest.StatusCode, await rest.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.PartialContent, WriteReport.Rows(1)[4..9]));
        using var other = await AskAsync(HttpMethod.Get, url, ("Range", "bytes=4-8"), ("If-Range", "\"other\""));
        (other.StatusCode, await other.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.OK, WriteReport.Rows(10)));
    }

    [Fact]
    public async Task HEAD_tells_the_length_and_nothing_is_compressed()
    {
        var job = await RunAsync();
        var page = (await _client.GetJson($"{job}/results/Pages?f=json")).GetProperty("value")[0].GetProperty("url").GetString()!;
        using var head = await AskAsync(HttpMethod.Head, page);
        (head.StatusCode, head.Content.Headers.ContentLength).ShouldBe((HttpStatusCode.OK, 25));
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        using var get = await AskAsync(HttpMethod.Get, page, ("Accept-Encoding", "gzip, br"));
        get.Content.Headers.ContentEncoding.ShouldBeEmpty();
        (await get.Content.ReadAsStringAsync()).ShouldBe("<script>alert(1)</script>");
        get.Headers.GetValues("Content-Security-Policy").Single().ShouldNotContain("allow-scripts");
    }

    [Fact]
    public async Task What_is_not_there_is_404_and_nothing_is_listed()
    {
        var url = new Uri(await UrlAsync(await RunAsync())).AbsolutePath;
        var folder = url[..(url.LastIndexOf('/') + 1)];
        string[] missing =
        [
            folder, folder.TrimEnd('/'), folder.Replace("scratch/", "", StringComparison.Ordinal), "/rest/directories", "/rest/directories/arcgisjobs",
            "/rest/directories/arcgisjobs/ToolboxAsync_gpserver", $"{folder}other.csv", $"{folder}REPORT.CSV", $"{folder}..%2f..%2freport.csv",
            $"{folder}a/report.csv",
            url.Replace("ToolboxAsync", "Toolbox", StringComparison.Ordinal), url.Replace("ToolboxAsync", "Other", StringComparison.Ordinal),
            url.Replace("/j", "/j0", StringComparison.Ordinal), url.Replace("ToolboxAsync", "Planning/ToolboxAsync", StringComparison.Ordinal),
        ];
        foreach (var path in missing)
        {
            using var answer = await _client.GetAsync($"{path}?f=json");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            answer.Content.Headers.ContentDisposition.ShouldBeNull();
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            json.RootElement.ShouldBeError(404);
        }
    }

    [Fact]
    public async Task A_service_is_found_in_any_case_as_other_servers_write_it()
    {
        var url = await UrlAsync(await RunAsync());
        (await _client.GetStringAsync(url.Replace("ToolboxAsync_gpserver", "toolboxasync_GPServer", StringComparison.Ordinal)))
            .ShouldBe(WriteReport.Rows(10));
    }

    [Fact]
    public async Task Files_are_read_only()
    {
        using var answer = await AskAsync(HttpMethod.Post, await UrlAsync(await RunAsync()));
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.ShouldBe(["GET", "HEAD"]);
    }

    [Fact]
    public async Task A_task_that_gives_files_is_not_run_while_its_caller_waits()
    {
        var answer = await _client.Execute("WriteReport");
        answer.ShouldBeError(400, "Report", "submitJob");
        Directory.GetDirectories(server.TemporaryDirectory).ShouldBeEmpty();
    }

    async Task<string> UrlAsync(string job) =>
        (await _client.GetJson($"{job}/results/Report?f=json")).GetProperty("value").GetProperty("url").GetString()!;

    Task<string> RunAsync(params (string Name, string Value)[] form) => RunAsync("esriJobSucceeded", form);

    /// <summary>Runs a job to its end.</summary>
    /// <returns>The path of the job.</returns>
    async Task<string> RunAsync(string end, params (string Name, string Value)[] form)
    {
        var submitted = await _client.PostForm($"{Tasks}/WriteReport/submitJob", [.. form, ("f", "json")]);
        var job = $"{Tasks}/WriteReport/jobs/{submitted.GetProperty("jobId").GetString()}";
        for (var i = 0; i < 600; i++)
        {
            var status = (await _client.GetJson($"{job}?f=json")).GetProperty("jobStatus").GetString();
            if (status == end)
            {
                return job;
            }

            status.ShouldBeOneOf("esriJobSubmitted", "esriJobWaiting", "esriJobExecuting");
            await Task.Delay(50);
        }

        throw new ShouldAssertException($"the job {job} did not end");
    }

    Task<HttpResponseMessage> AskAsync(HttpMethod method, string url, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, url);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }

        return _client.SendAsync(request);
    }
}
