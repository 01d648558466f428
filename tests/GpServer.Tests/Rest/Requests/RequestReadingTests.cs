using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using GpServer.Rest.Requests;

namespace GpServer.Tests.Rest.Requests;

public sealed class RequestReadingTests(DefaultServer server) : IClassFixture<DefaultServer>
{
    const string Echo = "/rest/services/Toolbox/GPServer/Echo/execute";

    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task A_query_and_a_form_mean_the_same()
    {
        var fromQuery = await _client.GetJson($"{Echo}?Text=a%20b+%C3%BC&Count=2&f=json");
        var fromForm = await _client.PostForm(Echo, ("Text", "a b ü"), ("Count", "2"), ("f", "json"));
        fromQuery.GetProperty("results").ToString().ShouldBe(fromForm.GetProperty("results").ToString());
        fromForm.Result("Same").GetString().ShouldBe("a b ü");
    }

    [Fact]
    public async Task The_form_wins_over_the_query_unless_it_is_empty()
    {
        (await _client.PostForm($"{Echo}?Text=query&f=json", ("Text", "form"))).Result("Same").GetString().ShouldBe("form");
        (await _client.PostForm($"{Echo}?Text=query&f=json", ("Text", ""))).Result("Same").GetString().ShouldBe("query");
    }

    [Fact]
    public async Task Names_match_exactly_first_and_then_without_regard_to_case()
    {
        (await _client.Execute("Echo", ("text", "small"))).Result("Same").GetString().ShouldBe("small");
        (await _client.Execute("Echo", ("TEXT", "large"), ("Text", "right"))).Result("Same").GetString().ShouldBe("right");
    }

    [Fact]
    public async Task Unknown_parameters_are_ignored()
    {
        var answer = await _client.Execute("Echo", ("Text", "a"), ("outputParam", "x"), ("end:processSR", "abc"), ("request", "getToken"));
        answer.Result("Same").GetString().ShouldBe("a");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("  ")]
    public async Task An_empty_value_counts_as_not_given(string nothing)
    {
        var answer = await _client.Execute("Echo", ("Text", "a"), ("Count", nothing), ("context", nothing), ("env:outSR", nothing));
        answer.GetProperty("messages").ToString().ShouldContain("1 FULL");
    }

    [Fact]
    public async Task A_form_in_parts_is_a_form()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("json"), "f" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("100% ü & +")), "Text", "text.txt" },
        };
        using var response = await _client.PostAsync(Echo, form);
        (await response.ReadJson()).Result("Same").GetString().ShouldBe("100% ü & +");
    }

    [Theory]
    [InlineData("--b\r\nno disposition\r\n\r\nx\r\n--b--")]
    [InlineData("--b\r\nContent-Disposition: form-data; name=\"Text\"\r\n\r\nnever ends")]
    [InlineData("--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--")]
    public async Task A_broken_form_in_parts_is_an_error_that_says_so(string body)
    {
        using var content = new StringContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");
        using var response = await _client.PostAsync($"{Echo}?f=json", content);
        (await response.ReadJson()).ShouldBeError(400, "multipart/form-data");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData(null)]
    public async Task A_form_without_its_media_type_is_still_a_form(string? mediaType)
    {
        using var content = new ByteArrayContent("Text=plain&f=json"u8.ToArray());
        content.Headers.ContentType = mediaType is null ? null : MediaTypeHeaderValue.Parse(mediaType);
        using var response = await _client.PostAsync(Echo, content);
        (await response.ReadJson()).Result("Same").GetString().ShouldBe("plain");
    }

    [Fact]
    public async Task A_body_of_another_media_type_is_refused_by_its_name()
    {
        using var content = new StringContent("{}", Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(Echo, content);
        (await response.ReadJson()).ShouldBeError(400, "application/json", "application/x-www-form-urlencoded");
    }

    [Fact]
    public async Task A_get_may_say_that_it_has_a_form_and_have_none()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Echo}?Text=a&f=json") { Content = new ByteArrayContent([]) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded");
        using var response = await _client.SendAsync(request);
        (await response.ReadJson()).Result("Same").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task A_compressed_form_is_read()
    {
        using var response = await _client.PostAsync(Echo, Compressed($"f=json&Text={new string('a', 100_000)}"));
        (await response.ReadJson()).Result("Length").GetInt32().ShouldBe(100_000);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("IDENTITY")]
    public async Task A_form_may_say_that_it_is_not_compressed(string encoding)
    {
        using var content = new ByteArrayContent("f=json&Text=a"u8.ToArray());
        content.Headers.ContentEncoding.Add(encoding);
        using var response = await _client.PostAsync(Echo, content);
        (await response.ReadJson()).Result("Same").GetString().ShouldBe("a");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task What_is_not_compressed_as_it_says_is_an_error(string encoding)
    {
        using var content = new ByteArrayContent("f=json&Text=a"u8.ToArray());
        content.Headers.ContentEncoding.Add(encoding);
        using var broken = await _client.PostAsync($"{Echo}?f=json", content);
        (await broken.ReadJson()).ShouldBeError(400, "Content-Encoding");
        using var other = new ByteArrayContent("f=json&Text=a"u8.ToArray());
        other.Headers.ContentEncoding.Add("zip");
        using var unknown = await _client.PostAsync($"{Echo}?f=json", other);
        (await unknown.ReadJson()).ShouldBeError(400, "Content-Encoding", "zip");
    }

    [Fact]
    public async Task Every_request_gives_its_memory_back()
    {
        await _client.Execute("Echo", ("Text", new string('x', 200_000)));
        await _client.Execute("Fail", ("Kind", "known"));
        await _client.GetJson("/rest/nothing?Text=abc");
        server.Get<RequestMemory>().Held.ShouldBe(0);
    }

    static ByteArrayContent Compressed(string form)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(form));
        }

        var content = new ByteArrayContent(bytes.ToArray());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded");
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}
