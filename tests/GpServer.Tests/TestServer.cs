using GpServer.Core.Tools;
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
                new Echo(), new Fail(), new Hold(), new Shapes(), new WriteReport(),
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
