using System.Text;
using GpServer.Security;
using GpServer.Tests.Security;

namespace GpServer.Tests.References;

/// <summary>A layer of a second server of this kind, with users of its own.</summary>
public sealed class SecondServerTests : IAsyncLifetime, IAsyncDisposable
{
    const int Features = 5_000;

    readonly TestServer _second = new(("PrimaryAdministrator:Password", SecuredServer.Password));
    readonly ReferenceServer _first = new();
    string _url = "";
    string _token = "";

    public async Task InitializeAsync()
    {
        _second.UseKestrel(0);
        _second.StartServer();
        await _second.AddUserAsync("ann", SecuredServer.Password, ("analyst", Privilege.User));
        await _second.AddServiceAsync("Closed", """{"tasks":["Shapes"],"executionType":"Asynchronous"}""", "analyst");
        using var client = _second.CreateClient();
        _token = (await client.PostForm("/tokens/generateToken", ("username", "ann"), ("password", SecuredServer.Password), ("f", "json")))
            .GetProperty("token").GetString()!;
        var id = (await client.PostForm("/rest/services/Closed/GPServer/Shapes/submitJob", ("Features", Points()), ("token", _token),
            ("esri_out_feature_service_name", "points"), ("f", "json"))).GetProperty("jobId").GetString();
        var end = DateTime.UtcNow.AddSeconds(60);
        var job = $"/rest/services/Closed/GPServer/Shapes/jobs/{id}";
        while ((await client.GetJson($"{job}?f=json&token={_token}")).GetProperty("jobStatus").GetString() != "esriJobSucceeded")
        {
            (DateTime.UtcNow < end).ShouldBeTrue();
            await Task.Delay(20);
        }

        _url = (await client.GetJson($"{job}/results/Same?f=json&token={_token}")).GetProperty("value").GetProperty("url").GetString()!;
        _url = _url.Replace("localhost", "127.0.0.1", StringComparison.Ordinal);
    }

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
    }

    [Fact]
    public async Task Its_layer_is_read_whole_by_its_url_with_its_token()
    {
        using var client = _first.CreateClient();
        var names = await ReferenceServer.NamesAsync(client, new { url = _url, token = _token });
        names.ShouldBe(Enumerable.Range(0, Features).Select(i => $"point {i}"));
        var answer = await client.Execute("Shapes", ("Features", $$"""{"url":"{{_url}}","token":"{{_token}}","filter":"name = 'point 77'"}"""));
        var feature = answer.Result("Same").GetProperty("features").EnumerateArray().Single();
        feature.GetProperty("geometry").GetProperty("x").GetDouble().ShouldBe(7.7, 1e-9);
    }

    [Fact]
    public async Task Its_file_formats_come_by_url_as_well()
    {
        using var client = _first.CreateClient();
        foreach (var format in new[] { "json", "geojson", "pbf" })
        {
            var names = await ReferenceServer.NamesAsync(
                client, new { url = $"{_url}/query?where=OBJECTID%3C%3D3&outFields=*&f={format}", token = _token });
            names.ShouldBe(["point 0", "point 1", "point 2"]);
        }
    }

    static string Points()
    {
        var text = new StringBuilder("""{"spatialReference":{"wkid":4326},"features":[""");
        for (var i = 0; i < Features; i++)
        {
            text.Append(i == 0 ? "" : ",");
            text.Append(System.Globalization.CultureInfo.InvariantCulture,
                $$$"""{"attributes":{"name":"point {{{i}}}"},"geometry":{"x":{{{i % 1700 / 10.0}}},"y":{{{i / 100.0}}}}}""");
        }

        return text.Append("]}").ToString();
    }
}
