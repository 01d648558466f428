using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using GpServer.Core;
using GpServer.Options;
using Microsoft.Extensions.Options;
using Polly;

namespace GpServer.Outgoing;

/// <summary>
/// The one way in which this server asks others for what its callers name: over checked connections, within bounds, without cookies, proxies and
/// credentials of its own, following redirects one by one. What comes back is never logged, nor is the path or query of what was asked.
/// </summary>
sealed class OutgoingClient : IDisposable
{
    static readonly string[] Encodings = ["gzip", "br", "deflate"];

    readonly OutgoingOptions _options;
    readonly TimeProvider _clock;
    readonly GuardedConnection _connection;
    readonly OutgoingTurns _turns;
    readonly ResiliencePipeline _retries;
    readonly HttpMessageInvoker _http;

    public OutgoingClient(IOptions<GpServerOptions> options, IHostAddresses addresses, TimeProvider clock)
    {
        _options = options.Value.Outgoing;
        _clock = clock;
        _connection = new GuardedConnection(addresses, _options);
        _turns = new OutgoingTurns(_options, clock);
        _retries = OutgoingRetries.Make(_options, clock);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = (context, stop) => _connection.ConnectAsync(context.DnsEndPoint, stop),
            ConnectTimeout = TimeSpan.FromSeconds(_options.ConnectSeconds),
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            Credentials = null,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = _options.RequestsPerHost,
            MaxResponseHeadersLength = (_options.HeaderBytes + 1023) / 1024,

            // What is left of an answer that nobody wants is not read.
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        });
    }

    /// <summary>A budget for one run.</summary>
    public OutgoingBudget NewBudget() => new(_options);

    /// <summary>Fetches what the request names and reads it. Where that fails for a passing reason, all of it is done again.</summary>
    /// <exception cref="GpException">It cannot be had; the message names the parameter, the host and why.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public async ValueTask<T> FetchAsync<T>(
        OutgoingRequest request, Func<OutgoingAnswer, CancellationToken, ValueTask<T>> read, CancellationToken stop)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(_options.TotalSeconds), _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        try
        {
            return await _retries.ExecuteAsync(async token => await OnceAsync(request, read, token), both.Token);
        }
        catch (OutgoingFailure failure)
        {
            throw failure.For(request.Parameter);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested && time.IsCancellationRequested)
        {
            throw new OutgoingFailure(GpError.TimedOut, FormattableString.Invariant(
                $"the host {request.Url.Shown} took longer than {_options.TotalSeconds} seconds for one answer")).For(request.Parameter);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _turns.Dispose();
    }

    async ValueTask<T> OnceAsync<T>(
        OutgoingRequest request, Func<OutgoingAnswer, CancellationToken, ValueTask<T>> read, CancellationToken stop)
    {
        var url = request.Url;
        for (var redirects = 0; ; redirects++)
        {
            CheckHost(request, url);
            request.Budget.TakeRequest();
            using var turn = await _turns.TakeAsync(url.Host, stop);
            using var response = await SendAsync(request, url, stop);
            if (LocationOf(response) is not { } location)
            {
                OutgoingStatus.Check(response, url, _clock);
                return await ReadAsync(request with { Url = url }, response, read, stop);
            }

            if (redirects == _options.Redirects)
            {
                throw new OutgoingFailure(GpError.InvalidParameter,
                    $"the host {request.Url.Shown} redirects more than {_options.Redirects} times, the limit");
            }

            var next = url.Follow(location);
            if (!next.IsSameServer(url))
            {
                // The token is for the host that was named, and comes back to it no more either.
                request = request with { Token = null };
            }

            if (response.StatusCode == HttpStatusCode.SeeOther)
            {
                request = request with { Form = null };
            }

            url = next;
        }
    }

    void CheckHost(OutgoingRequest request, OutgoingUrl url)
    {
        if (request.Hosts.Count > 0 && !request.Hosts.Any(pattern => pattern.Matches(url.Host, url.Port)))
        {
            throw new OutgoingFailure(GpError.InvalidParameter, $"the service takes no inputs from the host {url.Shown}");
        }

        if (_options.OnlyAllowedHosts && !_connection.IsAllowed(url.Host, url.Port))
        {
            throw new OutgoingFailure(GpError.InvalidParameter,
                $"the server takes no inputs from the host {url.Shown}; an administrator can allow it");
        }
    }

    async ValueTask<HttpResponseMessage> SendAsync(OutgoingRequest request, OutgoingUrl url, CancellationToken stop)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(_options.AnswerSeconds), _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(time.Token, stop);
        using var message = Message(request, url);
        try
        {
            return await _http.SendAsync(message, both.Token);
        }
        catch (HttpRequestException e)
        {
            throw FailureOf(e, url);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            throw new OutgoingFailure(GpError.TimedOut, e.InnerException is TimeoutException
                ? FormattableString.Invariant($"no connection to the host {url.Shown} in {_options.ConnectSeconds} seconds")
                : FormattableString.Invariant($"the host {url.Shown} did not begin its answer in {_options.AnswerSeconds} seconds"), e);
        }
    }

    static HttpRequestMessage Message(OutgoingRequest request, OutgoingUrl url)
    {
        var message = new HttpRequestMessage
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (request.Form is { } form)
        {
            message.Method = HttpMethod.Post;
            message.RequestUri = url.Uri;
            message.Content = new FormUrlEncodedContent(request.Token is { } token ? [.. form, KeyValuePair.Create("token", token)] : form);
        }
        else
        {
            message.Method = HttpMethod.Get;
            message.RequestUri = request.Token is { } token ? QueryText.With(url.Uri, "token", token) : url.Uri;
        }

        message.Headers.AcceptEncoding.ParseAdd(string.Join(", ", Encodings));
        message.Headers.UserAgent.ParseAdd("GpServer");
        return message;
    }

    OutgoingFailure FailureOf(HttpRequestException e, OutgoingUrl url)
    {
        if (e.InnerException is OutgoingFailure failure)
        {
            return failure;
        }

        var (why, isPassing) = e.HttpRequestError switch
        {
            HttpRequestError.ConfigurationLimitExceeded => ($"answered with more than {_options.HeaderBytes} bytes of headers, the limit", false),
            HttpRequestError.SecureConnectionError => ("has no certificate that this server trusts", false),
            HttpRequestError.InvalidResponse => ("answered something that is not HTTP", false),
            _ => ("broke the connection", e.InnerException is IOException or SocketException or null),
        };
        return new OutgoingFailure(GpError.InvalidParameter, $"the host {url.Shown} {why}", e) { IsPassing = isPassing };
    }

    static string? LocationOf(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            && response.Headers.TryGetValues("Location", out var values)
            ? values.FirstOrDefault()
            : null;

    async ValueTask<T> ReadAsync<T>(OutgoingRequest request, HttpResponseMessage response,
        Func<OutgoingAnswer, CancellationToken, ValueTask<T>> read, CancellationToken stop)
    {
        var most = request.Most(_options);
        if (response.Content.Headers.ContentLength > most)
        {
            throw request.TooLarge(most);
        }

        var raw = new MeteredStream(await response.Content.ReadAsStreamAsync(stop), request, _options, _clock);
        await using var body = new BoundedStream(Decompressed(raw, response, request.Url), raw, request, _options);
        var headers = response.Content.Headers;
        return await read(
            new OutgoingAnswer(request.Url, headers.ContentType?.MediaType?.ToLowerInvariant() ?? "", OutgoingNames.Of(headers), body), stop);
    }

    static Stream Decompressed(Stream raw, HttpResponseMessage response, OutgoingUrl url)
    {
        var encodings = response.Content.Headers.ContentEncoding.Where(encoding => encoding.Length > 0 && encoding != "identity").ToList();
        return encodings switch
        {
            [] => raw,
            [var one] when Is(one, "gzip") || Is(one, "x-gzip") => new GZipStream(raw, CompressionMode.Decompress),
            [var one] when Is(one, "br") => new BrotliStream(raw, CompressionMode.Decompress),
            [var one] when Is(one, "deflate") => new ZLibStream(raw, CompressionMode.Decompress),
            _ => throw new OutgoingFailure(GpError.InvalidParameter,
                $"the answer of the host {url.Shown} is compressed in another way than was asked for ({string.Join(", ", Encodings)})"),
        };
    }

    static bool Is(string encoding, string wanted) => encoding.Equals(wanted, StringComparison.OrdinalIgnoreCase);
}
