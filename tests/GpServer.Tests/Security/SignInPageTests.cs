using System.Net;
using GpServer.Security;

namespace GpServer.Tests.Security;

/// <summary>Sign-in by the page, and what other pages cannot do with its cookie.</summary>
public sealed class SignInPageTests(SecuredServer server) : IClassFixture<SecuredServer>, IDisposable
{
    readonly HttpClient _client = server.CreateClient(new() { AllowAutoRedirect = false, HandleCookies = false });

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_secured_page_leads_to_the_sign_in_and_back()
    {
        using var first = await SendAsync(HttpMethod.Get, "/arcgis/rest/services/Quick/GPServer", ("Accept", "text/html"));
        first.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var login = first.Headers.Location!.ToString();
        login.ShouldBe("/arcgis/rest/login?redirect=%2Frest%2Fservices%2FQuick%2FGPServer");
        using var page = await SendAsync(HttpMethod.Get, login, ("Accept", "text/html"));
        (await page.Content.ReadAsStringAsync()).ShouldContain("value=\"/rest/services/Quick/GPServer\"");

        using var signedIn = await SignInAsync("/arcgis/rest/login", "ann", SecuredServer.Password, "/rest/services/Quick/GPServer");
        signedIn.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        signedIn.Headers.Location!.ToString().ShouldBe("/arcgis/rest/services/Quick/GPServer");
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        using var secured = await SendAsync(HttpMethod.Get, "/arcgis/rest/services/Quick/GPServer?f=json",
            ("Cookie", cookie.Split(';')[0]), ("Sec-Fetch-Site", "same-origin"));
        (await secured.ReadJson()).TryGetProperty("tasks", out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("https://evil.example.com/")]
    [InlineData("//evil.example.com/")]
    [InlineData("/\\evil.example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/a\r\nSet-Cookie: x=y")]
    [InlineData("")]
    public async Task Nobody_is_led_elsewhere(string redirect)
    {
        using var signedIn = await SignInAsync("/rest/login", "ann", SecuredServer.Password, redirect);
        signedIn.Headers.Location!.ToString().ShouldBe("/rest/services");
        signedIn.Headers.GetValues("Set-Cookie").Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example.com")]
    [InlineData("Origin", "http://localhost:81")]
    [InlineData("Origin", "null")]
    public async Task The_cookie_counts_for_no_other_page(string header, string value)
    {
        using var signedIn = await SignInAsync("/rest/login", "siteadmin", SecuredServer.Password, "");
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        foreach (var (method, url) in new[]
        {
            (HttpMethod.Post, "/admin/security/roles/add?f=json&rolename=evil"),
            (HttpMethod.Get, "/admin/security/users?f=json"),
            (HttpMethod.Post, "/rest/services/Analysis/GPServer/Echo/submitJob?f=json"),
            (HttpMethod.Get, "/rest/services/Analysis/GPServer/Echo/submitJob?f=json"),
        })
        {
            using var other = await SendAsync(method, url, ("Cookie", cookie), (header, value));
            (await other.Content.ReadAsStringAsync()).ShouldContain("499");
        }

        server.Get<SiteState>().Now.Roles.ContainsKey("evil").ShouldBeFalse();
    }

    [Fact]
    public async Task A_form_without_any_word_of_its_origin_is_not_believed()
    {
        using var signedIn = await SignInAsync("/rest/login", "siteadmin", SecuredServer.Password, "");
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var post = await SendAsync(HttpMethod.Post, "/admin/security/roles/add?f=json&rolename=evil", ("Cookie", cookie));
        (await post.Content.ReadAsStringAsync()).ShouldContain("499");
        using var own = await SendAsync(HttpMethod.Post, "/admin/security/roles/add?f=json&rolename=good",
            ("Cookie", cookie), ("Origin", "http://localhost"));
        (await own.Content.ReadAsStringAsync()).ShouldContain("success");
    }

    [Theory]
    [InlineData("/rest/services/Analysis/GPServer/Echo/submitJob?f=json")]
    [InlineData("/rest/services/Quick/GPServer/Echo/execute?f=json")]
    public async Task A_picture_of_an_address_changes_nothing(string url)
    {
        // Over plain HTTP browsers send the cookie with nothing that tells which page asks.
        using var signedIn = await SignInAsync("/rest/login", "ann", SecuredServer.Password, "");
        var cookie = signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        using var picture = await SendAsync(HttpMethod.Get, url, ("Cookie", cookie));
        (await picture.ReadJson()).ShouldBeError(403, "does not say that it comes from a page of this server");
        using var read = await SendAsync(HttpMethod.Get, "/rest/services/Quick/GPServer?f=json", ("Cookie", cookie));
        (await read.ReadJson()).TryGetProperty("tasks", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task No_other_page_signs_anybody_in_or_out()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/rest/login")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["username"] = "ann",
                ["password"] = SecuredServer.Password,
                ["f"] = "html",
            }),
        };
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var login = await _client.SendAsync(request);
        login.Headers.Contains("Set-Cookie").ShouldBeFalse();
        using var logout = await SendAsync(HttpMethod.Get, "/rest/logout", ("Sec-Fetch-Site", "cross-site"));
        logout.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Fact]
    public async Task A_wrong_password_shows_the_page_again_with_nothing_of_it()
    {
        using var answer = await SignInAsync("/rest/login", "<script>alert(1)</script>", "wrong <b>horse</b>", "\"><script>");
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("Invalid username or password.");
        page.ShouldNotContain("<script>");
        page.ShouldNotContain("horse");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("form-action 'self'");
    }

    Task<HttpResponseMessage> SignInAsync(string url, string user, string password, string redirect)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["username"] = user,
                ["password"] = password,
                ["redirect"] = redirect,
                ["f"] = "html",
            }),
        };
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        return _client.SendAsync(request);
    }

    Task<HttpResponseMessage> SendAsync(HttpMethod method, string url, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, url);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _client.SendAsync(request);
    }
}
