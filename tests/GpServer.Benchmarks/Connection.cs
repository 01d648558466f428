using System.Net.Sockets;
using System.Text;

namespace GpServer.Benchmarks;

/// <summary>One HTTP/1.1 connection that costs next to nothing, so that client and server can share two cores.</summary>
sealed class Connection : IDisposable
{
    static readonly byte[] LastChunk = "\r\n0\r\n\r\n"u8.ToArray();

    readonly TcpClient _client;
    readonly NetworkStream _stream;
    readonly byte[] _buffer = new byte[1 << 16];

    Connection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    public static async Task<Connection> OpenAsync(Uri url)
    {
        var client = new TcpClient { NoDelay = true };
        await client.ConnectAsync(url.Host, url.Port);
        return new Connection(client);
    }

    public static byte[] Post(Uri url, string path, byte[] form)
    {
        var head = $"POST {path} HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\n" +
            $"Content-Length: {form.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. form];
    }

    public static byte[] Get(Uri url, string path, params (string Name, string Value)[] headers) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: {url.Authority}\r\n{string.Concat(headers.Select(h => $"{h.Name}: {h.Value}\r\n"))}\r\n");

    /// <summary>Sends a request and reads its answer to the end.</summary>
    /// <param name="seen">Where the beginning of the answer's body is copied to, if anywhere.</param>
    /// <returns>The bytes of the answer.</returns>
    public async Task<long> SendAsync(byte[] request, StringBuilder? seen = null)
    {
        var sending = _stream.WriteAsync(request).AsTask();
        var total = 0L;
        var expected = -1L;
        var tail = new byte[LastChunk.Length];
        while (true)
        {
            var read = await _stream.ReadAsync(_buffer);
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            seen?.Append(Encoding.UTF8.GetString(_buffer, 0, read));
            if (total == 0)
            {
                expected = ContentLength(_buffer.AsSpan(0, read));
            }

            total += read;
            Remember(tail, _buffer.AsSpan(0, read));
            if (expected >= 0 ? total >= expected : tail.AsSpan().SequenceEqual(LastChunk))
            {
                await sending;
                return total;
            }
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    static void Remember(byte[] tail, ReadOnlySpan<byte> read)
    {
        if (read.Length >= tail.Length)
        {
            read[^tail.Length..].CopyTo(tail);
            return;
        }

        tail.AsSpan(read.Length).CopyTo(tail);
        read.CopyTo(tail.AsSpan(tail.Length - read.Length));
    }

    // The length of head and body together, or -1 when the body comes in chunks. The head is in the first packet.
    static long ContentLength(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        var head = Encoding.ASCII.GetString(answer[..end]);
        var line = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        if (head.StartsWith("HTTP/1.1 304", StringComparison.Ordinal))
        {
            return end + 4;
        }

        return line is null ? -1 : end + 4 + long.Parse(line.AsSpan(15), System.Globalization.CultureInfo.InvariantCulture);
    }
}
