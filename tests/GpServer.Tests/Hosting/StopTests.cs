using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using GpServer.Tests.Rest.Jobs;
using GpServer.Tests.Tools;

namespace GpServer.Tests.Hosting;

public sealed class StopTests
{
    [Fact]
    public async Task Streams_and_slow_readers_do_not_keep_a_server_from_ending()
    {
        var data = Directory.CreateTempSubdirectory("gpserver-").FullName;
        try
        {
            var server = new KestrelServer(data);
            using var client = new HttpClient { BaseAddress = server.Address };
            var hand = Hold.Of("stop");
            var id = await client.Submit("Hold", ("Name", "stop"));
            await hand.Started.WaitAsync();
            using var events = await client.GetAsync(JobClient.Url("Hold", id, "/events"), HttpCompletionOption.ResponseHeadersRead);

            var points = string.Join(',', Enumerable.Range(0, 60_000).Select(i => $$$"""{"geometry":{"x":{{{i / 1000.0}}},"y":1}}"""));
            var large = await client.Run("Shapes", ("Features", $$"""{"features":[{{points}}]}"""));
            using var slow = new TcpClient(server.Address.Host, server.Address.Port) { ReceiveBufferSize = 1024 };
            await slow.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"GET {JobClient.Url("Shapes", large, "/results/Same")}?f=json HTTP/1.1\r\nHost: gis\r\n\r\n"));
            await slow.GetStream().ReadExactlyAsync(new byte[100]);

            var began = Stopwatch.GetTimestamp();
            await server.DisposeAsync();

            // A second for jobs, ten for storing what is under way, and what the machine needs.
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(30));
            (await hand.Ended.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue();

            // The job was given back in order: it runs again and that is its first run, not a recovery.
            await using var second = new KestrelServer(data);
            using var other = new HttpClient { BaseAddress = second.Address };
            await hand.Started.WaitAsync();
            hand.Go.Release();
            var job = await other.Ended("Hold", id);
            job.GetProperty("jobStatus").GetString().ShouldBe("esriJobSucceeded");
            job.Said().ShouldContain(text => text.Contains("The node that had taken the job stops", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    sealed class KestrelServer : TestServer
    {
        public KestrelServer(string data)
            : base(("DataDirectory", data), ("Node:StopSeconds", "1"), ("Services:ToolboxAsync:MaximumRecords", "100000"))
        {
            UseKestrel(0);
            StartServer();
            Address = ClientOptions.BaseAddress;
        }

        public Uri Address { get; }
    }
}
