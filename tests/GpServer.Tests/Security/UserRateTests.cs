using System.Net;

namespace GpServer.Tests.Security;

/// <summary>The limit of requests of one user, whose name is known only after the request was read.</summary>
public sealed class UserRateTests
{
    [Fact]
    public async Task A_user_who_asks_too_often_is_told_when_to_come_again_and_others_are_not()
    {
        using var server = new TestServer(("RateLimits:PerUser", "3"), ("RateLimits:WindowSeconds", "600"));
        await server.AddUserAsync("ann", SecuredServer.Password);
        await server.AddUserAsync("ulf", SecuredServer.Password);
        using var client = server.CreateClient();
        async Task<string> TokenAsync(string user) => (await client.PostForm(
            "/tokens/", ("username", user), ("password", SecuredServer.Password), ("f", "json"))).GetProperty("token").GetString()!;
        var (ann, ulf) = (await TokenAsync("ann"), await TokenAsync("ulf"));
        for (var i = 0; i < 3; i++)
        {
            (await client.GetJson($"/rest/services?f=json&token={ann}")).TryGetProperty("services", out _).ShouldBeTrue();
        }

        using var refused = await client.GetAsync($"/rest/services?f=json&token={ann}");
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(600));
        (await refused.Content.ReadAsStringAsync()).ShouldContain("\"code\":429");
        (await client.GetJson($"/rest/services?f=json&token={ulf}")).TryGetProperty("services", out _).ShouldBeTrue();
        (await client.GetJson("/rest/services?f=json")).TryGetProperty("services", out _).ShouldBeTrue();
    }
}
