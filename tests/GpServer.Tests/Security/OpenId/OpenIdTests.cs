using System.Security.Cryptography;
using System.Text.Json;
using GpServer.Options;
using GpServer.Security;
using GpServer.Security.OpenId;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;
using OptionsOf = Microsoft.Extensions.Options.Options;

namespace GpServer.Tests.Security.OpenId;

/// <summary>Bearer tokens of an identity provider.</summary>
public sealed class OpenIdTests : IAsyncLifetime, IDisposable
{
    const string Secured = "/rest/services/Quick/GPServer/Echo/execute?Text=a&f=json";

    Provider _provider = null!;
    TestServer _server = null!;
    HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _provider = await Provider.StartAsync();
        _server = new TestServer(
            ("OpenId:Issuer", _provider.Issuer), ("OpenId:Audience", Provider.Audience), ("PrimaryAdministrator:Password", SecuredServer.Password));
        await _server.AddUserAsync("pia", SecuredServer.Password, ("publisher", Privilege.Publisher), ("analyst", Privilege.User));
        await _server.AddServiceAsync("Quick", """{"tasks":["Echo"]}""", "analyst");
        _client = _server.CreateClient();
    }

    public async Task DisposeAsync() => await _provider.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData(SecurityAlgorithms.RsaSha256, 0)]
    [InlineData(SecurityAlgorithms.RsaSsaPssSha256, 0)]
    [InlineData(SecurityAlgorithms.EcdsaSha256, 1)]
    public async Task A_good_token_opens_what_its_roles_may_use(string algorithm, int key)
    {
        (await _client.GetJson(Secured)).ShouldBeError(499);
        (await AskAsync(_provider.Token(_provider.Keys[key], algorithm))).Result("Same").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task Its_user_is_none_of_this_site_and_has_the_privilege_of_its_roles()
    {
        var token = _provider.Token(claims: new() { ["sub"] = "siteadmin", ["roles"] = new[] { "publisher", "none" } });
        var info = await AskAsync(token, "/admin/info?f=json");
        info.GetProperty("loggedInUser").GetString().ShouldBe("openid:siteadmin");
        info.GetProperty("loggedInUserPrivilege").GetString().ShouldBe("PUBLISH");
        (await AskAsync(token, "/admin/security/users?f=json")).GetProperty("code").GetInt32().ShouldBe(403);
    }

    [Fact]
    public async Task A_role_that_this_site_does_not_have_gives_nothing() =>
        (await AskAsync(_provider.Token(claims: new() { ["sub"] = "ann", ["roles"] = new[] { "Analyst", "king", "esriEveryone" } }))).ShouldBeError(403);

    [Fact]
    public async Task Roles_may_be_words_and_below_another_claim()
    {
        var caller = await Identity(new() { RoleClaim = "realm_access.roles" }).ReadAsync(
            _provider.Token(claims: new() { ["sub"] = "ann", ["realm_access"] = new Dictionary<string, object> { ["roles"] = "analyst none" } }), default);
        caller!.Roles.ShouldBe(["analyst"]);
    }

    [Fact]
    public async Task A_role_that_is_made_later_counts_from_then_on()
    {
        var token = _provider.Token(claims: new() { ["sub"] = "ann", ["roles"] = "painter" });
        (await _server.Get<IExternalIdentity>().ReadAsync(token, default))!.Roles.ShouldBeEmpty();
        await _server.AddUserAsync("pam", SecuredServer.Password, ("painter", Privilege.Publisher));
        (await _server.Get<IExternalIdentity>().ReadAsync(token, default))!.Privilege.ShouldBe(Privilege.Publisher);
    }

    [Fact]
    public async Task Tokens_that_are_not_good_are_none()
    {
        var bad = new Dictionary<string, string>
        {
            ["expired"] = _provider.Token(expires: TimeSpan.FromMinutes(-2)),
            ["not begun"] = _provider.Token(begins: TimeSpan.FromMinutes(2)),
            ["wrong audience"] = _provider.Token(audience: "other"),
            ["wrong issuer"] = _provider.Token(issuer: "http://127.0.0.1:1"),
            ["no name"] = _provider.Token(claims: new() { ["roles"] = "analyst" }),
            ["name of control characters"] = _provider.Token(claims: new() { ["sub"] = "a\nb" }),
            ["name that is a number"] = _provider.Token(claims: new() { ["sub"] = 5 }),
            ["another's key by this id"] = _provider.Token(Provider.New("one")),
            ["unknown key"] = _provider.Token(Provider.New("nine")),
            ["another hash"] = _provider.Token(algorithm: SecurityAlgorithms.RsaSha512),
            ["none"] = _provider.Forged("none", static _ => []),
            ["None"] = _provider.Forged("None", static _ => []),
            ["HMAC with the public key"] = _provider.Forged("HS256", bytes => HMACSHA256.HashData(_provider.PublicKey, bytes)),
            ["RSA without signature"] = _provider.Forged("RS256", static _ => []),
            ["changed"] = _provider.Token().Replace(".eyJ", ".eyK", StringComparison.Ordinal),
            ["no JWT"] = "a.b.c",
            ["no token"] = new string('x', 10_000),
        };
        foreach (var (what, token) in bad)
        {
            (await _server.Get<IExternalIdentity>().ReadAsync(token, default)).ShouldBeNull(what);
            (await AskAsync(token)).ShouldBeError(498);
        }

        // For ever, as far as the provider says.
        (await AskAsync(_provider.Token(expires: TimeSpan.FromDays(365 * 5_000)))).Result("Same").GetString().ShouldBe("a");

        // As long as clocks may differ.
        (await AskAsync(_provider.Token(expires: TimeSpan.FromSeconds(-30)))).Result("Same").GetString().ShouldBe("a");
    }

    [Fact]
    public async Task A_token_of_another_issuer_does_not_make_the_server_ask_for_keys()
    {
        await AskAsync(_provider.Token(issuer: "http://127.0.0.1:1"));
        await AskAsync(_provider.Forged("none", static _ => []));
        _provider.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task A_new_key_is_fetched_when_a_token_names_it_and_not_more_often_than_once_a_minute()
    {
        var clock = new MovedClock();
        var identity = Identity(new(), clock);
        (await identity.ReadAsync(_provider.Token(), default)).ShouldNotBeNull();
        _provider.Asked.ShouldBe(1);
        var next = Provider.New("three");
        _provider.Keys[0] = next;
        (await identity.ReadAsync(_provider.Token(next), default)).ShouldBeNull();
        (await identity.ReadAsync(_provider.Token(Provider.New("four")), default)).ShouldBeNull();
        _provider.Asked.ShouldBe(1);
        clock.Moved = TimeSpan.FromSeconds(61);
        (await identity.ReadAsync(_provider.Token(next), default)).ShouldNotBeNull();
        _provider.Asked.ShouldBe(2);

        // The key that is withdrawn is none any more.
        (await identity.ReadAsync(_provider.Token(_provider.Rsa("one")), default)).ShouldBeNull();
    }

    [Fact]
    public async Task While_the_provider_is_away_known_keys_stay()
    {
        var clock = new MovedClock();
        var identity = Identity(new(), clock);
        _provider.IsAway = true;
        (await identity.ReadAsync(_provider.Token(), default)).ShouldBeNull();
        _provider.IsAway = false;
        clock.Moved = TimeSpan.FromSeconds(6);
        (await identity.ReadAsync(_provider.Token(), default)).ShouldNotBeNull();
        _provider.IsAway = true;
        clock.Moved = TimeSpan.FromHours(13);
        (await identity.ReadAsync(_provider.Token(), default)).ShouldNotBeNull();
        _provider.IsAway = false;
        clock.Moved = TimeSpan.FromHours(14);
        (await identity.ReadAsync(_provider.Token(), default)).ShouldNotBeNull();
        _provider.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task Keys_come_from_the_provider_and_its_host_alone()
    {
        _provider.ToldIssuer = "https://login.example.com";
        (await Identity(new()).ReadAsync(_provider.Token(), default)).ShouldBeNull();
        _provider.ToldIssuer = null;
        _provider.Elsewhere = "http://localhost:1/keys";
        (await Identity(new()).ReadAsync(_provider.Token(), default)).ShouldBeNull();
        _provider.Elsewhere = "/moved";
        (await Identity(new()).ReadAsync(_provider.Token(), default)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Many_who_come_at_once_make_one_request_for_the_keys()
    {
        var identity = Identity(new());
        var callers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            identity.ReadAsync(_provider.Token(claims: new() { ["sub"] = $"u{i}" }), default).AsTask()));
        callers.ShouldAllBe(caller => caller != null);
        _provider.Asked.ShouldBe(1);
    }

    OpenIdIdentity Identity(OpenIdOptions options, TimeProvider? clock = null)
    {
        options.Issuer = _provider.Issuer;
        options.Audience = Provider.Audience;
        var all = OptionsOf.Create(new GpServerOptions { OpenId = options });
        var time = clock ?? TimeProvider.System;
        return new OpenIdIdentity(
            new OpenIdKeys(_server.Get<OpenIdDownload>(), all, time, NullLogger<OpenIdKeys>.Instance), _server.Get<SiteState>(), all, time);
    }

    async Task<JsonElement> AskAsync(string token, string url = Secured)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await _client.SendAsync(request);
        return await response.ReadJson();
    }

    sealed class MovedClock : TimeProvider
    {
        public TimeSpan Moved { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Moved;

        public override long GetTimestamp() => base.GetTimestamp() + (long)(Moved.TotalSeconds * TimestampFrequency);
    }
}
