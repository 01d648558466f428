using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GpServer.Benchmarks;

/// <summary>
/// What it costs that a service is secured: the same request to a public service, and with a token to one that a role may use, in turns. And
/// whether the time of a refused sign-in tells which users there are.
/// </summary>
static class SecuredBenchmark
{
    const int Rounds = 9;
    const int Requests = 20_000;

    // An address may fail twenty times before it has to wait.
    const int Users = 10;
    const string Secured = "SecuredToolbox";
    const string Password = "benchmark-user-1";

    /// <param name="password">That of the primary administrator.</param>
    public static async Task RunAsync(string server, string password)
    {
        var url = new Uri(server);
        using var client = new HttpClient { BaseAddress = url };
        var administrator = await TokenAsync(client, "siteadmin", password);
        await PrepareAsync(client, administrator);
        var token = await TokenAsync(client, "bench0", Password);
        await CostAsync(url, "page of a service (GET)", Get("Toolbox", ""), Get(Secured, $"&token={token}"), "executionType");
        await CostAsync(url, "buffer of one point (POST)", Buffer("Toolbox", ""), Buffer(Secured, $"&token={token}"), "\"rings\"");
        await SignInsAsync(client);

        byte[] Get(string service, string more) => Connection.Get(url, $"/rest/services/{service}/GPServer/Buffer?f=json{more}");

        byte[] Buffer(string service, string more) => Connection.Post(url, $"/rest/services/{service}/GPServer/Buffer/execute", Encoding.ASCII.GetBytes(
            $"Input_Features={Uri.EscapeDataString(Encoding.UTF8.GetString(SampleData.Points(1)))}&Distance=10%20Kilometers&f=json{more}"));
    }

    static async Task CostAsync(Uri url, string what, byte[] open, byte[] secured, string expected)
    {
        await HttpBenchmark.CheckAsync(url, open, expected);
        await HttpBenchmark.CheckAsync(url, secured, expected);
        var seconds = await Turns.MedianAsync(
            Rounds, () => HttpBenchmark.LoadAsync(url, open, Requests), () => HttpBenchmark.LoadAsync(url, secured, Requests));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: public {Requests / seconds[0]:F0} requests/s, secured {Requests / seconds[1]:F0}; it takes {seconds[1] / seconds[0]:F3} of the time"));
    }

    /// <summary>Wrong passwords of users that there are and that there are not, in turns; each name only as often as it need not wait.</summary>
    static async Task SignInsAsync(HttpClient client)
    {
        var known = new List<double>();
        var unknown = new List<double>();
        for (var i = 1; i < Users; i++)
        {
            known.Add(await RefusedAsync(client, $"bench{i}"));
            unknown.Add(await RefusedAsync(client, $"other{i}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"refused sign-ins, ms (quartiles): known user {Quartiles(known)}, unknown user {Quartiles(unknown)}"));
    }

    static string Quartiles(List<double> times)
    {
        var sorted = times.Order().ToList();
        return string.Join(" / ", new[] { 0.25, 0.5, 0.75 }.Select(part => sorted[(int)(part * (sorted.Count - 1))].ToString("F1", CultureInfo.InvariantCulture)));
    }

    static async Task<double> RefusedAsync(HttpClient client, string user)
    {
        var watch = Stopwatch.StartNew();
        var answer = await PostAsync(client, "/tokens/", ("username", user), ("password", "not the password"));
        var taken = watch.Elapsed.TotalMilliseconds;
        return answer.ToString().Contains("Invalid username", StringComparison.Ordinal)
            ? taken
            : throw new InvalidOperationException($"The sign-in of {user} was answered with {answer}");
    }

    static async Task PrepareAsync(HttpClient client, string token)
    {
        await PostAsync(client, "/admin/security/roles/add", ("rolename", "bench"), ("token", token));
        for (var i = 0; i < Users; i++)
        {
            await PostAsync(client, "/admin/security/users/add", ("username", $"bench{i}"), ("password", Password), ("token", token));
        }

        await PostAsync(client, "/admin/security/roles/addUsersToRole", ("rolename", "bench"), ("users", "bench0"), ("token", token));
        await PostAsync(client, "/admin/services/createService", ("token", token), ("service",
            $$$"""{"serviceName":"{{{Secured}}}","type":"GPServer","tasks":["*"],"properties":{"executionType":"Synchronous"}}"""));
        await PostAsync(client, $"/admin/services/{Secured}.GPServer/permissions/add", ("principal", "bench"), ("isAllowed", "true"), ("token", token));
    }

    static async Task<string> TokenAsync(HttpClient client, string user, string password) =>
        (await PostAsync(client, "/tokens/", ("username", user), ("password", password))).GetProperty("token").GetString()!;

    static async Task<JsonElement> PostAsync(HttpClient client, string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent([.. form.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("f", "json")]);
        using var response = await client.PostAsync(path, content);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.Clone();
    }
}
