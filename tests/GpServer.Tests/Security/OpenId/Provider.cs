using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace GpServer.Tests.Security.OpenId;

/// <summary>An identity provider on a port of this machine.</summary>
sealed class Provider : IAsyncDisposable
{
    public const string Audience = "gpserver";

    readonly WebApplication _app;
    readonly RSA _rsa = RSA.Create(2048);
    readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    Provider(WebApplication app)
    {
        _app = app;
        Keys = [Rsa("one"), Ec("two")];
    }

    public string Issuer => _app.Urls.First();

    /// <summary>The keys that it tells.</summary>
    public List<SecurityKey> Keys { get; }

    /// <summary>How often the keys were asked for.</summary>
    public int Asked { get; private set; }

    public bool IsAway { get; set; }

    /// <summary>What stands in place of the issuer in its configuration.</summary>
    public string? ToldIssuer { get; set; }

    /// <summary>Where it sends those who ask for its keys.</summary>
    public string? Elsewhere { get; set; }

    public static async Task<Provider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new Provider(app);
        app.MapGet("/.well-known/openid-configuration", () => provider.IsAway ? Results.StatusCode(503) : Results.Text(new JsonObject
        {
            ["issuer"] = provider.ToldIssuer ?? provider.Issuer,
            ["jwks_uri"] = $"{provider.Issuer}/keys",
        }.ToJsonString(), "application/json"));
        app.MapGet("/keys", () =>
        {
            provider.Asked++;
            return provider.Elsewhere is { } place ? Results.Redirect(place) : Results.Text(provider.KeySet(), "application/json");
        });
        app.MapGet("/moved", () => Results.Text(provider.KeySet(), "application/json"));
        await app.StartAsync();
        return provider;
    }

    public RsaSecurityKey Rsa(string id) => new(_rsa) { KeyId = id };

    public ECDsaSecurityKey Ec(string id) => new(_ec) { KeyId = id };

    public static RsaSecurityKey New(string id) => new(RSA.Create(2048)) { KeyId = id };

    /// <summary>A token as it should be, but for what is said.</summary>
    public string Token(
        SecurityKey? key = null, string algorithm = SecurityAlgorithms.RsaSha256, string? issuer = null, string? audience = null,
        TimeSpan? expires = null, TimeSpan? begins = null, Dictionary<string, object>? claims = null)
    {
        var now = DateTime.UtcNow;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Issuer,
            Audience = audience ?? Audience,
            NotBefore = now + (begins ?? TimeSpan.FromMinutes(-5)),
            IssuedAt = now.AddMinutes(-5),
            Expires = now + (expires ?? TimeSpan.FromMinutes(5)),
            Claims = claims ?? new() { ["sub"] = "ann", ["roles"] = new[] { "analyst" } },
            SigningCredentials = new SigningCredentials(key ?? Keys[0], algorithm),
        });
    }

    /// <summary>A token whose parts are made by hand.</summary>
    public string Forged(string algorithm, Func<byte[], byte[]> sign)
    {
        var until = DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds();
        var parts = Part($$"""{"alg":"{{algorithm}}","typ":"JWT","kid":"one"}""") + "."
            + Part($$"""{"iss":"{{Issuer}}","aud":"{{Audience}}","sub":"ann","roles":["analyst"],"exp":{{until}}}""");
        return $"{parts}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(parts)))}";

        static string Part(string json) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(json));
    }

    /// <summary>The public key as clients get it: what an HMAC could be made with.</summary>
    public byte[] PublicKey => Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem());

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _rsa.Dispose();
        _ec.Dispose();
    }

    string KeySet() => new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(Public)]) }.ToJsonString();

    static JsonNode? Public(SecurityKey key)
    {
        var web = key is RsaSecurityKey rsa
            ? JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.Rsa.ExportParameters(false)) { KeyId = key.KeyId })
            : JsonWebKeyConverter.ConvertFromECDsaSecurityKey((ECDsaSecurityKey)key);
        return new JsonObject
        {
            ["kty"] = web.Kty,
            ["kid"] = web.Kid,
            ["use"] = "sig",
            ["n"] = web.N,
            ["e"] = web.E,
            ["crv"] = web.Crv,
            ["x"] = web.X,
            ["y"] = web.Y,
        };
    }
}
