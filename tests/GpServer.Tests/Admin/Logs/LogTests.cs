using GpServer.Admin.Logs;
using GpServer.Storage;
using GpServer.Storage.Site;
using Microsoft.Extensions.Logging;

namespace GpServer.Tests.Admin.Logs;

/// <summary>What is logged can be read by administrators.</summary>
public sealed class LogTests(LogServer server) : IClassFixture<LogServer>, IDisposable
{
    readonly HttpClient _client = server.CreateClient();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_failed_sign_in_is_found_with_its_time_node_and_level()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await _client.PostForm("/tokens/", ("username", "mallory"), ("password", "wrong horse 1"), ("f", "json"));
        var line = (await server.LinesAsync()).First(line => line.GetProperty("message").GetString()!.Contains("mallory", StringComparison.Ordinal));
        line.GetProperty("type").GetString().ShouldBe("WARNING");
        line.GetProperty("methodName").GetString().ShouldBe("GpServer.Security.SignIn");
        line.GetProperty("source").GetString().ShouldBe("Server");
        line.GetProperty("machine").GetString().ShouldStartWith(Environment.MachineName);
        line.GetProperty("code").GetInt32().ShouldBe(1);
        line.GetProperty("time").GetInt64().ShouldBeInRange(before, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        line.ToString().ShouldNotContain("wrong horse");
    }

    [Fact]
    public async Task A_failure_of_a_service_names_the_service_and_the_user()
    {
        var fail = $"/rest/services/Toolbox/GPServer/Fail/execute?Kind=Crash&f=json&token={server.Token}";
        (await _client.GetJson(fail)).ShouldBeError(500);
        var line = (await server.LinesAsync(("level", "SEVERE"), ("filter", """{"services":["Toolbox.GPServer"]}"""))).First();
        line.GetProperty("type").GetString().ShouldBe("SEVERE");
        line.GetProperty("source").GetString().ShouldBe("Toolbox.GPServer");
        line.GetProperty("user").GetString().ShouldBe("siteadmin");
        line.GetProperty("message").GetString()!.ShouldContain("Unexpected failure");
        line.GetProperty("message").GetString()!.ShouldContain("Exception");
        line.ToString().ShouldNotContain(server.Token);
    }

    [Fact]
    public async Task The_stored_level_is_set_while_the_server_runs()
    {
        server.Say(LogLevel.Information, "quiet 1");
        await _client.Admin("logs/settings/edit", server.Token, ("logLevel", "FINE"), ("maxLogFileAge", "7"));
        try
        {
            server.Say(LogLevel.Debug, "loud 2");
            server.Say(LogLevel.Trace, "too loud 3");
            var settings = (await _client.Admin("logs/settings", server.Token)).GetProperty("settings");
            settings.GetProperty("logLevel").GetString().ShouldBe("FINE");
            settings.GetProperty("maxLogFileAge").GetInt32().ShouldBe(7);
            var said = (await server.LinesAsync(("level", "DEBUG"))).ConvertAll(line => line.GetProperty("message").GetString());
            said.ShouldContain("loud 2");
            said.ShouldNotContain("quiet 1");
            said.ShouldNotContain("too loud 3");

            // Requests are now among the lines, and no query with them.
            await _client.GetJson("/rest/info?f=json&secret=hunter2");
            var requests = await server.LinesAsync(("level", "INFO"));
            requests.ShouldContain(line => line.GetProperty("message").GetString()!.Contains("/rest/info", StringComparison.Ordinal));
            string.Join('\n', requests).ShouldNotContain("hunter2");
            string.Join('\n', requests).ShouldNotContain(server.Token);
        }
        finally
        {
            await _client.Admin("logs/settings/edit", server.Token, ("logLevel", "WARNING"), ("maxLogFileAge", "90"));
        }
    }

