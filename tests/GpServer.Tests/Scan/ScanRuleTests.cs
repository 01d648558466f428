using GpServer.Options;
using GpServer.Scan;
using GpServer.Storage.Site;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GpServer.Tests.Scan;

/// <summary>Every rule with a configuration that it finds, and with the nearest one that is well.</summary>
public sealed class ScanRuleTests
{
    const string Public = "urls=http://*:6080";
    const string Tls = "Kestrel:Endpoints:A:Url=https://*:6443";
    const string Required = "GpServer:Https:Required=true";
    const string Proxy = "GpServer:Proxy:Known:0=10.0.0.5";
    const string Otlp = "GpServer:Telemetry:OtlpEndpoint=";
    const string PostgreSql = "GpServer:Storage:Provider=PostgreSql|GpServer:Storage:ConnectionString=";

    [Theory]
    [InlineData("plain-http", "Critical", Public, "urls=http://localhost:6080")]
    [InlineData("plain-http", "Critical", "urls=http://0.0.0.0:80", "urls=http://127.0.0.1:80;http://[::1]:80")]
    [InlineData("plain-http", "Critical", "http_ports=8080", "https_ports=8443")]
    [InlineData("plain-http", "Critical", "Kestrel:Endpoints:A:Url=http://*:6080", Tls)]
    [InlineData("plain-http", "Critical", Public + "|" + Required, Public + "|" + Required + "|" + Proxy)]
    [InlineData("plain-http-from-proxy", "Recommended", Public + "|" + Required + "|" + Proxy, Public)]
    [InlineData("https-not-required", "Important", "urls=http://*:80;https://*:443", "urls=http://*:80;https://*:443|" + Required)]
    [InlineData("https-not-required", "Important", "GpServer:Proxy:Known:0=10.0.0.5", Tls)]
    [InlineData("hsts-off", "Recommended", Tls, Tls + "|GpServer:Https:HstsSeconds=31536000")]
    [InlineData("hsts-off", "Recommended", Tls + "|GpServer:Https:HstsSeconds=60", "urls=http://localhost:6080")]
    [InlineData("every-proxy-trusted", "Critical", "GpServer:Proxy:Known:0=0.0.0.0/0", "GpServer:Proxy:Known:0=10.0.0.0/8")]
    [InlineData("every-proxy-trusted", "Critical", "GpServer:Proxy:Known:0=::/0", "GpServer:Proxy:Known:0=192.0.2.1")]
    [InlineData("any-host", "Important", Public, Public + "|GpServer:Hosts:0=gis.example.com")]
    [InlineData("any-origin", "Recommended", "", "GpServer:Cors:Origins:0=https://maps.example.com")]
    [InlineData("jsonp-on", "Important", "GpServer:Rest:Jsonp=true", "")]
    [InlineData("admin-on-public-port", "Important", Public, Public + "|GpServer:Admin:Port=6090")]
    [InlineData("admin-on-public-port", "Important", "GpServer:Proxy:Known:0=10.0.0.5", Public + "|GpServer:Admin:Enabled=false")]
    [InlineData("rate-limits-off", "Recommended", Public, Public + "|GpServer:RateLimits:PerAddress=100|GpServer:RateLimits:PerUser=100")]
    [InlineData("rate-limits-off", "Recommended", Public + "|GpServer:RateLimits:PerAddress=100", "urls=http://localhost:1")]
    [InlineData("large-limits", "Recommended", "GpServer:Limits:Vertices=900000000", "GpServer:Limits:Vertices=50000000")]
    [InlineData("large-limits", "Recommended", "GpServer:Limits:RequestBytes=2000000000", "GpServer:Limits:RequestBytes=1000000000")]
    [InlineData("slow-clients", "Recommended", "GpServer:Limits:BodyBytesPerSecond=0", "GpServer:Limits:BodyBytesPerSecond=100")]
    [InlineData("slow-clients", "Recommended", "GpServer:Limits:HeaderSeconds=600", "")]
    [InlineData("database-without-tls", "Important", PostgreSql + "Host=db", PostgreSql + "Host=localhost")]
    [InlineData("database-without-tls", "Important", PostgreSql + "Host=/run/postgresql,db:5433", PostgreSql + "Host=/run/postgresql")]
    [InlineData("database-without-tls", "Important", PostgreSql + "Host=db;SSL Mode=Prefer", PostgreSql + "Host=db;SSL Mode=VerifyFull")]
    [InlineData("database-not-verified", "Recommended", PostgreSql + "Host=db;SSL Mode=Require", PostgreSql + "Host=::1;SSL Mode=Require")]
    [InlineData("telemetry-without-tls", "Recommended", Otlp + "http://collector:4317", Otlp + "https://collector:4317")]
    [InlineData("telemetry-without-tls", "Recommended", "OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317",
        "OTEL_EXPORTER_OTLP_ENDPOINT=http://localhost:4317")]
    [InlineData("tokens-by-get", "Important", "GpServer:Tokens:GetAllowed=true", "GpServer:Tokens:GetAllowed=false")]
    [InlineData("long-tokens", "Important", "GpServer:Tokens:LongestMinutes=20160", "GpServer:Tokens:LongestMinutes=1440")]
    public void A_rule_finds_what_is_unsafe_and_not_what_is_safe(string key, string severity, string unsafeSettings, string safeSettings)
    {
        var found = Find(Settings(unsafeSettings)).Where(finding => finding.Key == key).ShouldHaveSingleItem();
        found.Severity.ToString().ShouldBe(severity);
        found.What.ShouldNotBeNullOrWhiteSpace();
        found.Why.ShouldNotBeNullOrWhiteSpace();
        found.Remedy.ShouldNotBeNullOrWhiteSpace();
        Find(Settings(safeSettings)).ShouldNotContain(finding => finding.Key == key);
    }

