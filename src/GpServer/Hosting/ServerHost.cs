using System.Net.Sockets;
using GpServer.Admin;
using GpServer.Admin.Logs;
using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Spatial;
using GpServer.DataSources;
using GpServer.Execution;
using GpServer.Http;
using GpServer.OpenApi;
using GpServer.Options;
using GpServer.Rest;
using GpServer.Security;
using GpServer.Uploads;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace GpServer.Hosting;

/// <summary>The frame of the server: options, address, log, and what must hold before it starts.</summary>
static class ServerHost
{
    const string TextLine = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} {Level:u3} {SourceContext} {Message:lj}{NewLine}{Exception}";

    static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    /// <summary>Runs the server until it is told to stop.</summary>
    /// <param name="change">Changes to the services of the application, made last.</param>
    /// <returns>The process's exit code: 1 when it cannot start, with the reason on the error output.</returns>
    public static async Task<int> RunAsync(string[] args, Action<IServiceCollection> change)
    {
        using var fileSize = FileSizeSignal.Ignore();
        try
        {
            var builder = WebApplication.CreateBuilder(args);
            builder.AddOptions();
            builder.AddLog();
            builder.UseDefaultAddress();
            builder.UseAdminPort();
            builder.Services.AddHttp();

            // First, so that it stops last and still tells how the jobs ended.
            builder.Services.AddHostedService<Telemetry>();
            builder.Logging.AddStoredLog();
            builder.Services.AddExecution();
            builder.Services.AddJobs();
            builder.Services.AddSecurity();
            builder.Services.AddRest();
            builder.Services.AddUploads();
            builder.Services.AddDataSources();
            builder.Services.AddAdmin();
            builder.Services.AddTaskDocument();
            change(builder.Services);

            var app = builder.Build();
            await app.PrepareAsync();
            app.UseHttp();
            app.UseAccessGuard();
            app.MapHealth();
            if (app.Services.GetRequiredService<IOptions<GpServerOptions>>().Value.Node.Role != NodeRole.Worker)
            {
                app.UseTaskDocument();
                app.MapRest();
                app.MapUploads();
                app.MapData();
                app.MapAdmin();
            }

            app.UseUnknownPaths();
            await app.RunAsync();
            return 0;
        }
        catch (Exception failure) when (Explanation(failure) is not null)
        {
            await Console.Error.WriteLineAsync($"The server cannot start: {Explanation(failure)}");
            return 1;
        }
    }

    public static void AddOptions(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<GpServerOptions>()
            .BindConfiguration(GpServerOptions.Section, binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<GpServerOptions>, OptionsCheck>();
        builder.Services.AddSingleton<CurrentLimits>();
        builder.Services.AddSingleton<TemporaryFiles>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<TemporaryFiles>());
    }

    /// <summary>Listens on the default address only where nothing else is said: an address in code or settings would win over what is said.</summary>
    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var isSaid = AddressKeys.Any(key => !string.IsNullOrEmpty(configuration[key]))
            || configuration.GetSection("Kestrel:Endpoints").Exists();
        if (!isSaid)
        {
            builder.WebHost.UseUrls(ListenAddresses.Default);
        }
    }

    /// <summary>Writes the log as text or JSON; the section <c>Serilog</c> can change levels and sinks.</summary>
    static void AddLog(this WebApplicationBuilder builder)
    {
        var json = builder.Configuration.GetValue($"{GpServerOptions.Section}:Logging:Format", LogFormat.Text) == LogFormat.Json;
        ITextFormatter form = json
            ? new JsonFormatter(renderMessage: true)
            : new MessageTemplateTextFormatter(TextLine, System.Globalization.CultureInfo.InvariantCulture);
        var log = new LoggerConfiguration().MinimumLevel.Information()
            .WriteTo.Sink(new BackgroundLog(form, Console.OpenStandardOutput()));
        builder.Logging.ClearProviders();

        // The framework's own lines about requests cost time and repeat queries, in which there may be tokens.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);

        // It warns at each new key that keys are stored as they are, which the documents say.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);

        // Not by AddSerilog, which would lift the filters above for its provider.
        var logger = log.ReadFrom.Configuration(builder.Configuration).CreateLogger();
        builder.Services.AddSingleton<ILoggerProvider>(_ => new SerilogLoggerProvider(logger, dispose: true));
    }

    /// <summary>Makes what every request needs, so that a wrong tool or setting stops the start instead of failing requests.</summary>
    static async Task PrepareAsync(this WebApplication app)
    {
        GeometryServices.Initialize();
        _ = app.Services.GetRequiredService<IOptions<GpServerOptions>>().Value;
        await app.Services.GetRequiredService<StoredCatalog>().StartAsync(CancellationToken.None);
        await app.PrepareSecurityAsync(CancellationToken.None);
    }

    /// <summary>What stopped the start, where texts explain it (settings, tools, folders and addresses); else null.</summary>
    public static string? Explanation(Exception failure)
    {
        if (failure is not (OptionsValidationException or InvalidOperationException or GpException
            or IOException or SocketException or ArgumentException or FormatException))
        {
            return null;
        }

        // The reader of the configuration says what is wrong in an inner exception only.
        var texts = new List<string>();
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            texts.Add(cause.Message);
        }

        return string.Join('\n', texts);
    }
}