    [Fact]
    public async Task Lines_come_newest_first_in_pages_and_within_times()
    {
        var writer = server.Get<ServerLog>();
        var start = DateTimeOffset.UnixEpoch.AddYears(10);
        await writer.AddAsync([.. Enumerable.Range(0, 5).Select(i => new ServerLogEntry(start.AddSeconds(i), 3, "pages", "n", "", "", i, $"{i}"))], CancellationToken.None);
        var newest = start.AddSeconds(3).ToUnixTimeMilliseconds();
        var first = await server.QueryAsync(("startTime", $"{newest}"), ("pageSize", "2"), ("filter", """{"server":["pages"]}"""));
        first.GetProperty("hasMore").GetBoolean().ShouldBeTrue();
        first.GetProperty("startTime").GetInt64().ShouldBe(newest);
        first.GetProperty("endTime").GetInt64().ShouldBe(start.AddSeconds(2).ToUnixTimeMilliseconds());
        Codes(first).ShouldBe([3, 2]);
        var rest = await server.QueryAsync(
            ("startTime", $"{start.AddSeconds(1):yyyy-MM-ddTHH:mm:ss}Z"), ("endTime", $"{start:yyyy-MM-ddTHH:mm:ss}"), ("filter", """{"server":["pages"],"codes":[0,"1",9]}"""));
        rest.GetProperty("hasMore").GetBoolean().ShouldBeFalse();
        Codes(rest).ShouldBe([1, 0]);
        Codes(await server.QueryAsync(("sinceServerStart", "true"), ("filter", """{"server":["pages"]}"""))).ShouldBeEmpty();

        static IEnumerable<int> Codes(System.Text.Json.JsonElement answer) =>
            answer.GetProperty("logMessages").EnumerateArray().Select(line => line.GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("startTime", "yesterday")]
    [InlineData("startTime", "-1")]
    [InlineData("endTime", "99999999999999999999")]
    [InlineData("pageSize", "10001")]
    [InlineData("level", "LOUD")]
    [InlineData("filter", "[1]")]
    [InlineData("filter", "{\"services\":")]
    [InlineData("filter", "{\"services\":[1]}")]
    [InlineData("filter", "{\"codes\":[\"x\"]}")]
    [InlineData("filter", "{\"services\":[\"\\ud800\"]}")]
    [InlineData("filter", "{\"\\ud800\":1}")]
    [InlineData("filter", "{\"codes\":[[[[[[1]]]]]]}")]
    [InlineData("filter", "{\"processIds\":[1]}")]
    [InlineData("filter", "{\"users\":[\"ann\"]}")]
    public async Task What_cannot_be_read_of_a_query_is_refused_by_name(string name, string value) =>
        await _client.AdminRefuses("logs/query", server.Token, 400, name, (name, value));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"server":"*","services":"*","machines":"*","codes":[],"processIds":"*"}""")]
    public async Task A_filter_that_lets_all_through_is_taken(string filter)
    {
        server.Say(LogLevel.Warning, "let through");
        (await server.LinesAsync(("filter", filter))).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_line_that_a_database_cannot_keep_is_stored_all_the_same()
    {
        server.Say(LogLevel.Warning, "zero \0 half \ud800 end", code: 4711);
        server.Say(LogLevel.Warning, new string('x', 100_000), code: 4712);
        var lines = await server.LinesAsync(("filter", """{"codes":[4711,4712]}"""));
        lines[0].GetProperty("message").GetString()!.Length.ShouldBeLessThan(10_000);
        lines[1].GetProperty("message").GetString().ShouldBe("zero \ufffd half \ufffd end");
    }

    [Fact]
    public async Task Changes_are_listed_with_who_made_them_and_without_passwords()
    {
        await _client.Admin("security/users/add", server.Token, ("username", "eva"), ("password", "correct horse 9"));
        var changes = (await _client.Admin("logs/audit", server.Token, ("userName", "siteadmin"))).GetProperty("changes");
        var change = changes.EnumerateArray().First(change => change.GetProperty("target").GetString() == "eva");
        change.GetProperty("action").GetString().ShouldBe("security/users/add");
        change.GetProperty("after").GetString()!.ShouldContain("\"username\":\"eva\"");
        changes.ToString().ShouldNotContain("correct horse 9");
        changes.ToString().ShouldNotContain("passwordHash");
        (await _client.Admin("logs/audit", server.Token, ("userName", "nobody"))).GetProperty("changes").GetArrayLength().ShouldBe(0);
        var one = await _client.Admin("logs/audit", server.Token, ("pageSize", "1"));
        one.GetProperty("changes").GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("logs/settings/edit", "logLevel", "LOUD")]
    [InlineData("logs/settings/edit", "maxLogFileAge", "0")]
    public async Task Settings_that_are_none_are_refused(string operation, string name, string value) =>
        await _client.AdminRefuses(operation, server.Token, 400, name, (name, value));

    [Theory]
    [InlineData("logs/settings/edit?logLevel=OFF")]
    [InlineData("logs/clean?f=json")]
    public async Task Changes_are_made_by_post_alone(string operation) =>
        (await _client.GetJson($"/admin/{operation}&f=json&token={server.Token}")).GetProperty("code").GetInt32().ShouldBe(405);

    [Fact]
    public async Task A_cleaned_log_is_empty_and_the_cleaning_is_known()
    {
        using var other = new LogServer();
        await other.InitializeAsync();
        using var client = other.CreateClient();
        other.Say(LogLevel.Warning, "old");
        (await other.LinesAsync()).ShouldNotBeEmpty();
        await client.Admin("logs/clean", other.Token);
        (await other.LinesAsync()).ShouldBeEmpty();
        (await client.Admin("logs/audit", other.Token)).GetProperty("changes")[0].GetProperty("action").GetString().ShouldBe("logs/clean");
    }

    [Fact]
    public async Task A_flood_of_lines_is_cut_and_counted_and_holds_nobody_up()
    {
        var queue = new LogQueue();
        for (var i = 0; i < 12_000; i++)
        {
            queue.Add(new ServerLogEntry(DateTimeOffset.UtcNow, 3, "flood", "", "", "", i, "x"));
        }

        var folder = Directory.CreateTempSubdirectory("gpserver-").FullName;
        try
        {
            await using var store = await Store.OpenAsync(new StoreOptions { DataDirectory = folder }, TimeProvider.System, CancellationToken.None);
            var log = new ServerLog(store);
            using var writer = new LogWriter(queue, log, server.Get<GpServer.Security.SiteState>(), new() { Node = "n" }, TimeProvider.System,
                server.Get<ILogger<LogWriter>>());
            await writer.WriteAsync(CancellationToken.None);
            await writer.WriteAsync(CancellationToken.None);
            var stored = await log.ReadAsync(new(DateTimeOffset.MaxValue, DateTimeOffset.UnixEpoch, 0, 20_000), CancellationToken.None);
            stored.Count(line => line.Source == "flood").ShouldBe(10_000);
            stored.Single(line => line.Source != "flood").Text.ShouldStartWith("2000 lines");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_store_that_is_away_fails_nobody_and_gets_the_lines_later()
    {
        var queue = new LogQueue();
        var folder = Directory.CreateTempSubdirectory("gpserver-").FullName;
        var options = new StoreOptions { DataDirectory = folder };
        try
        {
            var closed = await Store.OpenAsync(options, TimeProvider.System, CancellationToken.None);
            await closed.DisposeAsync();
            var told = new Told();
            using var writer = new LogWriter(queue, new ServerLog(closed), server.Get<GpServer.Security.SiteState>(), new() { Node = "n" },
                TimeProvider.System, told);
            for (var i = 0; i < 3; i++)
            {
                queue.Add(new ServerLogEntry(DateTimeOffset.UtcNow, 3, "away", "", "", "", i, "x"));
                await writer.WriteAsync(CancellationToken.None);
            }

            told.Count.ShouldBe(1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    sealed class Told : ILogger<LogWriter>
    {
        public int Count { get; private set; }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Count++;
    }
}
