using GpServer.Hosting;
using GpServer.Options;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GpServer.Tests.Hosting;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Limits:RequestBytes", "12", "12")]
    [InlineData("Limits:RequestBytes", "many", "many")]
    [InlineData("Limits:JsonDepth", "5000", "5000")]
    [InlineData("Rest:PathBases:0", "arcgis", "/arcgis")]
    [InlineData("Cors:Origins:0", "maps.example.com", "https://maps.example.com")]
    [InlineData("Proxy:Known:0", "router", "10.0.0.0/8")]
    [InlineData("Logging:Format", "Xml", "Xml")]
    [InlineData("Services:Toolbox:MaxInstances", "0", "1 to 10000")]
    [InlineData("Services:Toolbox:ShowMessages", "All", "All")]
    [InlineData("LinearUnits:esriCubits", "0.5", "'esriCubits' is not the name of a linear unit")]
    [InlineData("LinearUnits:esriFeet", "-1", "a positive number, not -1")]
    [InlineData("DataDirectory", " ", "a path")]
    [InlineData("Storage:SqliteMaxBytes", "1000", "0, or 1048576 or more")]
    [InlineData("Limits:RequestByte", "4096", "RequestByte")]
    [InlineData("Limits:RequestHeaderBytes", "10", "1024 to 1048576")]
    [InlineData("Limits:BodyGraceSeconds", "1", "1.1 to 3600")]
    [InlineData("Https:HstsSeconds", "-1", "0 to ")]
    [InlineData("Admin:Port", "70000", "0 to 65535")]
    [InlineData("RateLimits:WindowSeconds", "0", "1 to 3600")]
    [InlineData("Hosts:0", "gis.example.com:6080", "without a port")]
    [InlineData("Hosts:0", "https://gis.example.com", "without a port")]
    [InlineData("Hosts:0", "2001:db8::1", "without a port")]
    public void A_wrong_value_stops_the_start_and_names_its_key(string key, string value, string said)
    {
        var failure = Should.Throw<Exception>(() => Read((key, value)));
        var text = ServerHost.Explanation(failure);
        text.ShouldNotBeNull();
        text.ShouldContain(key.Replace(":0", "", StringComparison.Ordinal).Split(':')[^1]);
        text.ShouldContain(said);
    }

    [Fact]
    public void All_wrong_values_are_told_at_once()
    {
        var failure = Should.Throw<OptionsValidationException>(() => Read(("Limits:JsonDepth", "1"), ("Limits:Fields", "0")));
        failure.Failures.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Changes_to_a_service_that_there_is_not_stop_the_start()
    {
        var data = Directory.CreateTempSubdirectory("gpserver-").FullName;
        using var said = new StringWriter();
        var output = Console.Error;
        Console.SetError(said);
        try
        {
            var code = await ServerHost.RunAsync(
                [$"--GpServer:DataDirectory={data}", "--GpServer:Services:Tolbox:MaximumRecords=5", "--urls=http://127.0.0.1:0"], _ => { });
            code.ShouldBe(1);
        }
        finally
        {
            Console.SetError(output);
            Directory.Delete(data, recursive: true);
        }

        said.ToString().ShouldContain("GpServer:Services:Tolbox is not a service; expected one of BufferPoints, LandUseReport, Toolbox, ToolboxAsync.");
    }

    [Fact]
    public void The_defaults_are_right()
    {
        var options = Read();
        options.Limits.RequestBytes.ShouldBe(268_435_456);
        options.Limits.Vertices.ShouldBe(5_000_000);
        options.Rest.EffectivePathBases.ShouldBe(["/arcgis"]);
        options.Rest.Jsonp.ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, null, "http://localhost:6080")]
    [InlineData("urls", "http://localhost:1234", "http://localhost:1234")]
    [InlineData("http_ports", "8080", null)]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://localhost:5", null)]
    public void The_default_address_stands_only_where_nothing_else_is_said(string? key, string? value, string? urls)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration["urls"] = null;
        if (key is not null)
        {
            builder.Configuration[key] = value;
        }

        builder.UseDefaultAddress();
        builder.WebHost.GetSetting("urls").ShouldBe(urls);
    }

    static GpServerOptions Read(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create($"GpServer:{setting.Key}", (string?)setting.Value)));
        builder.AddOptions();
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<GpServerOptions>>().Value;
    }
}
