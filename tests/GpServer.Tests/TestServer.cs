using GpServer.Core.Tools;
using GpServer.Security;
using GpServer.Storage.Site;
using GpServer.Tests.Tools;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GpServer.Tests;

/// <summary>The whole application in memory, with its own tools and those of the tests, and a data directory of its own.</summary>
public class TestServer : WebApplicationFactory<Program>
{
    readonly string _data = Path.Combine(Path.GetTempPath(), $"gpserver-{Guid.NewGuid():N}");
    readonly (string Key, string Value)[] _settings;

    /// <param name="settings">Options below the section <c>GpServer</c>.</param>
    public TestServer(params (string Key, string Value)[] settings)
    {
        _settings = settings;
    }

    public string DataDirectory => _data;

    /// <summary>The folder that the running server has for its temporary files.</summary>
    public string TemporaryDirectory => Get<GpServer.Core.Execution.RunOptions>().TemporaryDirectory;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Publishes a service by its document, for everyone where nothing else is said.</summary>
    public async Task AddServiceAsync(string name, string json, string principal = "esriEveryone")
    {
        (await Get<SiteDocuments>().ChangeAsync(
        [
            DocumentChange.Add(DocumentKind.Service, name, json),
            DocumentChange.Add(DocumentKind.Permissions, name, $$"""[{"principal":"{{principal}}","isAllowed":true}]"""),
        ], audit: null, CancellationToken.None)).ShouldBeNull();
        await Get<SiteRefresh>().ReadAsync(CancellationToken.None);
    }

    /// <summary>Adds a user with these roles, which are made where they are missing.</summary>
    internal async Task AddUserAsync(string name, string password, params (string Role, Privilege Privilege)[] roles)
    {
        var documents = Get<SiteDocuments>();
        foreach (var (role, privilege) in roles)
        {
            await documents.ChangeAsync(
                [DocumentChange.Add(DocumentKind.Role, role, SiteJson.Write(new SiteRole { Name = role, Privilege = privilege }))],
                audit: null, CancellationToken.None);
        }

        var user = new SiteUser
        {
            Name = name,
            PasswordHash = Get<Passwords>().Hash(password),
            Stamp = SiteUser.NewStamp(),
            Roles = [.. roles.Select(role => role.Role)],
        };
        (await documents.ChangeAsync([DocumentChange.Add(DocumentKind.User, name, SiteJson.Write(user))], audit: null, CancellationToken.None))
            .ShouldBeNull();
        await Get<SiteRefresh>().ReadAsync(CancellationToken.None);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("GpServer:DataDirectory", _data);
        builder.UseSetting("Serilog:MinimumLevel", "Fatal");
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting($"GpServer:{key}", value);
        }

        builder.ConfigureTestServices(services => services.AddSingleton(_ => new ToolCatalog(
            [
                .. ToolCatalog.Scan(typeof(GpServer.Tools.Analysis.Buffer).Assembly).Tools,
                new Echo(), new Fail(), new Hold(), new Shapes(), new WriteReport(), new ReadFile(),
            ])));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }
}
