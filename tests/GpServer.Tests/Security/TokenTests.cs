using System.Text.Json;
using GpServer.Security;
using GpServer.Storage.Site;

namespace GpServer.Tests.Security;

/// <summary>How tokens are got, shown and lost.</summary>
public sealed class TokenTests(SecuredServer server) : IClassFixture<SecuredServer>, IDisposable
{
    const string Secured = "/rest/services/Quick/GPServer/Echo/execute?Text=a&f=json";

    readonly HttpClient _client = server.CreateClient();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("/tokens/generateToken")]
    [InlineData("/tokens/")]
    [InlineData("/tokens")]
    [InlineData("/rest/generateToken")]
    [InlineData("/admin/generateToken")]
    [InlineData("/arcgis/tokens/")]
    public async Task Every_token_endpoint_gives_a_token_with_its_end_in_milliseconds(string url)
    {
        var before = DateTimeOffset.UtcNow;
        var answer = await _client.PostForm(url,
            ("request", "getToken"), ("username", "ann"), ("password", SecuredServer.Password), ("expiration", "60"), ("f", "json"));
        var expires = DateTimeOffset.FromUnixTimeMilliseconds(answer.GetProperty("expires").GetInt64());
        expires.ShouldBeInRange(before.AddMinutes(59), DateTimeOffset.UtcNow.AddMinutes(61));
        (await _client.GetJson($"{Secured}&token={answer.GetProperty("token").GetString()}")).Result("Same").GetString().ShouldBe("a");
    }

    [Theory]
    [InlineData("20160", 1_440)]
    [InlineData("1e300", 1_440)]
    [InlineData("5", 5)]
    [InlineData("", 60)]
    public async Task A_time_above_the_longest_is_cut(string expiration, int minutes)
    {
        var before = DateTimeOffset.UtcNow;
        var answer = await _client.PostForm("/tokens/",
            ("username", "ann"), ("password", SecuredServer.Password), ("expiration", expiration), ("f", "json"));
        DateTimeOffset.FromUnixTimeMilliseconds(answer.GetProperty("expires").GetInt64())
            .ShouldBeInRange(before.AddMinutes(minutes).AddSeconds(-1), DateTimeOffset.UtcNow.AddMinutes(minutes).AddSeconds(1));
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("NaN")]
    [InlineData("soon")]
    public async Task A_time_that_is_none_is_refused_by_name(string expiration) => (await _client.PostForm("/tokens/",
        ("username", "ann"), ("password", SecuredServer.Password), ("expiration", expiration), ("f", "json"))).ShouldBeError(400, "expiration", expiration);

    [Fact]
    public async Task A_wrong_password_and_an_unknown_user_are_answered_alike()
    {
        var wrong = await _client.PostForm("/tokens/", ("username", "pia"), ("password", "wrong horse 1"), ("f", "json"));
        var unknown = await _client.PostForm("/tokens/", ("username", "nobody"), ("password", "wrong horse 1"), ("f", "json"));
        wrong.ShouldBeError(400, "Unable to generate token.", "Invalid username or password.");
        JsonSerializer.Serialize(wrong).ShouldBe(JsonSerializer.Serialize(unknown));
    }

    [Theory]
    [InlineData("username", "")]
    [InlineData("password", "")]
    [InlineData("client", "portal")]
    [InlineData("ip", "")]
    [InlineData("ip", "here")]
    [InlineData("referer", "")]
    public async Task What_is_missing_or_unknown_is_named_and_never_asks_for_a_token(string field, string value)
    {
        var form = new Dictionary<string, string> { ["username"] = "ann", ["password"] = SecuredServer.Password, ["f"] = "json" };
        form["client"] = field is "ip" or "referer" ? field : "";
        form[field] = value;
        var answer = await _client.PostForm("/tokens/", [.. form.Select(pair => (pair.Key, pair.Value))]);
        answer.ShouldBeError(400, field);
        answer.ToString().ShouldNotContain(SecuredServer.Password);
    }

    [Fact]
    public async Task By_GET_there_is_no_token_and_no_word_of_the_password()
    {
        var answer = await _client.GetJson($"/tokens/?username=ann&password={Uri.EscapeDataString(SecuredServer.Password)}&f=json");
        answer.ShouldBeError(405, "expected POST");
        answer.ToString().ShouldNotContain("horse");
    }

    [Theory]
    [InlineData("X-Esri-Authorization")]
    [InlineData("Authorization")]
    public async Task A_token_in_a_header_counts(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Secured);
        request.Headers.TryAddWithoutValidation(header, $"Bearer {await server.TokenAsync("ann")}");
        using var response = await _client.SendAsync(request);
        (await response.ReadJson()).Result("Same").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task A_token_in_the_form_counts() => (await _client.PostForm(
        "/rest/services/Quick/GPServer/Echo/execute", ("Text", "a"), ("f", "json"), ("token", await server.TokenAsync("ann"))))
        .Result("Same").GetString().ShouldBe("a");

    [Fact]
    public async Task Without_a_token_499_with_a_bad_one_498_and_without_the_role_403()
    {
        var none = await _client.GetJson(Secured);
        none.GetProperty("error").ToString().ShouldBe("""{"code":499,"message":"Token Required","details":[]}""");
        var token = await server.TokenAsync("ann");
        foreach (var bad in new[] { "bogus", $"{token}x", $"x{token}", token[..^3], new string('a', 100_000), "%00", "a.b.c", Changed(token) })
        {
            var answer = await _client.PostForm(Secured, ("token", bad));
            answer.GetProperty("error").ToString().ShouldBe("""{"code":498,"message":"Invalid Token","details":[]}""", bad[..Math.Min(40, bad.Length)]);
        }

        (await _client.GetJson($"{Secured}&token={await server.TokenAsync("ulf")}")).ShouldBeError(403, "permissions");
        (await _client.GetJson($"{Secured}&token=")).ShouldBeError(499);
    }

    [Fact]
    public async Task A_bad_token_is_refused_where_none_is_needed()
    {
        (await _client.GetJson("/rest/services?f=json&token=bogus")).ShouldBeError(498);
        (await _client.GetJson("/rest/services/Toolbox/GPServer?f=json&token=bogus")).ShouldBeError(498);
        (await _client.GetJson("/rest/info?f=json&token=bogus")).GetProperty("currentVersion").GetDouble().ShouldBeGreaterThan(11);
    }

    [Theory]
    [InlineData("https://maps.example.com/app/", "https://maps.example.com/", true)]
    [InlineData("https://maps.example.com/app/", "https://maps.example.com/app/page?x=1", true)]
    [InlineData("https://maps.example.com/app/", "https://maps.example.com.evil.org/app/", false)]
    [InlineData("https://maps.example.com", "https://maps.example.com.evil.org/", false)]
    [InlineData("https://maps.example.com/app/", "http://maps.example.com/app/", false)]
    [InlineData("https://maps.example.com/app/", null, false)]
    [InlineData("@esri/arcgis-rest-js", "@esri/arcgis-rest-js", true)]
    [InlineData("@esri/arcgis-rest-js", "https://maps.example.com/", false)]
    public async Task A_token_bound_to_a_referer_is_good_from_there_alone(string bound, string? referer, bool isGood)
    {
        var token = await server.TokenAsync("ann", ("client", "referer"), ("referer", bound));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Secured}&token={token}");
        if (referer is not null)
        {
            request.Headers.TryAddWithoutValidation("Referer", referer);
        }

        using var response = await _client.SendAsync(request);
        (await response.ReadJson()).TryGetProperty("error", out _).ShouldBe(!isGood);
    }

    [Fact]
    public async Task Without_a_referer_the_origin_counts()
    {
        var token = await server.TokenAsync("ann", ("client", "referer"), ("referer", "https://maps.example.com/app/"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Secured}&token={token}");
        request.Headers.Add("Origin", "https://maps.example.com");
        using var response = await _client.SendAsync(request);
        (await response.ReadJson()).Result("Same").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task A_token_bound_to_another_address_is_not_good_here() =>
        (await _client.GetJson($"{Secured}&token={await server.TokenAsync("ann", ("client", "ip"), ("ip", "203.0.113.7"))}")).ShouldBeError(498);

    [Fact]
    public async Task A_token_given_twice_must_be_the_same()
    {
        var ann = await server.TokenAsync("ann");
        var ulf = await server.TokenAsync("ulf");
        (await _client.PostForm($"{Secured}&token={ulf}", ("token", ann))).ShouldBeError(498);
        (await _client.GetJson($"{Secured}&token={ulf}&TOKEN={ann}")).ShouldBeError(498);
        (await _client.PostForm($"{Secured}&token={ann}", ("token", ann))).Result("Same").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task A_token_is_exchanged_for_another_of_the_same_user_and_binding()
    {
        var bound = await server.TokenAsync("ann", ("client", "referer"), ("referer", "@esri/arcgis-rest-js"), ("expiration", "20160"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/tokens/")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["token"] = bound,
                ["serverUrl"] = "http://localhost",
                ["expiration"] = "20160",
                ["f"] = "json",
            }),
        };
        request.Headers.TryAddWithoutValidation("Referer", "@esri/arcgis-rest-js");
        using var response = await _client.SendAsync(request);
        var answer = await response.ReadJson();
        var tokens = server.Get<TokenProtector>();
        var (first, second) = (tokens.Read(bound)!, tokens.Read(answer.GetProperty("token").GetString()!)!);
        (second.User, second.Binding, second.SignedIn).ShouldBe((first.User, first.Binding, first.SignedIn));
        second.Expires.ShouldBeLessThanOrEqualTo(first.SignedIn.AddMinutes(1_440));
        (await _client.PostForm("/tokens/", ("token", "bogus"), ("serverUrl", "http://localhost"), ("f", "json"))).ShouldBeError(400, "not valid");
    }

    [Fact]
    public async Task Another_password_ends_the_tokens_of_before()
    {
        await server.AddUserAsync("mia", SecuredServer.Password, ("analyst", Privilege.User));
        var token = await server.TokenAsync("mia");
        (await _client.GetJson($"{Secured}&token={token}")).Result("Same").GetString().ShouldBe("a");
        var admin = await server.TokenAsync("siteadmin");
        await _client.Admin("security/users/update", admin, ("username", "mia"), ("password", "another horse 2"));
        (await _client.GetJson($"{Secured}&token={token}")).ShouldBeError(498);
    }

    [Fact]
    public async Task A_disabled_user_has_no_token_and_gets_none()
    {
        await server.AddUserAsync("eva", SecuredServer.Password, ("analyst", Privilege.User));
        var token = await server.TokenAsync("eva");
        var admin = await server.TokenAsync("siteadmin");
        await _client.Admin("security/users/update", admin, ("username", "eva"), ("disabled", "true"));
        (await _client.GetJson($"{Secured}&token={token}")).ShouldBeError(498);
        (await _client.PostForm("/tokens/", ("username", "eva"), ("password", SecuredServer.Password), ("f", "json")))
            .ShouldBeError(400, "Invalid username or password.");
        await _client.Admin("security/users/update", admin, ("username", "eva"), ("disabled", "false"));
        (await _client.GetJson($"{Secured}&token={token}")).ShouldBeError(498);
    }

    [Fact]
    public async Task Revoked_tokens_are_not_valid_any_more()
    {
        await server.AddUserAsync("ivo", SecuredServer.Password, ("analyst", Privilege.User));
        var token = await server.TokenAsync("ivo");
        await _client.Admin("security/users/revokeTokens", await server.TokenAsync("siteadmin"), ("username", "ivo"));
        (await _client.GetJson($"{Secured}&token={token}")).ShouldBeError(498);
        (await _client.GetJson($"{Secured}&token={await server.TokenAsync("ivo")}")).Result("Same").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task A_token_whose_time_is_over_is_not_valid()
    {
        var tokens = server.Get<TokenProtector>();
        var user = server.Get<SiteState>().Now.Users["ann"];
        var now = DateTimeOffset.UtcNow;
        string Until(DateTimeOffset end) => tokens.Make(new TokenContent("ann", user.Stamp, now.AddHours(-1), end, TokenBinding.None));
        (await _client.GetJson($"{Secured}&token={Until(now.AddSeconds(-1))}")).ShouldBeError(498);
        (await _client.GetJson($"{Secured}&token={Until(now.AddMinutes(1))}")).Result("Same").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task Tokens_survive_a_restart_and_are_nowhere_stored()
    {
        var data = Directory.CreateTempSubdirectory("gpserver-").FullName;
        try
        {
            string token;
            (string, string)[] settings = [("DataDirectory", data), ("PrimaryAdministrator:Password", SecuredServer.Password)];
            using (var first = new TestServer(settings))
            {
                token = (await first.CreateClient().PostForm(
                    "/tokens/", ("username", "siteadmin"), ("password", SecuredServer.Password), ("f", "json"))).GetProperty("token").GetString()!;
                var keys = await first.Get<SiteDocuments>().ReadAsync(DocumentKind.Key, CancellationToken.None);
                keys.Count.ShouldBe(1);
            }

            using var second = new TestServer(settings);
            (await second.CreateClient().GetJson($"/admin/info?f=json&token={token}")).GetProperty("loggedInUser").GetString().ShouldBe("siteadmin");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    static string Changed(string token) => token[..40] + (token[40] == 'A' ? 'B' : 'A') + token[41..];
}
