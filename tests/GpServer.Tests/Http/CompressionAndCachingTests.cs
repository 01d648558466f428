using System.IO.Compression;
using System.Net;

namespace GpServer.Tests.Http;

public sealed class CompressionAndCachingTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    const string Task = "/rest/services/Toolbox/GPServer/Echo?f=json";

    readonly HttpClient _client = server.CreateClient();

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task An_answer_is_compressed_when_the_client_takes_it(string encoding)
    {
        foreach (var url in new[] { Task, "/rest/services/Toolbox/GPServer/Echo/execute?Text=a&f=json", "/rest/nothing?f=json" })
        {
            using var response = await Get(url, "Accept-Encoding", encoding);
            response.Content.Headers.ContentEncoding.Single().ShouldBe(encoding);
            using var body = await response.Content.ReadAsStreamAsync();
            using Stream plain = encoding == "br"
                ? new BrotliStream(body, CompressionMode.Decompress)
                : new GZipStream(body, CompressionMode.Decompress);
            using var reader = new StreamReader(plain);
            (await reader.ReadToEndAsync()).ShouldStartWith("{");
        }
    }

    [Fact]
    public async Task A_document_that_has_not_changed_is_not_sent_again()
    {
        using var first = await _client.GetAsync(Task);
        var tag = first.Headers.ETag!.ToString();
        using var again = await Get(Task, "If-None-Match", tag);
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        again.Headers.ETag!.ToString().ShouldBe(tag);
        using var other = await Get(Task, "If-None-Match", "W/\"0\"");
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("GET", HttpStatusCode.NotModified)]
    [InlineData("HEAD", HttpStatusCode.NotModified)]
    [InlineData("POST", HttpStatusCode.OK)]
    public async Task Only_a_request_that_reads_is_told_that_nothing_has_changed(string method, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Task);
        request.Headers.TryAddWithoutValidation("If-None-Match", "*");
        using var response = await _client.SendAsync(request);
        response.StatusCode.ShouldBe(status);
        var body = await response.Content.ReadAsStringAsync();
        body.StartsWith('{').ShouldBe(status == HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/rest/info?f=json")]
    [InlineData("/rest/services?f=json")]
    [InlineData("/rest/services/Toolbox/GPServer?f=json")]
    [InlineData(Task)]
    public async Task Every_document_has_a_tag_of_its_own_in_each_form(string url)
    {
        using var json = await _client.GetAsync(url);
        using var pretty = await _client.GetAsync(url.Replace("f=json", "f=pjson", StringComparison.Ordinal));
        json.Headers.ETag.ShouldNotBeNull();
        pretty.Headers.ETag.ShouldNotBe(json.Headers.ETag);
    }

    [Fact]
    public async Task Results_have_no_tag()
    {
        using var response = await _client.GetAsync("/rest/services/Toolbox/GPServer/Echo/execute?Text=a&f=json");
        response.Headers.ETag.ShouldBeNull();
    }

    async Task<HttpResponseMessage> Get(string url, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation(header, value);
        return await _client.SendAsync(request);
    }
}
