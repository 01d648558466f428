using System.Text.Json.Nodes;
using GpServer.Storage.Site;
using GpServer.Tests.Security;

namespace GpServer.Tests.Admin.Services;

/// <summary>Values that a publisher fixes and nobody reads.</summary>
public sealed class SecretTests(SecuredServer server) : IClassFixture<SecuredServer>, IAsyncLifetime
{
    const string Secret = "open-sesame-1";
    const string Guarded =
        """{"serviceName":"Guarded","tasks":[{"name":"Shapes","tool":"Shapes","parameters":{"Password":{"fixed":"open-sesame-1","hidden":true}}}]}""";

    readonly HttpClient _client = server.CreateClient();
    string _publisher = "";

    public async Task InitializeAsync()
    {
        _publisher = await server.TokenAsync("pia");
        await _client.PostForm("/admin/services/createService", ("service", Guarded), ("token", _publisher), ("f", "json"));
    }

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_secret_is_shown_by_its_sign_and_kept_when_that_comes_back()
    {
        var read = await ReadAsync();
        read.ToJsonString().ShouldNotContain(Secret);
        read["tasks"]![0]!["parameters"]!["Password"]!["fixed"]!.GetValue<string>().ShouldBe("*****");
        read["description"] = "changed";
        await _client.Admin("services/Guarded.GPServer/edit", _publisher, ("service", read.ToJsonString()));
        (await StoredAsync()).ShouldContain(Secret);
        (await ReadAsync())["description"]!.GetValue<string>().ShouldBe("changed");
        (await _client.Admin("services/report", _publisher)).ToString().ShouldNotContain(Secret);
    }

    [Fact]
    public async Task The_sign_is_no_value_of_another_task_or_tool()
    {
        await _client.AdminRefuses("services/Guarded.GPServer/edit", _publisher, 400, "sign of a stored value",
            ("service", """{"tasks":[{"name":"Other","tool":"Shapes","parameters":{"Password":{"fixed":"*****","hidden":true}}}]}"""));
        await _client.AdminRefuses("services/Guarded.GPServer/edit", _publisher, 400, "Password",
            ("service", """{"tasks":[{"name":"Shapes","tool":"Echo","parameters":{"Password":{"fixed":"*****","hidden":true}}}]}"""));
        await _client.AdminRefuses("services/Guarded.GPServer/edit", _publisher, 400, "secret",
            ("service", """{"tasks":[{"name":"Shapes","tool":"Shapes","parameters":{"Password":{"fixed":"*****","hidden":false}}}]}"""));
        (await StoredAsync()).ShouldContain(Secret);
    }

    [Fact]
    public async Task The_audit_log_says_who_changed_what_and_no_secret()
    {
        await _client.Admin("services/Guarded.GPServer/edit", _publisher, ("service", """{"description":"audited"}"""));
        var lines = await server.Get<AuditLog>().ReadAsync(DateTimeOffset.UtcNow.AddHours(1), DateTimeOffset.UnixEpoch, 100, CancellationToken.None);
        lines.ShouldAllBe(line => !$"{line.Before}{line.After}".Contains(Secret));
        var edit = lines.First(line => line.Action == "services/edit" && line.Target == "Guarded");
        edit.User.ShouldBe("pia");
        JsonNode.Parse(edit.After!)!["description"]!.GetValue<string>().ShouldBe("audited");
        edit.Before.ShouldNotBeNull();
        lines.ShouldContain(line => line.Action == "services/createService" && line.Before == null);
    }

    [Fact]
    public async Task Large_values_are_in_the_audit_log_by_their_size()
    {
        var large = new string('x', 2_000);
        await _client.Admin("services/createService", _publisher, ("service",
            $$"""{"serviceName":"Large","tasks":[{"name":"Echo","tool":"Echo","parameters":{"Text":{"default":"{{large}}"} } }]}"""));
        var lines = await server.Get<AuditLog>().ReadAsync(DateTimeOffset.UtcNow.AddHours(1), DateTimeOffset.UnixEpoch, 100, CancellationToken.None);
        var after = lines.Single(line => line.Target == "Large").After!;
        after.ShouldNotContain(large);
        after.ShouldContain("(2002 characters)");
    }

    async Task<JsonObject> ReadAsync() => JsonNode.Parse(
        await _client.GetStringAsync($"/admin/services/Guarded.GPServer?f=json&token={_publisher}"))!.AsObject();

    async Task<string> StoredAsync() =>
        (await server.Get<SiteDocuments>().FindAsync(DocumentKind.Service, "Guarded", CancellationToken.None))!.Json;
}
