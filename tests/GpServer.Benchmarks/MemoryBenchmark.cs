using System.Globalization;
using System.Text;

namespace GpServer.Benchmarks;

/// <summary>
/// The peak of a server's resident memory above its idle size while it answers a request of 65 MB, whose answer is read and dropped. Linux: from
/// <c>/proc/PID/status</c>.
/// </summary>
static class MemoryBenchmark
{
    const int Bytes = 65_000_000;

    public static async Task RunAsync(string server, string pid, string[] args)
    {
        var url = new Uri(server);
        using (var connection = await Connection.OpenAsync(url))
        {
            await connection.SendAsync(Request(url, "Project", "Output_Coordinate_System=3857", SampleData.Polygons(10_000)));
        }

        await Measure(url, pid, "polygons through Project", Request(url, "Project", "Output_Coordinate_System=3857", SampleData.Polygons(54_000_000)));
        await Measure(url, pid, "points through Buffer", Request(url, "Buffer", "Distance=10+Kilometers", SampleData.Points(383_000)));
    }

    static async Task Measure(Uri url, string pid, string what, byte[] request)
    {
        await Task.Delay(TimeSpan.FromSeconds(3));
        await File.WriteAllTextAsync($"/proc/{pid}/clear_refs", "5");
        var idle = Status(pid, "VmRSS");
        using var connection = await Connection.OpenAsync(url);
        var seen = new StringBuilder();
        var answer = await connection.SendAsync(request, request.Length < 100_000 ? seen : null);
        var peak = Status(pid, "VmHWM");
        Console.WriteLine($"{what}: request {request.Length / 1e6:F1} MB, answer {answer / 1e6:F1} MB, idle {idle:F0} MB, peak {peak:F0} MB, " +
            $"above idle {peak - idle:F0} MB = {(peak - idle) / (request.Length / 1e6):F2} of the request");
    }

    static byte[] Request(Uri url, string task, string others, byte[] features) => Connection.Post(
        url,
        $"/rest/services/Toolbox/GPServer/{task}/execute",
        Encoding.ASCII.GetBytes($"Input_Features={Escape(features)}&{others}&f=json"));

    // Uri.EscapeDataString takes no text of this size.
    static string Escape(byte[] features)
    {
        var text = new StringBuilder(Bytes + 1_000_000);
        foreach (var b in features)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'-' or (byte)'_')
            {
                text.Append((char)b);
            }
            else
            {
                text.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
            }
        }

        return text.ToString();
    }

    static double Status(string pid, string name)
    {
        var line = File.ReadLines($"/proc/{pid}/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * 1024 / 1e6;
    }
}
