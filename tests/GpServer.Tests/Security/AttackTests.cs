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
    public async Task Guessing_a_password_ends_in_waiting_also_for_the_right_one()
    {
        await server.AddUserAsync("victim", SecuredServer.Password);
        for (var i = 0; i < 5; i++)
        {
            (await SignInAsync("victim", $"guess {i} of it")).ShouldBeError(400, "Invalid username or password.");
        }

        (await SignInAsync("victim", SecuredServer.Password)).ShouldBeError(400, "too many failed attempts", "try again in 1 seconds");
        (await SignInAsync("ann", SecuredServer.Password)).TryGetProperty("token", out _).ShouldBeTrue("others are not kept out");
        await Task.Delay(1_100);
        (await SignInAsync("victim", SecuredServer.Password)).TryGetProperty("token", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Guesses_at_the_same_time_do_not_all_count_as_the_first()
    {
        await server.AddUserAsync("target", SecuredServer.Password);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SignInAsync("target", $"guess {i} of it")));
        answers.Count(answer => answer.ToString().Contains("Invalid username", StringComparison.Ordinal)).ShouldBe(5);
        answers.Count(answer => answer.ToString().Contains("too many failed", StringComparison.Ordinal)).ShouldBe(15);
    }

    [Fact]
    public async Task An_unknown_name_is_made_to_wait_as_a_known_one()
    {
        for (var i = 0; i < 5; i++)
        {
            (await SignInAsync("no.such.user", $"guess {i} of it")).ShouldBeError(400, "Invalid username or password.");
        }

        (await SignInAsync("no.such.user", "another guess")).ShouldBeError(400, "too many failed attempts");
    }

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

    Task<System.Text.Json.JsonElement> SignInAsync(string user, string password) =>
        _client.PostForm("/tokens/generateToken", ("username", user), ("password", password), ("f", "json"));

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
