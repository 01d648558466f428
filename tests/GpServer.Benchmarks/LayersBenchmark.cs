using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GpServer.Benchmarks;

/// <summary>
/// A hosted layer of as many buffers as there are cities: small windows of it beside an answer of the same size that costs nothing, all of it page
/// by page, its pictures, and how long another server takes to read a layer of 100,000 points by its URL.
/// </summary>
sealed class LayersBenchmark(Uri server, Uri other, string password) : IDisposable
{
    const int Features = 135_233;
    const int Points = 100_000;
    const int Windows = 400;
    const int Pictures = 7;
    const double Side = 1e7;
    const double WindowSide = 60_000;

    readonly HttpClient _client = new() { Timeout = TimeSpan.FromMinutes(20) };

    public void Dispose() => _client.Dispose();

    public async Task RunAsync(Uri bareUrl)
    {
        using var bare = HttpBenchmark.Start(bareUrl);
        try
        {
            await HttpBenchmark.UntilUpAsync(bareUrl);
            var token = await TokenAsync(server);
            var (job, layer) = await HostAsync(token, "Buffer", "bench_buffers", SampleData.Points(Features), ("Distance", "5 Kilometers"));
            await WindowsAsync(bareUrl, layer, token);
            await PagesAsync(layer, token, "json", "exceededTransferLimit\":true"u8.ToArray());
            await PagesAsync(layer, token, "pbf", null);
            await PicturesAsync(job, token);
            var (_, points) = await HostAsync(token, "AddField", "bench_points", SampleData.Points(Points),
                ("Field_Name", "NOTE"), ("Field_Type", "TEXT"));
            await ByUrlAsync(points, token);
        }
        finally
        {
            bare.Kill();
        }
    }

