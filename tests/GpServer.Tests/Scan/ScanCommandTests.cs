using System.Diagnostics;
using GpServer.Hosting;

namespace GpServer.Tests.Scan;

/// <summary>The command as operators run it: a process of its own.</summary>
public sealed class ScanCommandTests : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gpserver-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Nothing_critical_is_exit_code_0()
    {
        var (code, output, problems) = await Scan();
        code.ShouldBe(0, problems);
        output.ShouldStartWith("Security scan: 0 critical");
        Directory.GetFileSystemEntries(_folder.FullName).ShouldBeEmpty("the scan starts nothing and makes nothing");
    }

    [Fact]
    public async Task Something_critical_is_exit_code_2_without_a_database_to_ask()
    {
        var (code, output, _) = await Scan("--urls=http://*:6080", "--GpServer:Storage:Provider=PostgreSql",
            "--GpServer:Storage:ConnectionString=Host=nowhere.invalid;Username=a;Password=xyzzy");
        code.ShouldBe(2);
        output.ShouldContain("CRITICAL  plain-http");
        output.ShouldContain("IMPORTANT  database-without-tls");
        output.ShouldContain("IMPORTANT  password-on-command-line");
        output.ShouldNotContain("xyzzy");
    }

    [Fact]
    public async Task A_configuration_that_is_not_valid_is_exit_code_1()
    {
        var (code, output, problems) = await Scan("--GpServer:Admin:Port=70000");
        code.ShouldBe(1);
        output.ShouldBeEmpty();
        problems.ShouldContain("GpServer:Admin:Port is '70000'; expected 0 to 65535.");
    }

    async Task<(int Code, string Output, string Problems)> Scan(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ServerHost).Assembly.Location, "scan", .. settings])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToList())
        {
            start.Environment.Remove(name);
        }

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var problems = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, await output, await problems);
    }

    static bool IsSetting(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("GpServer__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase);
}
