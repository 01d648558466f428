using System.Net;

namespace GpServer.Security.OpenId;

/// <summary>Fetches the documents of the identity provider: small ones, in a short time, and from the host that was named.</summary>
sealed class OpenIdDownload : IDisposable
{
    const int MostBytes = 1024 * 1024;
    const int MostRedirects = 3;

    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    readonly HttpClient _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = Longest,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
    })
    {
        Timeout = Longest,
        MaxResponseContentBufferSize = MostBytes,
    };

    /// <exception cref="HttpRequestException">There is no such document, it is too large, or another host was named for it.</exception>
    /// <exception cref="OperationCanceledException">It took too long.</exception>
    public async Task<string> GetAsync(Uri url)
    {
        for (var i = 0; ; i++)
        {
            using var response = await _client.GetAsync(url);
            if (response.Headers.Location is not { } location || (int)response.StatusCode is < 300 or > 399)
            {
                return response.StatusCode == HttpStatusCode.OK
                    ? await response.Content.ReadAsStringAsync()
                    : throw new HttpRequestException($"{url} answered {(int)response.StatusCode}.");
            }

            var next = new Uri(url, location);
            if (i == MostRedirects || next.GetLeftPart(UriPartial.Authority) != url.GetLeftPart(UriPartial.Authority))
            {
                throw new HttpRequestException($"{url} leads to another host, or too often to another place.");
            }

            url = next;
        }
    }

    public void Dispose() => _client.Dispose();
}
