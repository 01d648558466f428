using System.Text.Json;
using GpServer.Options;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace GpServer.Security.OpenId;

/// <summary>
/// The keys by which the identity provider signs. They are fetched when the first token comes, twice a day, and when a token names one that is
/// not known. While the provider is away, those that are known stay.
/// </summary>
sealed partial class OpenIdKeys(
    OpenIdDownload download, IOptions<GpServerOptions> options, TimeProvider clock, ILogger<OpenIdKeys> logger)
{
    const string WellKnown = "/.well-known/openid-configuration";
    const int MostKeys = 100;

    static readonly TimeSpan Age = TimeSpan.FromHours(12);
    static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    // Without any key nobody can sign in, so it is tried more often then.
    static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(5);

    readonly OpenIdOptions _options = options.Value.OpenId;
    readonly Lock _lock = new();
    volatile Known? _known;
    Task _fetching = Task.CompletedTask;
    long? _tried;
    bool _wasAway;

    /// <summary>The keys that a token may be signed by.</summary>
    /// <param name="id">The key that it names; null where it names none, so that it may be any.</param>
    public async ValueTask<IReadOnlyList<SecurityKey>> FindAsync(string? id, CancellationToken stop)
    {
        var known = _known;
        if (known is null || clock.GetElapsedTime(known.At) >= Age || (id is not null && known.Find(id).Count == 0))
        {
            await FetchAsync().WaitAsync(stop);
            known = _known;
        }

        return known is null ? [] : id is null ? known.Keys : known.Find(id);
    }

    /// <summary>Fetches the keys, once for all who ask at the same time, and not too often.</summary>
    Task FetchAsync()
    {
        lock (_lock)
        {
            if (_fetching.IsCompleted && (_tried is not { } tried || clock.GetElapsedTime(tried) >= (_known is null ? ShortPause : Pause)))
            {
                _tried = clock.GetTimestamp();
                _fetching = FetchOnceAsync();
            }

            return _fetching;
        }
    }

    async Task FetchOnceAsync()
    {
        try
        {
            var at = clock.GetTimestamp();
            var keys = new JsonWebKeySet(await download.GetAsync(await KeysUrlAsync())).Keys
                .Where(key => key.Kty is JsonWebAlgorithmsKeyTypes.RSA or JsonWebAlgorithmsKeyTypes.EllipticCurve)
                .Where(key => key.Use is null or "" or "sig")
                .Take(MostKeys).ToList<SecurityKey>();
            _known = new Known(keys, at);
            _wasAway = false;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or ArgumentException
            or InvalidDataException)
        {
            if (!_wasAway)
            {
                Log.Away(logger, _options.Issuer, e.Message);
            }

            _wasAway = true;
        }
    }

    /// <exception cref="InvalidDataException">The provider's configuration is another's, or names no keys.</exception>
    async Task<Uri> KeysUrlAsync()
    {
        var url = new Uri(_options.MetadataUrl.Length > 0 ? _options.MetadataUrl : _options.Issuer.TrimEnd('/') + WellKnown);
        using var metadata = JsonDocument.Parse(await download.GetAsync(url));
        if (Text(metadata.RootElement, "issuer") is var issuer && issuer != _options.Issuer)
        {
            throw new InvalidDataException($"{url} is of the issuer '{issuer}'; expected '{_options.Issuer}'.");
        }

        // Keys that came over an open line could be anybody's.
        return Uri.TryCreate(Text(metadata.RootElement, "jwks_uri"), UriKind.Absolute, out var keys)
            && (keys.Scheme == Uri.UriSchemeHttps || (keys.Scheme == Uri.UriSchemeHttp && url.Scheme == Uri.UriSchemeHttp))
            ? keys
            : throw new InvalidDataException($"{url} names no keys; expected jwks_uri with an https URL.");
    }

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()
            : null;

    sealed record Known(IReadOnlyList<SecurityKey> Keys, long At)
    {
        public IReadOnlyList<SecurityKey> Find(string id) => [.. Keys.Where(key => key.KeyId == id)];
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The keys of the identity provider {Issuer} cannot be fetched: {Reason}")]
        public static partial void Away(ILogger logger, string issuer, string reason);
    }
}
