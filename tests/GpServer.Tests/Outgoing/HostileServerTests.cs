using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using GpServer.Core;
using Microsoft.AspNetCore.Http;

namespace GpServer.Tests.Outgoing;

/// <summary>Servers that send too much, too slowly, or not what they say.</summary>
public sealed class HostileServerTests
{
    const int Mebibyte = 1024 * 1024;

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task What_was_compressed_is_read(string encoding)
    {
        await using var other = await OtherServer.StartAsync(http => Send(http, encoding, Compressed(encoding, 100)));
        using var fetch = new Fetch();
        (await fetch.TextAsync(other.Url("/"))).ShouldBe(new string('\0', 100));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task What_becomes_far_larger_when_it_is_decompressed_is_refused(string encoding)
    {
        await using var other = await OtherServer.StartAsync(http => Send(http, encoding, Compressed(encoding, 50 * Mebibyte)));
        using var fetch = new Fetch();
        (await fetch.RefusalAsync(other.Url("/"), GpError.LimitExceeded)).ShouldContain("200 times as large");
    }

    [Fact]
    public async Task What_is_decompressed_counts_for_the_size()
    {
        await using var other = await OtherServer.StartAsync(http => Send(http, "gzip", Compressed("gzip", 2 * Mebibyte)));
        using var fetch = new Fetch(options =>
        {
            options.AnswerBytes = Mebibyte;
            options.Ratio = 100_000;
        });
        (await fetch.RefusalAsync(other.Url("/"), GpError.LimitExceeded)).ShouldContain($"more than {Mebibyte} bytes");
    }

    [Fact]
    public async Task Compressed_bytes_of_which_nothing_comes_out_are_refused_as_well()
    {
        byte[] empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] empties = [.. Enumerable.Repeat(empty, 1_000).SelectMany(member => member)];
        await using var other = await OtherServer.StartAsync(async http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(empties, http.RequestAborted);
            }
        });
        using var fetch = new Fetch(options => options.AnswerBytes = Mebibyte);
        (await fetch.RefusalAsync(other.Url("/"), GpError.LimitExceeded)).ShouldContain($"more than {Mebibyte} bytes");
    }

    [Fact]
    public async Task A_body_without_an_end_is_refused()
    {
        var piece = new byte[65_536];
        await using var other = await OtherServer.StartAsync(async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.Body.WriteAsync(piece, http.RequestAborted);
            }
        });
        using var fetch = new Fetch(options => options.AnswerBytes = Mebibyte);
        (await fetch.RefusalAsync(other.Url("/"), GpError.LimitExceeded)).ShouldContain($"more than {Mebibyte} bytes");
    }

    [Fact]
    public async Task A_body_that_says_that_it_is_too_large_is_not_read()
    {
        await using var other = await OtherServer.StartAsync(async http =>
        {
            http.Response.ContentLength = 2L * Mebibyte;
            await http.Response.Body.FlushAsync();
            await Forever(http);
        });
        using var fetch = new Fetch(options => options.AnswerBytes = Mebibyte);
        (await fetch.RefusalAsync(other.Url("/"), GpError.LimitExceeded)).ShouldContain($"more than {Mebibyte} bytes");
    }

    [Fact]
    public async Task All_answers_to_a_run_together_have_a_limit()
    {
        await using var other = await OtherServer.StartAsync(http => http.Response.WriteAsync(new string('x', 600)));
        using var fetch = new Fetch(options => options.BytesPerRun = 1_000);
        await fetch.TextAsync(other.Url("/"));
        (await fetch.RefusalAsync(other.Url("/"), GpError.LimitExceeded)).ShouldContain("all inputs together have more than 1000 bytes");
    }

    [Fact]
    public async Task So_have_the_requests_of_a_run()
    {
        await using var other = await OtherServer.StartAsync(http => http.Response.WriteAsync("x"));
        using var fetch = new Fetch(options => options.RequestsPerRun = 2);
        await fetch.TextAsync(other.Url("/"));
        await fetch.TextAsync(other.Url("/"));
        (await fetch.RefusalAsync(other.Url("/"), GpError.LimitExceeded)).ShouldContain("more than 2 requests");
    }

    [Fact]
    public async Task A_flood_of_headers_is_refused()
    {
        await using var raw = new RawServer("HTTP/1.1 200 OK\r\n", string.Concat(Enumerable.Range(0, 5_000).Select(i => $"X-{i}: aaaaaaaaaaaaaaaaaaaa\r\n")));
        using var fetch = new Fetch();
        (await fetch.RefusalAsync(raw.Url)).ShouldContain("more than 32768 bytes of headers");
    }

    [Fact]
    public async Task What_is_not_HTTP_is_refused()
    {
        await using var raw = new RawServer("SSH-2.0-OpenSSH_9.2 secrets\r\n\r\n");
        using var fetch = new Fetch();
        var refusal = await fetch.RefusalAsync(raw.Url);
        refusal.ShouldContain("is not HTTP");
        refusal.ShouldNotContain("secrets");
    }

    [Fact]
    public async Task A_server_that_does_not_begin_to_answer_is_given_up()
    {
        await using var other = await OtherServer.StartAsync(Forever);
        using var fetch = new Fetch(options => options.AnswerSeconds = 0.2);
        (await fetch.RefusalAsync(other.Url("/"), GpError.TimedOut)).ShouldContain("did not begin its answer in 0.2 seconds");
    }

    [Fact]
    public async Task So_is_one_that_stops_in_the_middle()
    {
        await using var other = await OtherServer.StartAsync(async http =>
        {
            await http.Response.WriteAsync("beginning");
            await http.Response.Body.FlushAsync();
            await Forever(http);
        });
        using var fetch = new Fetch(options => options.AnswerSeconds = 0.5);
        (await fetch.RefusalAsync(other.Url("/"), GpError.TimedOut)).ShouldContain("stopped in the middle of its answer for 0.5 seconds");
    }

    [Fact]
    public async Task One_that_sends_a_byte_now_and_then_is_too_slow()
    {
        await using var other = await OtherServer.StartAsync(async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.WriteAsync("x");
                await http.Response.Body.FlushAsync();
                await Task.Delay(5, http.RequestAborted);
            }
        });
        using var fetch = new Fetch(options => (options.GraceSeconds, options.BytesPerSecond) = (0.1, 1_000_000));
        (await fetch.RefusalAsync(other.Url("/"), GpError.TimedOut)).ShouldContain("more slowly than 1000000 bytes a second");
    }

    [Fact]
    public async Task One_answer_has_a_time_in_all()
    {
        await using var other = await OtherServer.StartAsync(async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
            {
                await http.Response.WriteAsync("x");
                await http.Response.Body.FlushAsync();
                await Task.Delay(5, http.RequestAborted);
            }
        });
        using var fetch = new Fetch(options => options.TotalSeconds = 0.3);
        (await fetch.RefusalAsync(other.Url("/"), GpError.TimedOut)).ShouldContain("longer than 0.3 seconds");
    }

    [Fact]
    public async Task A_body_in_a_compression_that_nobody_asked_for_is_refused()
    {
        await using var other = await OtherServer.StartAsync(http => Send(http, "gzip, gzip", Compressed("gzip", 10)));
        using var fetch = new Fetch();
        (await fetch.RefusalAsync(other.Url("/"))).ShouldContain("compressed in another way");
    }

    [Fact]
    public async Task A_body_that_is_not_compressed_as_it_says_is_refused()
    {
        await using var other = await OtherServer.StartAsync(http => Send(http, "gzip", "plain text"u8.ToArray()));
        using var fetch = new Fetch();
        (await fetch.RefusalAsync(other.Url("/"))).ShouldContain("cannot be decompressed");
    }

    [Theory]
    [InlineData("attachment; filename=\"cities.csv\"", "cities.csv")]
    [InlineData("attachment; filename*=UTF-8''st%C3%A4dte.csv", "städte.csv")]
    [InlineData("attachment; filename=\"../../etc/passwd\"", "passwd")]
    [InlineData("attachment; filename=\"C:\\\\windows\\\\x.csv\"", "x.csv")]
    [InlineData("attachment; filename=\"..\"", "")]
    [InlineData("attachment", "")]
    public async Task The_name_of_a_file_is_its_last_part(string disposition, string name)
    {
        await using var other = await OtherServer.StartAsync(http =>
        {
            http.Response.Headers.ContentDisposition = disposition;
            return http.Response.WriteAsync("|");
        });
        using var fetch = new Fetch();
        (await fetch.TextAsync(other.Url("/"))).ShouldBe($"{name}|");
    }

    static async Task Forever(HttpContext http)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client gave up, which is what the test waits for.
        }
    }

    static Task Send(HttpContext http, string encoding, byte[] body)
    {
        http.Response.Headers.ContentEncoding = encoding;
        return http.Response.Body.WriteAsync(body).AsTask();
    }

    static byte[] Compressed(string encoding, int zeros)
    {
        var written = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(written, CompressionLevel.Optimal),
            "br" => new BrotliStream(written, CompressionLevel.Optimal),
            _ => new ZLibStream(written, CompressionLevel.Optimal),
        })
        {
            stream.Write(new byte[zeros]);
        }

        return written.ToArray();
    }

    /// <summary>Answers the first connection with these bytes, whatever it asks.</summary>
    sealed class RawServer : IAsyncDisposable
    {
        readonly TcpListener _listener = new(System.Net.IPAddress.Loopback, 0);
        readonly Task _answered;

        public RawServer(params string[] pieces)
        {
            _listener.Start();
            _answered = AnswerAsync(pieces);
        }

        public string Url => $"http://{_listener.LocalEndpoint}/";

        async Task AnswerAsync(string[] pieces)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            try
            {
                foreach (var piece in pieces)
                {
                    await stream.WriteAsync(Encoding.Latin1.GetBytes(piece));
                }

                // Until the other side has enough.
                var left = new byte[4096];
                while (await stream.ReadAsync(left) > 0)
                {
                }
            }
            catch (IOException)
            {
                // It had enough before all was sent.
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _answered;
            _listener.Dispose();
        }
    }
}
