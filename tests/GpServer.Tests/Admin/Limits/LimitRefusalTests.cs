using GpServer.Tests.Security;

namespace GpServer.Tests.Admin.Limits;

/// <summary>Changes of limits that are none.</summary>
public sealed class LimitRefusalTests(SecuredServer server) : IClassFixture<SecuredServer>, IAsyncLifetime
{
    readonly HttpClient _client = server.CreateClient();
    string _token = "";

    public async Task InitializeAsync() => _token = await server.TokenAsync("siteadmin");

    public Task DisposeAsync()
    {
        _client.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("""{"requestBytes":10}""", "RequestBytes is '10'; expected 1024 to")]
    [InlineData("""{"allRequestBytes":2000}""", "AllRequestBytes")]
    [InlineData("""{"vertices":"many"}""", "vertices")]
    [InlineData("""{"vertices":1.5}""", "vertices")]
    [InlineData("""{"textBytes":99999999999}""", "textBytes")]
    [InlineData("""{"graceSeconds":1e999}""", "GraceSeconds")]
    [InlineData("""{"vertexes":5}""", "vertexes")]
    [InlineData("""{"vertices":5,"vertices":6}""", "limits")]
    [InlineData("""{"vertices":[[[[[[1]]]]]]}""", "limits")]
    [InlineData("""[5]""", "limits")]
    [InlineData("""{"\ud800":5}""", "limits")]
    [InlineData("""vertices=5""", "limits")]
    public async Task A_change_that_is_none_is_refused_and_changes_nothing(string limits, string said)
    {
        await _client.AdminRefuses("system/limits/update", _token, 400, said, ("limits", limits));
        (await _client.Admin("system/limits", _token)).GetProperty("version").GetInt32().ShouldBe(0);
    }
}
