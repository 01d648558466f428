using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using GpServer.Http;
using GpServer.Options;

namespace GpServer.Tests.Http;

public sealed class RateLimitTests
{
    static readonly (string, string)[] Three = [("RateLimits:PerAddress", "3"), ("RateLimits:WindowSeconds", "600")];

    [Fact]
    public async Task Too_many_requests_of_an_address_are_told_when_to_come_again()
    {
        using var server = new ServerBehind(IPAddress.Loopback, Three);
        using var client = server.CreateClient();
        for (var i = 0; i < 3; i++)
        {
            (await Ask(client, "203.0.113.7")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        using var refused = await Ask(client, "203.0.113.7", origin: "https://maps.example.com");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        int.Parse(refused.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture).ShouldBeInRange(1, 600);
        refused.Headers.GetValues("Access-Control-Allow-Origin").Single().ShouldBe("https://maps.example.com");
        using var answer = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
        answer.RootElement.ShouldBeError(429, "Too many requests", "this address");

        (await Ask(client, "203.0.113.8")).StatusCode.ShouldBe(HttpStatusCode.OK);
        for (var i = 0; i < 5; i++)
        {
            (await Ask(client, "203.0.113.7", "/healthz/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task The_window_moves_on()
    {
        using var server = new TestServer(("RateLimits:PerAddress", "2"), ("RateLimits:WindowSeconds", "1"));
        using var client = server.CreateClient();
        HttpResponseMessage response;
        do
        {
            response = await client.GetAsync("/rest/info?f=json");
        }
        while (response.StatusCode == HttpStatusCode.OK);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (response.StatusCode != HttpStatusCode.OK)
        {
            await Task.Delay(100, patience.Token);
            response = await client.GetAsync("/rest/info?f=json");
        }
    }

    [Fact]
    public void Addresses_of_one_network_of_64_bits_are_counted_together()
    {
        Counter("2001:db8:1:2::1").ShouldBe(Counter("2001:db8:1:2:ffff::9"));
        Counter("::ffff:192.0.2.1").ShouldBe(Counter("192.0.2.1"));
        Counters("2001:db8:1:1::1", "2001:db8:1:2::1", "2001:db8:1:3::1", "2001:db8:1:4::1").ShouldBeGreaterThan(1);
        Counters("192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4").ShouldBeGreaterThan(1);
    }

    [Fact]
    public void So_many_addresses_have_no_more_counters_than_there_are()
    {
        var counters = new HashSet<int>();
        for (var i = 0; i < 300_000; i++)
        {
            counters.Add(AddressRateLimit.Counter(new IPAddress(RandomNumberGenerator.GetBytes(16))));
        }

        counters.Count.ShouldBeInRange(AddressRateLimit.Counters / 2, AddressRateLimit.Counters);
        counters.ShouldAllBe(counter => counter >= 0 && counter < AddressRateLimit.Counters);
    }

    [Fact]
    public void Each_user_has_a_limit_under_every_spelling_of_the_name()
    {
        using var limit = UserLimit(perUser: 2);
        limit.TryTake("Anna", out _).ShouldBeTrue();
        limit.TryTake("anna", out _).ShouldBeTrue();
        limit.TryTake("ANNA", out var wait).ShouldBeFalse();
        wait.ShouldBeInRange(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(600));
        limit.TryTake("Bert", out _).ShouldBeTrue();
    }

    [Fact]
    public void Without_a_limit_a_user_asks_as_often_as_wanted()
    {
        using var limit = UserLimit(perUser: 0);
        for (var i = 0; i < 10_000; i++)
        {
            limit.TryTake("anna", out var wait).ShouldBeTrue();
            wait.ShouldBe(TimeSpan.Zero);
        }
    }

    static UserRateLimit UserLimit(int perUser) => new(Microsoft.Extensions.Options.Options.Create(
        new GpServerOptions { RateLimits = new RateLimitOptions { PerUser = perUser, WindowSeconds = 600 } }));

    static int Counter(string address) => AddressRateLimit.Counter(IPAddress.Parse(address));

    static int Counters(params string[] addresses) => addresses.Select(Counter).Distinct().Count();

    static async Task<HttpResponseMessage> Ask(HttpClient client, string address, string url = "/rest/info?f=json", string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Add("X-Forwarded-For", address);
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await client.SendAsync(request);
    }
}
