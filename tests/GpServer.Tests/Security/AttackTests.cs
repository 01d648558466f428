using System.Net;
using GpServer.Tests.Hosting;
using GpServer.Tests.Http;
using Microsoft.AspNetCore.Routing;

namespace GpServer.Tests.Security;

/// <summary>What people try who may not.</summary>
public sealed class AttackTests(SecuredServer server) : IClassFixture<SecuredServer>, IDisposable
{
    const string Script = "<script>alert(1)</script>";

    readonly HttpClient _client = server.CreateClient(new() { AllowAutoRedirect = false });

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task No_spelling_of_a_path_reaches_a_secured_service()
    {
        await using var running = await RunningServer.StartAsync("--urls=http://127.0.0.1:0");
        const string path = "/rest/services/LandUseReport/GPServer";
        foreach (var spelled in SpelledPaths.Of(path).Concat(SpelledPaths.Of($"{path}/LandUse")).Append(path))
        {
            var answer = await RawHttp.GetAsync(running.Address, $"{spelled}?f=json");
            answer.ShouldNotContain("executionType", Case.Sensitive, spelled);
            answer.ShouldNotContain(" 500 ", Case.Sensitive, spelled);
        }

        (await RawHttp.GetAsync(running.Address, $"{path}?f=json")).ShouldContain("\"code\":499");
        foreach (var spelled in SpelledPaths.Of("/admin/security/users"))
        {
            (await RawHttp.GetAsync(running.Address, $"{spelled}?f=json")).ShouldNotContain("siteadmin", Case.Sensitive, spelled);
        }
    }

    [Fact]
    public async Task Nothing_that_came_is_markup_in_a_page()
    {
        var token = await server.TokenAsync("siteadmin");
        var fields = string.Join('&', new[]
        {
            "Text", "f2", "callback", "redirect", "outSR", "env:outSR", "expiration", "client", "username", "rolename", "filter", "level", "service",
        }.Select(name => $"{name}={Uri.EscapeDataString(Script)}"));
        var tried = 0;
        foreach (var route in server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = route.RoutePattern.RawText!.TrimStart('/');
            foreach (var path in new[] { Filled(pattern, Script), Filled(pattern, null) }.Distinct())
            {
                foreach (var format in new[] { "html", "json", Uri.EscapeDataString(Script) })
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, $"/{path}?f={format}&{fields}");
                    request.Headers.Add("Accept", "text/html");
                    request.Headers.Add("X-Esri-Authorization", $"Bearer {token}");
                    using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                    tried++;
                    if (response.Content.Headers.ContentType?.MediaType == "text/html")
                    {
                        (await response.Content.ReadAsStringAsync()).ShouldNotContain("<script>alert", Case.Insensitive, request.RequestUri!.ToString());
                        response.Headers.Contains("Content-Security-Policy").ShouldBeTrue(request.RequestUri!.ToString());
                    }

                    response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
                }
            }
        }

        tried.ShouldBeGreaterThan(300);
    }

    [Theory]
    [InlineData("f=json&f=html")]
    [InlineData("f=html&f=json&F=html")]
    [InlineData("f=pjson&f=json")]
    public async Task A_format_given_twice_is_read_once(string query)
    {
        // What refuses a caller and what answers must not differ about the form.
        using var refused = await _client.GetAsync($"/rest/services/Quick/GPServer?{query}");
        using var answered = await _client.GetAsync($"/rest/services/Toolbox/GPServer?{query}");
        if (query.StartsWith("f=html", StringComparison.Ordinal))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            answered.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        }
        else
        {
            (await refused.ReadJson()).ShouldBeError(499);
            (await answered.ReadJson()).TryGetProperty("tasks", out _).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Nobody_makes_himself_an_administrator()
    {
        foreach (var user in new[] { "ann", "pia" })
        {
            var token = await server.TokenAsync(user);
            await _client.AdminRefuses("security/roles/add", token, 403, "permissions", ("rolename", "mine"));
            await _client.AdminRefuses("security/roles/assignPrivilege", token, 403, "permissions", ("rolename", "analyst"), ("privilege", "ADMINISTER"));
            await _client.AdminRefuses("security/users/update", token, 403, "permissions", ("username", "siteadmin"), ("password", "my own password"));
        }
    }

    [Fact]
    public async Task The_primary_administrator_cannot_be_shut_out()
    {
        var token = await server.TokenAsync("siteadmin");
        await _client.AdminRefuses("security/users/remove", token, 400, "primary administrator", ("username", "siteadmin"));
        await _client.AdminRefuses("security/users/update", token, 400, "primary administrator", ("username", "siteadmin"), ("disabled", "true"));
    }

    static string Filled(string pattern, string? part)
    {
        var value = part is null ? null : Uri.EscapeDataString(part);
        return string.Join('/', pattern.Split('/').Select(segment => !segment.Contains('{', StringComparison.Ordinal) ? segment
            : segment.Replace("{service}", value ?? "Toolbox", StringComparison.Ordinal)
                .Replace("{folder}", value ?? "Members", StringComparison.Ordinal)
                .Replace("{task}", value ?? "Echo", StringComparison.Ordinal) is var filled && filled.Contains('{', StringComparison.Ordinal)
                    ? value ?? "x"
                    : filled));
    }
}
