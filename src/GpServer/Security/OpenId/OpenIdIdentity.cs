using System.Collections.Concurrent;
using System.Text.Json;
using GpServer.Options;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace GpServer.Security.OpenId;

/// <summary>Bearer tokens of an OpenID Connect provider: signed by one of its keys, made for this server, and in their time.</summary>
sealed class OpenIdIdentity(OpenIdKeys keys, SiteState site, IOptions<GpServerOptions> options, TimeProvider clock) : IExternalIdentity
{
    /// <summary>What the names of its users begin with. Users of this site have no colon in theirs.</summary>
    public const string Prefix = "openid:";

    const int LongestName = 200;
    const int MostRoles = 1_000;
    const int MostKnown = 10_000;

    static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256];

    static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);
    static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(1);

    readonly OpenIdOptions _options = options.Value.OpenId;
    readonly JsonWebTokenHandler _handler = new();
    readonly ConcurrentDictionary<string, Identity> _known = new(StringComparer.Ordinal);

    public async ValueTask<Caller?> ReadAsync(string token, CancellationToken stop)
    {
        var identity = _known.TryGetValue(token, out var known) && clock.GetUtcNow() < known.Until ? known : await ValidateAsync(token, stop);

        // Its roles as they are on this site now.
        return identity is null ? null : site.Now.CallerOf(Prefix + identity.Name, identity.Roles, isAdministrator: false);
    }

    async ValueTask<Identity?> ValidateAsync(string token, CancellationToken stop)
    {
        // What is none of the provider's must not make this server ask for its keys.
        if (Parse(token) is not { } jwt || jwt.Issuer != _options.Issuer || !Algorithms.Contains(jwt.Alg, StringComparer.Ordinal))
        {
            return null;
        }

        var result = await _handler.ValidateTokenAsync(jwt, new TokenValidationParameters
        {
            ValidIssuer = _options.Issuer,
            ValidAudience = _options.Audience,
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = await keys.FindAsync(string.IsNullOrEmpty(jwt.Kid) ? null : jwt.Kid, stop),
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ValidateLifetime = true,
            ClockSkew = Skew,
        });
        if (!result.IsValid || IdentityOf(jwt) is not { } identity)
        {
            return null;
        }

        if (_known.Count >= MostKnown)
        {
            _known.Clear();
        }

        return _known[token] = identity;
    }

    JsonWebToken? Parse(string token)
    {
        if (!_handler.CanReadToken(token))
        {
            return null;
        }

        try
        {
            return new JsonWebToken(token) is { IsEncrypted: false } jwt ? jwt : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What the claims say; null without a name that can be shown.</summary>
    Identity? IdentityOf(JsonWebToken jwt)
    {
        using var claims = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(jwt.EncodedPayload));
        if (Text(Claim(claims.RootElement, _options.NameClaim)) is not { Length: > 0 and <= LongestName } name || name.Any(char.IsControl))
        {
            return null;
        }

        var until = clock.GetUtcNow() + KnownFor;
        var roles = Roles(Claim(claims.RootElement, _options.RoleClaim));
        return new Identity(name, roles, jwt.ValidTo < until.UtcDateTime ? jwt.ValidTo : until);
    }

    /// <summary>The claim of this name, or at this path with dots, as <c>realm_access.roles</c>.</summary>
    static JsonElement? Claim(JsonElement claims, string path)
    {
        if (claims.TryGetProperty(path, out var claim))
        {
            return claim;
        }

        foreach (var part in path.Split('.'))
        {
            if (claims.ValueKind != JsonValueKind.Object || !claims.TryGetProperty(part, out claims))
            {
                return null;
            }
        }

        return claims;
    }

    /// <summary>The texts of a list, or the words of one text.</summary>
    static IReadOnlyList<string> Roles(JsonElement? claim) => claim switch
    {
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Take(MostRoles).Select(role => Text(role)).OfType<string>()],
        { } text => [.. (Text(text) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MostRoles)],
        _ => [],
    };

    /// <summary>The text; null where it is none, or has half a character in it.</summary>
    static string? Text(JsonElement? element)
    {
        try
        {
            return element is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    sealed record Identity(string Name, IReadOnlyList<string> Roles, DateTimeOffset Until);
}
