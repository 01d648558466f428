using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;

namespace GpServer.Tests.Rest.Requests;

public sealed class RequestLimitTests(RequestLimitTests.SmallServer server) : IClassFixture<RequestLimitTests.SmallServer>
{
    const string Echo = "/rest/services/Toolbox/GPServer/Echo/execute";

    readonly HttpClient _client = server.CreateClient();

    [Fact]
    public async Task A_body_over_the_limit_is_refused_by_the_limits_value()
    {
        (await _client.Execute("Echo", ("Text", new string('x', 9_000)))).ShouldBeError(413, "8192 bytes");
    }

    [Fact]
    public async Task A_body_of_unknown_length_over_the_limit_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Echo}?f=json") { Content = new UnknownLength(9_000) };
        using var response = await _client.SendAsync(request);
        (await response.ReadJson()).ShouldBeError(413, "8192 bytes");
    }

    [Fact]
    public async Task The_limit_is_on_what_a_compressed_body_becomes()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes($"Text={new string('x', 1_000_000)}"));
        }

        var compressed = bytes.ToArray();
        compressed.Length.ShouldBeLessThan(8_192);
        using var content = new ByteArrayContent(compressed);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded");
        content.Headers.ContentEncoding.Add("gzip");
        using var response = await _client.PostAsync($"{Echo}?f=json", content);
        (await response.ReadJson()).ShouldBeError(413, "8192 bytes");
    }

    [Fact]
    public async Task A_part_over_the_limit_is_refused()
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(new byte[9_000]), "Text" } };
        form.Headers.ContentLength.ShouldNotBeNull();
        using var response = await _client.PostAsync($"{Echo}?f=json", form);
        (await response.ReadJson()).ShouldBeError(413, "8192 bytes");
    }

    [Fact]
    public async Task Too_many_fields_are_refused_by_the_limits_value()
    {
        var query = string.Join('&', Enumerable.Range(0, 21).Select(i => $"a{i}=1"));
        (await _client.GetJson($"/rest/info?{query}")).ShouldBeError(413, "20 fields");
        (await _client.GetJson($"/rest/info?{query[..query.LastIndexOf('&')]}")).TryGetProperty("error", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_long_name_is_refused()
    {
        (await _client.GetJson($"/rest/info?{new string('n', 65)}=1")).ShouldBeError(413, "64 bytes");
    }

    public sealed class SmallServer() : TestServer(
        ("Limits:RequestBytes", "8192"), ("Limits:RequestFields", "20"), ("Limits:FieldNameBytes", "64"));

    sealed class UnknownLength(int length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"Text={new string('x', length)}"));

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
