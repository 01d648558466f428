using System.Net;

namespace GpServer.Tests.Http;

public sealed class ProxyTests
{
    const string Task = "/arcgis/rest/services/Toolbox/GPServer/Echo?f=json";

    [Theory]
    [InlineData(null, "192.0.2.9", "http://localhost/")]
    [InlineData(null, "127.0.0.1", "https://gis.example.com/maps/arcgis/")]
    [InlineData("192.0.2.9", "192.0.2.9", "https://gis.example.com/maps/arcgis/")]
    [InlineData("192.0.2.0/24", "192.0.2.9", "https://gis.example.com/maps/arcgis/")]
    [InlineData("192.0.2.0/24", "198.51.100.1", "http://localhost/")]
    [InlineData("192.0.2.0/24", "::ffff:192.0.2.9", "https://gis.example.com/maps/arcgis/")]
    [InlineData("2001:db8::/32", "2001:db8::9", "https://gis.example.com/maps/arcgis/")]
    [InlineData("2001:db8::/32", "2001:db9::9", "http://localhost/")]
    public async Task Only_known_proxies_say_what_the_client_used(string? known, string from, string url)
    {
        using var server = new ServerBehind(IPAddress.Parse(from), known is null ? [] : [("Proxy:Known:0", known)]);
        using var response = await Send(server, ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "gis.example.com"),
            ("X-Forwarded-Prefix", "/maps"), ("X-Forwarded-For", "203.0.113.7"));
        (await response.ReadJson()).GetProperty("helpUrl").GetString()!.ShouldStartWith(url);
        server.Client.ShouldBe(IPAddress.Parse(url.StartsWith("https", StringComparison.Ordinal) ? "203.0.113.7" : from));
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7, 192.0.2.8", "203.0.113.7")]
    [InlineData("10.9.9.9, 203.0.113.7, 192.0.2.8", "203.0.113.7")]
    [InlineData("127.0.0.1, 203.0.113.7", "203.0.113.7")]
    [InlineData("192.0.2.8, 203.0.113.7, 192.0.2.7, 192.0.2.8", "203.0.113.7")]
    [InlineData("203.0.113.7:4711, 192.0.2.8", "203.0.113.7")]
    public async Task The_client_is_who_the_nearest_known_proxy_saw_whatever_it_said_of_itself(string forwardedFor, string client)
    {
        using var server = new ServerBehind(IPAddress.Parse("192.0.2.9"), ("Proxy:Known:0", "192.0.2.0/24"));
        using var response = await Send(server, ("X-Forwarded-For", forwardedFor));
        server.Client.ShouldBe(IPAddress.Parse(client));
    }

    [Fact]
    public async Task A_host_that_the_client_added_before_the_proxy_s_is_not_believed()
    {
        using var server = new ServerBehind(IPAddress.Parse("192.0.2.9"), ("Proxy:Known:0", "192.0.2.9"));
        using var response = await Send(server, ("X-Forwarded-For", "10.1.1.1, 203.0.113.7"),
            ("X-Forwarded-Host", "evil.example.com, gis.example.com"), ("X-Forwarded-Proto", "http, https"));
        (await response.ReadJson()).GetProperty("helpUrl").GetString()!.ShouldStartWith("https://gis.example.com/");
    }

    [Theory]
    [InlineData("X-Forwarded-For", "unknown")]
    [InlineData("X-Forwarded-For", "999.1.1.1, <script>")]
    [InlineData("X-Forwarded-For", ",,,,")]
    [InlineData("X-Forwarded-For", "'; drop table users; --")]
    [InlineData("X-Forwarded-Host", "evil.example.com/<script>")]
    [InlineData("X-Forwarded-Host", "a b")]
    [InlineData("X-Forwarded-Host", "[::1")]
    [InlineData("X-Forwarded-Proto", "java script:")]
    [InlineData("X-Forwarded-Prefix", "no-slash")]
    [InlineData("X-Forwarded-Prefix", "//evil.example.com")]
    public async Task Nonsense_from_a_proxy_is_no_failure_and_comes_back_nowhere(string header, string value)
    {
        using var server = new ServerBehind(IPAddress.Parse("192.0.2.9"), ("Proxy:Known:0", "192.0.2.9"));
        using var response = await Send(server, (header, value));
        var answer = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.ShouldNotContain("\"code\":500");
        answer.ShouldNotContain("<script>");
        answer.ShouldNotContain("\"helpUrl\":\"//");
        answer.ShouldNotContain("http://evil.example.com");
    }

    [Fact]
    public async Task A_list_of_many_hops_is_no_failure()
    {
        using var server = new ServerBehind(IPAddress.Parse("192.0.2.9"), ("Proxy:Known:0", "192.0.2.0/24"));
        var hops = string.Join(',', Enumerable.Repeat("192.0.2.8", 2_000).Prepend("203.0.113.7"));
        using var response = await Send(server, ("X-Forwarded-For", hops));
        (await response.ReadJson()).GetProperty("name").GetString().ShouldBe("Echo");
        server.Client.ShouldBe(IPAddress.Parse("203.0.113.7"));
    }

    static async Task<HttpResponseMessage> Send(ServerBehind server, params (string Name, string Value)[] headers)
    {
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Task);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }
}
