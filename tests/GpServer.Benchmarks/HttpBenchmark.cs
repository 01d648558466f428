using System.Diagnostics;
using System.Text;

namespace GpServer.Benchmarks;

/// <summary>
/// Loads a running server and a bare Kestrel handler in turns, from this process over loopback. The service's maximumRecords must be at
/// least 10,000.
/// </summary>
static class HttpBenchmark
{
    const string Task = "/rest/services/Toolbox/GPServer/Buffer/execute";
    const int Connections = 8;
    const int Rounds = 5;
    const int Requests = 20_000;
    const int ManyPoints = 10_000;

    public static async Task RunAsync(string server, string[] args)
    {
        var url = new Uri(server);
        var bareUrl = new Uri(args is [var given] ? given : "http://127.0.0.1:6099");
        using var bare = Start(bareUrl);
        try
        {
            await UntilUpAsync(bareUrl);
            var (ours, theirs, constant) = (Request(url, Task, 1), Request(bareUrl, "/buffer", 1), Request(bareUrl, "/constant", 1));
            await CheckAsync(url, ours, "\"rings\"");
            await CheckAsync(bareUrl, theirs, "\"rings\"");
            var seconds = await Turns.MedianAsync(
                Rounds,
                () => LoadAsync(url, ours),
                () => LoadAsync(bareUrl, theirs),
                () => LoadAsync(bareUrl, constant));
            Console.WriteLine($"one point: server {Requests / seconds[0]:F0} requests/s, bare handler {Requests / seconds[1]:F0}, " +
                $"constant answer {Requests / seconds[2]:F0}; server to bare handler {seconds[1] / seconds[0]:F2}");

            var (oursMany, theirsMany) = (Request(url, Task, ManyPoints), Request(bareUrl, "/buffer", ManyPoints));
            await CheckAsync(url, oursMany, "\"rings\"");
            var many = await Turns.MedianAsync(9, () => OnceAsync(url, oursMany), () => OnceAsync(bareUrl, theirsMany));
            Console.WriteLine($"{ManyPoints} points: server {many[0]:F3} s, bare handler {many[1]:F3} s; server to bare handler {many[0] / many[1]:F2}");
        }
        finally
        {
            bare.Kill();
        }
    }

    public static Process Start(Uri url) => Process.Start(new ProcessStartInfo(Environment.ProcessPath!)
    {
        ArgumentList = { "bare", url.ToString() },
    })!;

    static byte[] Request(Uri url, string path, int points) => Connection.Post(url, path, Encoding.ASCII.GetBytes(
        $"Input_Features={Uri.EscapeDataString(Encoding.UTF8.GetString(SampleData.Points(points)))}" +
        $"&Distance={Uri.EscapeDataString("""{"distance":10000,"units":"esriMeters"}""")}&f=json"));

    public static async Task UntilUpAsync(Uri url)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var connection = await Connection.OpenAsync(url);
                return;
            }
            catch (System.Net.Sockets.SocketException) when (attempt < 100)
            {
                await System.Threading.Tasks.Task.Delay(100);
            }
        }
    }

    public static async Task CheckAsync(Uri url, byte[] request, string expected)
    {
        using var connection = await Connection.OpenAsync(url);
        var seen = new StringBuilder();
        await connection.SendAsync(request, seen);
        if (!seen.ToString().Contains(expected, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{url} did not answer with {expected}: {seen.ToString(0, Math.Min(seen.Length, 800))}");
        }
    }

    static async Task OnceAsync(Uri url, byte[] request)
    {
        using var connection = await Connection.OpenAsync(url);
        await connection.SendAsync(request);
    }

    /// <summary>Sends the request again and again over some connections.</summary>
    public static async Task LoadAsync(Uri url, byte[] request, int requests = Requests) =>
        await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            using var connection = await Connection.OpenAsync(url);
            for (var i = 0; i < requests / Connections; i++)
            {
                await connection.SendAsync(request);
            }
        }));
}
