using System.Net.Sockets;
using System.Text;

namespace GpServer.Tests.Http;

/// <summary>Bytes as no client library would send them, and what comes back.</summary>
sealed class RawHttp : IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly TcpClient _client;
    readonly NetworkStream _stream;

    RawHttp(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static async Task<RawHttp> ConnectAsync(Uri address)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(address.Host, address.Port);
        return new RawHttp(client);
    }

    /// <summary>Sends a request on a connection of its own and reads until the server closes it.</summary>
    public static async Task<string> ExchangeAsync(Uri address, params string[] pieces)
    {
        await using var raw = await ConnectAsync(address);
        foreach (var piece in pieces)
        {
            await raw.SendAsync(piece);
        }

        return await raw.ReadToEndAsync();
    }

    /// <summary>A GET of a path exactly as it is spelled; each character is one byte.</summary>
    public static Task<string> GetAsync(Uri address, string target, string headers = "") =>
        ExchangeAsync(address, $"GET {target} HTTP/1.1\r\nHost: gis\r\nConnection: close\r\n{headers}\r\n");

    /// <returns>False when the server no longer takes anything.</returns>
    public async Task<bool> SendAsync(string text)
    {
        try
        {
            await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Says that nothing more comes.</summary>
    public void EndSending() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>What came until the server closed the connection; the test fails when it does not.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var time = new CancellationTokenSource(Patience);
        var read = new MemoryStream();
        try
        {
            await _stream.CopyToAsync(read, time.Token);
        }
        catch (IOException)
        {
            // Reset, since the server did not read all that was sent. What came before it counts.
        }

        return Encoding.UTF8.GetString(read.ToArray());
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _client.Dispose();
    }
}