    [Fact]
    public void A_server_for_this_machine_alone_has_nothing_important()
    {
        Find(Settings("")).ShouldAllBe(finding => finding.Severity == Severity.Recommended);
    }

    [Theory]
    [InlineData("GpServer:Storage:ConnectionString=Host=localhost;Password=xyzzy", true)]
    [InlineData("GpServer:Storage:ConnectionString=Host=localhost;Pwd=xyzzy", true)]
    [InlineData("GpServer:PrimaryAdministrator:Password=xyzzy", true)]
    [InlineData("Kestrel:Endpoints:A:Certificate:Password=xyzzy", true)]
    [InlineData("GpServer:Storage:ConnectionString=Host=localhost;Username=a", false)]
    [InlineData("GpServer:PrimaryAdministrator:Password=", false)]
    [InlineData("Other:Password=xyzzy", false)]
    public void A_password_on_the_command_line_is_found_and_not_repeated(string setting, bool isFound)
    {
        var findings = Find(new ConfigurationBuilder().AddCommandLine([$"--{setting}"]));
        findings.Any(finding => finding.Key == "password-on-command-line").ShouldBe(isFound);
        findings.ShouldAllBe(finding => !finding.ToString().Contains("xyzzy", StringComparison.Ordinal));
        Find(Settings(setting)).ShouldNotContain(finding => finding.Key == "password-on-command-line");
    }

