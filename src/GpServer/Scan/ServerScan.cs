using GpServer.Hosting;
using GpServer.Http;
using GpServer.Options;
using GpServer.Scan.Rules;
using GpServer.Storage.Site;
using Microsoft.Extensions.Options;

namespace GpServer.Scan;

/// <summary>
/// The command <c>scan</c>: says what is not safe in the configuration with which the server would start, and starts nothing. Where the database
/// can be read, also beside a running server, it says what is not safe in that as well.
/// </summary>
static class ServerScan
{
    public const string Command = "scan";

    const int Safe = 0;
    const int Invalid = 1;
    const int Unsafe = 2;

    /// <param name="args">The arguments that the server would get.</param>
    /// <returns>The process's exit code: 0 where nothing is critical, 2 where something is, 1 where the configuration is not valid.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter problems)
    {
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            builder.AddOptions();
            builder.UseDefaultAddress();
            builder.UseAdminPort();
            builder.Services.AddScanRules();
            using var services = builder.Services.BuildServiceProvider();
            var options = services.GetRequiredService<IOptions<GpServerOptions>>().Value;
            var documents = StoredSite.TryReadAsync(StoreOpening.OptionsOf(options), CancellationToken.None).GetAwaiter().GetResult();
            var subject = new ScanSubject(builder.Configuration, options, documents);
            List<Finding> findings = [.. services.GetServices<IScanRule>().SelectMany(rule => rule.Check(subject))];
            ScanReport.Write(output, findings);
            return findings.Exists(finding => finding.Severity == Severity.Critical) ? Unsafe : Safe;
        }
        catch (Exception failure) when (ServerHost.Explanation(failure) is { } explanation)
        {
            problems.WriteLine($"The configuration is not valid: {explanation}");
            return Invalid;
        }
    }

    public static IServiceCollection AddScanRules(this IServiceCollection services) => services
        .AddSingleton<IScanRule, PlainHttp>()
        .AddSingleton<IScanRule, HttpsNotRequired>()
        .AddSingleton<IScanRule, HstsOff>()
        .AddSingleton<IScanRule, ReadablePasswords>()
        .AddSingleton<IScanRule, PasswordsOnCommandLine>()
        .AddSingleton<IScanRule, OpenDataDirectory>()
        .AddSingleton<IScanRule, ProxiesTrustAll>()
        .AddSingleton<IScanRule, AnyHost>()
        .AddSingleton<IScanRule, AnyOrigin>()
        .AddSingleton<IScanRule, JsonpOn>()
        .AddSingleton<IScanRule, AdminOnPublicPort>()
        .AddSingleton<IScanRule, RateLimitsOff>()
        .AddSingleton<IScanRule, LargeLimits>()
        .AddSingleton<IScanRule, SlowBodies>()
        .AddSingleton<IScanRule, DatabaseWithoutTls>()
        .AddSingleton<IScanRule, TelemetryWithoutTls>()
        .AddSingleton<IScanRule, TokensInUrls>()
        .AddSingleton<IScanRule, LongTokens>()
        .AddSingleton<IScanRule, AnonymousUploads>()
        .AddSingleton<IScanRule, OpenRoot>();
}
