using System.Net;
using GpServer.Tests.Hosting;

namespace GpServer.Tests.Http;

public sealed class HttpsTests : IClassFixture<HttpsTests.Secure>
{
    readonly HttpClient _client;
    readonly Uri _plain;
    readonly Uri _tls;
    readonly Uri _admin;

    public HttpsTests(Secure secure)
    {
        _client = secure.Client;
        _plain = secure.Server.Addresses.Single(address => address.Scheme == "http");
        _tls = secure.Server.Addresses.Single(address => address.Scheme == "https" && address.Port != secure.AdminPort);
        _admin = new Uri($"https://127.0.0.1:{secure.AdminPort}");
    }

    [Fact]
    public async Task The_server_speaks_https_with_its_own_certificate()
    {
        using var response = await _client.GetAsync(new Uri(_tls, "/rest/services/Toolbox/GPServer/Echo?f=json"));
        (await response.ReadJson()).GetProperty("helpUrl").GetString()!.ShouldStartWith($"https://127.0.0.1:{_tls.Port}/");
        response.Headers.GetValues("Strict-Transport-Security").Single().ShouldBe("max-age=31536000");
    }

    [Fact]
    public async Task The_port_that_is_added_for_the_administration_speaks_https_with_the_same_certificate()
    {
        (await _client.GetStringAsync(new Uri(_admin, "/healthz/live"))).ShouldBe("Healthy");
        using var response = await _client.GetAsync(new Uri(_admin, "/rest/info?f=json"));
        (await response.ReadJson()).ShouldBeError(404, "There is no resource rest/info");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task People_are_sent_from_http_to_https(string method)
    {
        using var response = await Send(method, "/arcgis/rest/services/To%20ol?x=a%20b", "text/html");
        response.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        response.Headers.Location!.OriginalString.ShouldBe($"https://127.0.0.1:{_tls.Port}/arcgis/rest/services/To%20ol?x=a%20b");
        response.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Theory]
    [InlineData("GET", "/rest/services?f=json", "*/*")]
    [InlineData("GET", "/rest/services", "*/*")]
    [InlineData("POST", "/rest/services/Toolbox/GPServer/Echo/execute?f=json", "*/*")]
    [InlineData("POST", "/tokens/generateToken?f=json", "text/html")]
    [InlineData("GET", "/rest/services?f=json&token=abc", "text/html")]
    [InlineData("GET", "/openapi/v1.json?f=json", "*/*")]
    public async Task Clients_are_refused_by_http(string method, string url, string accept)
    {
        using var response = await Send(method, url, accept);
        (await response.ReadJson()).ShouldBeError(403, "SSL required", "HTTPS only");
    }

    [Fact]
    public async Task A_page_that_is_asked_for_with_a_token_is_refused_so_that_somebody_notices()
    {
        using var response = await Send("GET", "/rest/services?token=abc", "text/html");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldContain("SSL required");
    }

    [Fact]
    public async Task Health_is_asked_by_http()
    {
        using var response = await Send("GET", "/healthz/live", "*/*");
        (await response.Content.ReadAsStringAsync()).ShouldBe("Healthy");
    }

    [Theory]
    [InlineData("127.0.0.1", "https", true)]
    [InlineData("127.0.0.1", "http", false)]
    [InlineData("203.0.113.7", "https", false)]
    public async Task Https_that_ended_at_a_known_proxy_counts(string peer, string scheme, bool counts)
    {
        using var server = new ServerBehind(IPAddress.Parse(peer), ("Https:Required", "true"), ("Https:HstsSeconds", "60"));
        using var client = server.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/rest/info?f=json");
        request.Headers.Add("X-Forwarded-Proto", scheme);
        using var response = await client.SendAsync(request);
        (await response.ReadJson()).TryGetProperty("currentVersion", out _).ShouldBe(counts);
        response.Headers.Contains("Strict-Transport-Security").ShouldBe(counts);
    }

    [Theory]
    [InlineData("0", "https://localhost/rest/services")]
    [InlineData("8443", "https://localhost:8443/rest/services")]
    public async Task Without_an_https_address_of_its_own_the_server_sends_people_to_the_port_that_is_set(string port, string location)
    {
        using var server = new TestServer(("Https:Required", "true"), ("Https:Port", port));
        using var client = server.CreateClient(new() { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/rest/services");
        request.Headers.Accept.ParseAdd("text/html");
        using var response = await client.SendAsync(request);
        response.Headers.Location!.OriginalString.ShouldBe(location);
    }

    async Task<HttpResponseMessage> Send(string method, string url, string accept)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_plain, url));
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await _client.SendAsync(request);
    }

    public sealed class Secure : IAsyncLifetime, IDisposable
    {
        readonly TestCertificate _certificate = new();

        internal RunningServer Server { get; private set; } = null!;

        internal HttpClient Client { get; private set; } = null!;

        internal int AdminPort { get; } = AdminAccessTests.FreePort();

        public async Task InitializeAsync()
        {
            Client = _certificate.Client();
            Server = await RunningServer.StartAsync(
                "--Kestrel:Endpoints:Plain:Url=http://127.0.0.1:0",
                "--Kestrel:Endpoints:Tls:Url=https://127.0.0.1:0",
                $"--Kestrel:Endpoints:Tls:Certificate:Path={_certificate.FileName}",
                $"--Kestrel:Endpoints:Tls:Certificate:Password={TestCertificate.Password}",
                $"--GpServer:Admin:Port={AdminPort}",
                "--GpServer:Https:Required=true",
                "--GpServer:Https:HstsSeconds=31536000");
        }

        public async Task DisposeAsync() => await Server.DisposeAsync();

        public void Dispose()
        {
            Client.Dispose();
            _certificate.Dispose();
        }
    }
}