    [Theory]
    [InlineData("rw-r--r--", true)]
    [InlineData("rw-rw----", false)]
    [InlineData("rw-------", false)]
    public void A_password_in_a_file_that_all_can_read_is_critical(string mode, bool isFound)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("gpserver-");
        try
        {
            var file = Path.Combine(folder.FullName, "appsettings.json");
            File.WriteAllText(file, """{"GpServer":{"PrimaryAdministrator":{"UserName":"siteadmin","Password":"xyzzy"}}}""");
            File.SetUnixFileMode(file, ModeOf(mode));

            // Overridden elsewhere, it can be read all the same.
            var findings = Find(new ConfigurationBuilder().AddJsonFile(file)
                .AddInMemoryCollection([KeyValuePair.Create<string, string?>("GpServer:PrimaryAdministrator:Password", "other")]));
            var found = findings.Where(finding => finding.Key == "readable-password").ToList();
            found.Count.ShouldBe(isFound ? 1 : 0);
            found.ShouldAllBe(finding => finding.Severity == Severity.Critical && finding.What.Contains(file, StringComparison.Ordinal));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("rwxr-xr-x", true)]
    [InlineData("rwxr-x---", false)]
    [InlineData("rwx------", false)]
    public void A_data_directory_that_all_can_open_is_found(string mode, bool isFound)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("gpserver-");
        try
        {
            File.SetUnixFileMode(folder.FullName, ModeOf(mode));
            Find(Settings($"GpServer:DataDirectory={folder.FullName}"))
                .Any(finding => finding.Key == "open-data-directory").ShouldBe(isFound);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_worst_comes_first_and_is_counted()
    {
        using var output = new StringWriter();
        ScanReport.Write(output, [.. Find(Settings($"{Public}|GpServer:Rest:Jsonp=true"))]);
        var text = output.ToString();
        text.ShouldStartWith("Security scan: 1 critical, 3 important, ");
        var order = new[] { "CRITICAL  plain-http", "IMPORTANT  jsonp-on", "RECOMMENDED  any-origin" }
            .Select(line => text.IndexOf(line, StringComparison.Ordinal)).ToList();
        order.ShouldBeInOrder();
        order[0].ShouldBeGreaterThan(0);
        text.Split('\n').ShouldAllBe(line => line.Length <= 120);
    }

    [Fact]
    public async Task What_the_database_says_is_scanned_beside_a_running_server()
    {
        await using var server = new TestServer();
        await server.AddServiceAsync("Open", """{"tasks":["Buffer"],"executionType":"Asynchronous","capabilities":"Uploads"}""");
        await server.AddServiceAsync("Members", """{"tasks":["Buffer"],"executionType":"Asynchronous","capabilities":"Uploads"}""", "esriAuthenticated");
        var store = new GpServer.Storage.StoreOptions { DataDirectory = server.DataDirectory };
        var found = await FindAsync(store, []);
        var uploads = found.Where(finding => finding.Key == "anonymous-uploads").ShouldHaveSingleItem();
        uploads.What.ShouldContain("Open");
        uploads.What.ShouldNotContain("Members");
        found.ShouldNotContain(finding => finding.Key == "open-root");
        found = await FindAsync(store, [new SiteDocument(DocumentKind.Permissions, "/", """[{"principal":"esriEveryone","isAllowed":true}]""", 1)]);
        found.ShouldContain(finding => finding.Key == "open-root");
        (await StoredSite.TryReadAsync(new GpServer.Storage.StoreOptions { DataDirectory = "nowhere at all" }, CancellationToken.None)).ShouldBeNull();
    }

    static async Task<List<Finding>> FindAsync(GpServer.Storage.StoreOptions store, SiteDocument[] more)
    {
        var documents = (await StoredSite.TryReadAsync(store, CancellationToken.None)).ShouldNotBeNull();
        using var services = new ServiceCollection().AddScanRules().BuildServiceProvider();
        var subject = new ScanSubject(new ConfigurationBuilder().Build(), new GpServerOptions { DataDirectory = "nowhere at all" }, [.. documents, .. more]);
        return [.. services.GetServices<IScanRule>().SelectMany(rule => rule.Check(subject))];
    }

    static UnixFileMode ModeOf(string text)
    {
        var mode = UnixFileMode.None;
        for (var i = 0; i < text.Length; i++)
        {
            mode |= text[i] == '-' ? UnixFileMode.None : (UnixFileMode)(1 << (text.Length - 1 - i));
        }

        return mode;
    }

    static ConfigurationBuilder Settings(string settings)
    {
        var builder = new ConfigurationBuilder();
        builder.AddInMemoryCollection(settings.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(setting =>
        {
            var parts = setting.Split('=', 2);
            return KeyValuePair.Create(parts[0], (string?)parts[1]);
        }));
        return builder;
    }

    static List<Finding> Find(IConfigurationBuilder settings)
    {
        var configuration = settings.Build();
        var options = new GpServerOptions { DataDirectory = "nowhere at all" };
        configuration.GetSection(GpServerOptions.Section).Bind(options);
        using var services = new ServiceCollection().AddScanRules().BuildServiceProvider();
        var subject = new ScanSubject(configuration, options);
        return [.. services.GetServices<IScanRule>().SelectMany(rule => rule.Check(subject))];
    }
}
