using GpServer.Tests.Http;

namespace GpServer.Tests.Hosting;

public sealed class SecretLogTests : IAsyncLifetime
{
    const string Secret = "xyzzy-plugh";

    RunningServer _server = null!;

    public async Task InitializeAsync() => _server = await RunningServer.StartAsync("--urls=http://127.0.0.1:0");

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("/rest/info")]
    [InlineData("/rest/services/Toolbox/GPServer/Echo/execute")]
    [InlineData("/rest/services/ToolboxAsync/GPServer/Echo/submitJob")]
    [InlineData("/rest/services/Nothing/GPServer")]
    [InlineData("/rest/directories/arcgisjobs/Toolbox_gpserver/j/scratch/f")]
    [InlineData("/tokens/generateToken")]
    [InlineData("/admin/login")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/nothing")]
    public async Task No_secret_of_a_request_is_in_the_log(string path)
    {
        foreach (var request in SecretRequests.To(path, Secret))
        {
            await RawHttp.ExchangeAsync(_server.Address, request);
        }

        // What is logged about the last request comes after its answer; this one is logged after all of them.
        await RawHttp.GetAsync(_server.Address, "/rest/info/last");
        await Until(() => _server.Lines.Any(line => line.Contains("/rest/info/last", StringComparison.Ordinal)));
        _server.Lines.ShouldContain(line => line.Contains(path, StringComparison.Ordinal));
        _server.Lines.Where(line => line.Contains(Secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_of_the_server_tells_its_log_nothing_of_what_came()
    {
        await RawHttp.GetAsync(_server.Address, $"/rest/services/Toolbox/GPServer/Fail/execute?Kind=unexpected&f=json&password={Secret}",
            $"Authorization: Basic {Secret}\r\nCookie: other={Secret}\r\n");
        await Until(() => _server.Lines.Any(line => line.Contains("/Fail/execute", StringComparison.Ordinal)));
        _server.Errors.ShouldNotBeEmpty();
        _server.Lines.Where(line => line.Contains(Secret, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Neither_passwords_nor_the_tokens_for_them_are_in_the_log()
    {
        const string password = "plugh-xyzzy-1";
        await using var server = await RunningServer.StartAsync("--urls=http://127.0.0.1:0", $"--GpServer:PrimaryAdministrator:Password={password}");
        using var client = new HttpClient { BaseAddress = server.Address };
        var token = (await client.PostForm("/tokens/", ("username", "siteadmin"), ("password", password), ("f", "json"))).GetProperty("token").GetString()!;
        await client.Admin("security/users/add", token, ("username", "ann"), ("password", "plugh-xyzzy-2"));
        await client.PostForm("/tokens/", ("username", "plugh-xyzzy-3 as a name"), ("password", "plugh-xyzzy-4"), ("f", "json"));
        await client.PostForm("/rest/services/ToolboxAsync/GPServer/Fail/submitJob", ("Kind", "unexpected"), ("token", token), ("f", "json"));
        await client.GetJson($"/rest/services/Toolbox/GPServer/Fail/execute?Kind=unexpected&f=json&token={token}");
        await client.Admin("security/users/update", token, ("username", "siteadmin"), ("password", "plugh-xyzzy-5"));
        (await client.GetJson($"/rest/services?f=json&token={token}")).ShouldBeError(498);
        await client.GetStringAsync("/rest/info/last?f=json");
        await Until(() => server.Lines.Any(line => line.Contains("/rest/info/last", StringComparison.Ordinal)));
        server.Lines.ShouldContain(line => line.Contains("/Fail/execute", StringComparison.Ordinal));
        server.Lines.Where(line => line.Contains("plugh-xyzzy", StringComparison.Ordinal)
            || line.Contains(token[..20], StringComparison.Ordinal)).ShouldBeEmpty();
    }

    static async Task Until(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!holds())
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
