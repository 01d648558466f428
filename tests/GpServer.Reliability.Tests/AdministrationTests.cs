using System.Diagnostics;
using System.Text.Json;
using GpServer.Reliability.Tests.Harness;
using GpServer.Storage;
using GpServer.Storage.Tests;

namespace GpServer.Reliability.Tests;

/// <summary>An administrator changes the site by one node while clients work with both: what changes is seen by the other within two seconds.</summary>
[Collection(PostgreSqlCollection.Name)]
public sealed class AdministrationTests(PostgreSqlServer postgres) : IDisposable
{
    const string Password = "a password for tests";
    const string Everywhere = "/rest/services/Toolbox/GPServer";
    const string Points = "/rest/services/BufferPoints/GPServer";

    static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Changes_by_one_node_are_seen_by_the_other_within_2_s_and_break_no_request_of_others()
    {
        await using var cluster = await Cluster.NewAsync(StorageProvider.PostgreSql, postgres);
        string[] settings = [$"PrimaryAdministrator:Password={Password}"];
        var nodes = await Task.WhenAll(cluster.StartAsync(settings), cluster.StartAsync(settings));
        var (here, there) = (nodes[0].Address, nodes[1].Address);
        var admin = await TokenAsync(here, "siteadmin");

        using var stop = new CancellationTokenSource();
        var work = nodes.Select(node => WorkAsync(node, stop.Token)).ToList();

        // A property of a service.
        await EditAsync(here, admin, "Toolbox", "\"maximumRecords\":\"1000\"", "\"maximumRecords\":\"1234\"");
        await SeenAsync(there, $"{Everywhere}?f=json", "\"maximumRecords\":1234");

        // Stopped, and started again.
        await PostAsync(here, "/admin/services/BufferPoints.GPServer/stop", ("token", admin));
        await SeenAsync(there, $"{Points}?f=json", "not started");
        await PostAsync(here, "/admin/services/BufferPoints.GPServer/start", ("token", admin));
        await SeenAsync(there, $"{Points}?f=json", "\"tasks\"");

        // Secured: a token that one node gave is good on the other.
        await PostAsync(here, "/admin/security/users/add", ("username", "ann"), ("password", Password), ("token", admin));
        await PostAsync(here, "/admin/security/roles/addUsersToRole", ("rolename", "analyst"), ("users", "ann"), ("token", admin));
        await PermitAsync(here, admin, "BufferPoints", "analyst", isAllowed: true);
        await PermitAsync(here, admin, "BufferPoints", "esriEveryone", isAllowed: false);
        await SeenAsync(there, $"{Points}?f=json", "\"code\":499");
        var ann = await TokenAsync(here, "ann");
        await SeenAsync(there, $"{Points}?f=json&token={ann}", "\"tasks\"");

        // Renamed: with its permissions.
        await PostAsync(here, "/admin/services/renameService",
            ("serviceName", "BufferPoints"), ("serviceType", "GPServer"), ("serviceNewName", "PointBuffers"), ("token", admin));
        await SeenAsync(there, "/rest/services/PointBuffers/GPServer?f=json", "\"code\":499");
        await SeenAsync(there, $"/rest/services/PointBuffers/GPServer?f=json&token={ann}", "\"tasks\"");
        await SeenAsync(there, $"{Points}?f=json&token={ann}", "not found");

        // Published anew under the old name, with another task, and open to all.
        await PostAsync(here, "/admin/services/createService", ("token", admin), ("service",
            """{"serviceName":"BufferPoints","type":"GPServer","tasks":[{"name":"Near","tool":"Buffer"}],"properties":{"executionType":"Synchronous"}}"""));
        await PermitAsync(here, admin, "BufferPoints", "esriEveryone", isAllowed: true);
        await SeenAsync(there, $"{Points}?f=json", "\"tasks\":[\"Near\"]");
        await PostAsync(here, "/admin/services/BufferPoints.GPServer/delete", ("token", admin));
        await SeenAsync(there, $"{Points}?f=json", "not found");

        // A user who may not any more.
        await PostAsync(here, "/admin/security/users/update", ("username", "ann"), ("disabled", "true"), ("token", admin));
        await SeenAsync(there, $"/rest/services/PointBuffers/GPServer?f=json&token={ann}", "\"code\":498");

        await stop.CancelAsync();
        var done = await Task.WhenAll(work);
        done.ShouldAllBe(count => count > 0, "the clients did work while the site changed");
    }

    /// <summary>
    /// Uses services that nobody changes, until it is told to stop and has done enough to be worth something on a slow machine too. Any failure
    /// fails the test.
    /// </summary>
    /// <returns>How much was done before it was told to stop.</returns>
    async Task<int> WorkAsync(ServerProcess node, CancellationToken stop)
    {
        const int enough = 20;
        var during = 0;
        for (var count = 0; count < enough || !stop.IsCancellationRequested; count++)
        {
            var answer = await PostAsync(node.Address, $"{Everywhere}/Buffer/execute",
                ("Input_Features", """{"features":[{"geometry":{"x":1,"y":2,"spatialReference":{"wkid":4326}}}]}"""), ("Distance", "1 Kilometers"));
            answer.GetProperty("results").GetArrayLength().ShouldBe(1);
            if (count % 5 == 0)
            {
                var job = await node.Client.SubmitAsync("Quick", "Nothing");
                (await node.Client.EndOfAsync(job, TimeSpan.FromSeconds(30))).Status.ShouldBe("Succeeded");
            }

            during += stop.IsCancellationRequested ? 0 : 1;
        }

        return during;
    }

    async Task EditAsync(Uri node, string token, string service, string before, string after)
    {
        var json = await _http.GetStringAsync(new Uri(node, $"/admin/services/{service}.GPServer?f=json&token={token}"));
        json.ShouldContain(before);
        await PostAsync(node, $"/admin/services/{service}.GPServer/edit",
            ("service", json.Replace(before, after, StringComparison.Ordinal)), ("token", token));
    }

    Task<JsonElement> PermitAsync(Uri node, string token, string service, string principal, bool isAllowed) => PostAsync(
        node, $"/admin/services/{service}.GPServer/permissions/add", ("principal", principal), ("isAllowed", isAllowed ? "true" : "false"), ("token", token));

    /// <summary>Asks until the answer has the text in it; fails where that takes longer than a change may.</summary>
    async Task SeenAsync(Uri node, string url, string text)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await _http.GetStringAsync(new Uri(node, url));
            if (answer.Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            (Stopwatch.GetElapsedTime(began) < Soon).ShouldBeTrue($"{url} is not {text} after {Soon.TotalSeconds} s but {answer}");
            await Task.Delay(20);
        }
    }

    async Task<string> TokenAsync(Uri node, string user) =>
        (await PostAsync(node, "/tokens/", ("username", user), ("password", Password))).GetProperty("token").GetString()!;

    async Task<JsonElement> PostAsync(Uri node, string path, params (string Name, string Value)[] form)
    {
        using var content = new FormUrlEncodedContent([.. form.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("f", "json")]);
        using var response = await _http.PostAsync(new Uri(node, path), content);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var root = answer.RootElement.Clone();
        (root.TryGetProperty("error", out _) || (root.TryGetProperty("status", out var status) && status.GetString() == "error"))
            .ShouldBeFalse($"{path} answered {root}");
        return root;
    }
}
