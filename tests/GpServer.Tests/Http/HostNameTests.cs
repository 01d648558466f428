using System.Net;
using System.Text.Json;

namespace GpServer.Tests.Http;

public sealed class HostNameTests
{
    static readonly (string, string)[] Named =
        [("Hosts:0", "gis.example.com"), ("Hosts:1", "*.maps.example.com"), ("Hosts:2", "[2001:db8::1]"), ("Proxy:Known:0", "192.0.2.9")];

    [Theory]
    [InlineData("gis.example.com", true)]
    [InlineData("GIS.example.com:6080", true)]
    [InlineData("a.maps.example.com", true)]
    [InlineData("[2001:db8::1]:6080", true)]
    [InlineData("maps.example.com", false)]
    [InlineData("evil.example.com", false)]
    [InlineData("gis.example.com.evil.example.com", false)]
    [InlineData("evilgis.example.com", false)]
    [InlineData("localhost", false)]
    public async Task Requests_for_other_names_are_refused(string host, bool isKnown)
    {
        using var server = new TestServer(Named);
        using var response = await Send(server, "/rest/info?f=json", host);
        response.StatusCode.ShouldBe(isKnown ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        answer.RootElement.TryGetProperty("currentVersion", out _).ShouldBe(isKnown);
        if (!isKnown)
        {
            answer.RootElement.ShouldBeError(400, "Host: '", "is not a name of this server");
        }
    }

    [Fact]
    public async Task Health_is_asked_under_any_name()
    {
        using var server = new TestServer(Named);
        using var response = await Send(server, "/healthz/live", "10.0.0.7");
        (await response.Content.ReadAsStringAsync()).ShouldBe("Healthy");
    }

    [Theory]
    [InlineData("gis.example.com", HttpStatusCode.OK)]
    [InlineData("evil.example.com", HttpStatusCode.BadRequest)]
    public async Task Behind_a_proxy_the_name_counts_that_the_client_used(string forwarded, HttpStatusCode status)
    {
        using var server = new ServerBehind(IPAddress.Parse("192.0.2.9"), Named);
        using var response = await Send(server, "/rest/info?f=json", "node1:6080", ("X-Forwarded-Host", forwarded));
        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task A_client_that_is_no_proxy_cannot_say_that_it_used_a_known_name()
    {
        using var server = new ServerBehind(IPAddress.Parse("203.0.113.7"), Named);
        using var response = await Send(server, "/rest/info?f=json", "evil.example.com", ("X-Forwarded-Host", "gis.example.com"));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    static async Task<HttpResponseMessage> Send(TestServer server, string url, string host, params (string Name, string Value)[] headers)
    {
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Host = host;
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return await client.SendAsync(request);
    }
}