    /// <summary>Small windows one after another over one connection, as a map that is moved asks for them.</summary>
    async Task WindowsAsync(Uri bareUrl, string layer, string token)
    {
        var path = new Uri(layer).AbsolutePath;
        var random = new Random(3);
        using var ours = await Connection.OpenAsync(server);
        using var theirs = await Connection.OpenAsync(bareUrl);
        var (times, bareTimes, bytes) = (new List<double>(), new List<double>(), 0L);
        for (var i = 0; i < Windows; i++)
        {
            var (x, y) = (random.NextDouble() * (Side - WindowSide), random.NextDouble() * (Side - WindowSide));
            var request = Connection.Get(server, string.Create(CultureInfo.InvariantCulture,
                $"{path}/query?f=json&geometry={x},{y},{x + WindowSide},{y + WindowSide}&outFields=*&token={token}"));
            var began = Stopwatch.GetTimestamp();
            var size = await ours.SendAsync(request);
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            bytes += size;
            request = Connection.Get(bareUrl, $"/bytes/{size}");
            began = Stopwatch.GetTimestamp();
            await theirs.SendAsync(request);
            bareTimes.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"window of {Features} features ({bytes / Windows / 1024} KB each), ms (median / 95 %): {Shown(times)}; the same bytes from a bare handler {Shown(bareTimes)}"));
    }

    /// <summary>All features of the layer, page by page, as clients of both formats fetch them.</summary>
    async Task PagesAsync(string layer, string token, string format, byte[]? more)
    {
        const int page = 2_000;
        var (bytes, pages) = (0L, 0);
        var watch = Stopwatch.StartNew();
        for (var offset = 0; offset < Features; offset += page, pages++)
        {
            var answer = await _client.GetByteArrayAsync($"{layer}/query?f={format}&where=1%3D1&outFields=*&resultOffset={offset}&resultRecordCount={page}&token={token}");
            bytes += answer.Length;
            var last = offset + page >= Features;
            if (more is not null && answer.AsSpan().IndexOf(more) >= 0 == last)
            {
                throw new InvalidOperationException($"Page {pages} {(last ? "says that more follow" : "does not say that more follow")}.");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"paging through {Features} features in {format}: {watch.Elapsed.TotalSeconds:F1} s, {pages} pages, {bytes / 1e6:F0} MB, {bytes / 1e6 / watch.Elapsed.TotalSeconds:F0} MB/s, {Features / watch.Elapsed.TotalSeconds:F0} features/s"));
    }

    async Task PicturesAsync(string job, string token)
    {
        var map = $"{server}rest/services/ToolboxAsync/MapServer/jobs/{job}";
        await PictureAsync(map, token, "all of them", 0, 0, Side, Side * 0.75);
        await PictureAsync(map, token, "a close view", Side * 0.4, Side * 0.4, Side * 0.42, Side * 0.415);
    }

    async Task PictureAsync(string map, string token, string what, params double[] box)
    {
        var url = string.Create(CultureInfo.InvariantCulture,
            $"{map}/export?bbox={box[0]},{box[1]},{box[2]},{box[3]}&size=1024,768&format=png32&transparent=true&f=image&token={token}");
        var times = new List<double>();
        var bytes = 0;
        for (var i = 0; i <= Pictures; i++)
        {
            var watch = Stopwatch.StartNew();
            var answer = await _client.GetByteArrayAsync(url);
            if (answer is not [0x89, (byte)'P', (byte)'N', (byte)'G', ..])
            {
                throw new InvalidOperationException($"No picture: {Encoding.UTF8.GetString(answer.AsSpan(0, Math.Min(answer.Length, 500)))}");
            }

            bytes = answer.Length;
            if (i == 0)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"picture of {what}, the first: {watch.Elapsed.TotalMilliseconds:F0} ms"));
            }
            else
            {
                times.Add(watch.Elapsed.TotalMilliseconds);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"picture of {what}, ms (median / 95 %): {Shown(times)}; {bytes / 1024} KB"));
    }

    /// <summary>A task of the other server reads the layer over HTTP.</summary>
    async Task ByUrlAsync(string layer, string token)
    {
        var otherToken = await TokenAsync(other);
        var watch = Stopwatch.StartNew();
        var job = await JobAsync(other, otherToken, "AddField", ("Input_Table", $$"""{"url":"{{layer}}","token":"{{token}}"}"""),
            ("Field_Name", "MORE"), ("Field_Type", "TEXT"));
        var count = await _client.GetStringAsync($"{other}rest/services/ToolboxAsync/GPServer/AddField/jobs/{job}/results/Output_Table?f=json&resultRecordCount=1&token={otherToken}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"a layer of {Points} points read by URL, with the job around it: {watch.Elapsed.TotalSeconds:F1} s ({(count.Contains("NOTE", StringComparison.Ordinal) ? "its fields are there" : "ITS FIELDS ARE MISSING")})"));
    }

    async Task<(string Job, string Layer)> HostAsync(string token, string task, string name, byte[] features, params (string, string)[] more)
    {
        var watch = Stopwatch.StartNew();
        var input = task == "Buffer" ? "Input_Features" : "Input_Table";
        var job = await JobAsync(server, token, task,
            [(input, Encoding.UTF8.GetString(features)), ("esri_out_feature_service_name", name), .. more]);
        var output = task == "Buffer" ? "Output_Features" : "Output_Table";
        var url = (await GetAsync($"{server}rest/services/ToolboxAsync/GPServer/{task}/jobs/{job}/results/{output}?f=json&returnType=data&token={token}"))
            .GetProperty("value").GetProperty("url").GetString()!;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{task} into the hosted service {name}: {watch.Elapsed.TotalSeconds:F1} s"));
        return (job, url);
    }

    async Task<string> JobAsync(Uri at, string token, string task, params (string Name, string Value)[] form)
    {
        var path = $"{at}rest/services/ToolboxAsync/GPServer/{task}";
        var submitted = await PostAsync($"{path}/submitJob", [.. form, ("token", token)]);
        var job = submitted.TryGetProperty("jobId", out var id) ? id.GetString()! : throw new InvalidOperationException($"{submitted}");
        while (true)
        {
            var state = await GetAsync($"{path}/jobs/{job}?f=json&token={token}");
            switch (state.GetProperty("jobStatus").GetString())
            {
                case "esriJobSucceeded":
                    return job;
                case "esriJobFailed":
                    throw new InvalidOperationException($"{state}");
                default:
                    await Task.Delay(20);
                    break;
            }
        }
    }

    async Task<string> TokenAsync(Uri at) =>
        (await PostAsync($"{at}tokens/", ("username", "siteadmin"), ("password", password))).GetProperty("token").GetString()!;

    async Task<JsonElement> GetAsync(string url)
    {
        using var answer = JsonDocument.Parse(await _client.GetStringAsync(url));
        return answer.RootElement.Clone();
    }

    async Task<JsonElement> PostAsync(string url, params (string Name, string Value)[] form)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in form)
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new StringContent("json"), "f");
        using var response = await _client.PostAsync(url, content);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.Clone();
    }

    static string Shown(List<double> times)
    {
        var sorted = times.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Count / 2]:F2} / {sorted[(int)(0.95 * (sorted.Count - 1))]:F2}");
    }
}
