using System.Collections.Concurrent;
using GpServer.Core.Tools;
using GpServer.Hosting;
using GpServer.Tests.Tools;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace GpServer.Tests.Hosting;

/// <summary>The server as its program starts it, on real ports and with a data directory of its own. What it logs is kept.</summary>
sealed class RunningServer : IAsyncDisposable, ILoggerProvider, ILogger
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly string _data = Directory.CreateTempSubdirectory("gpserver-").FullName;
    readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();
    readonly TaskCompletionSource<Started> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Task<int> _run = Task.FromResult(0);

    RunningServer()
    {
    }

    /// <summary>Where it listens, in the order of its settings.</summary>
    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    public Uri Address => Addresses[0];

    /// <summary>What was logged, with the texts of failures.</summary>
    public IReadOnlyList<string> Lines => [.. _lines.Select(line => line.Text)];

    public IReadOnlyList<string> Errors => [.. _lines.Where(line => line.Level >= LogLevel.Error).Select(line => line.Text)];

    /// <param name="args">Arguments of the program, such as <c>--urls=http://127.0.0.1:0</c>.</param>
    public static async Task<RunningServer> StartAsync(params string[] args)
    {
        var server = new RunningServer();
        string[] all = [$"--GpServer:DataDirectory={server._data}", "--Serilog:MinimumLevel=Fatal", .. args];
        server._run = Task.Run(() => ServerHost.RunAsync(all, server.Change));
        await Task.WhenAny(server._run, server._started.Task).WaitAsync(Patience);
        server._started.Task.IsCompletedSuccessfully.ShouldBeTrue("the server ended instead of starting; its error output says why");
        server.Addresses = [.. (await server._started.Task).Addresses.Select(address => new Uri(address))];
        return server;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue((logLevel, exception is null ? formatter(state, exception) : $"{formatter(state, exception)} {exception}"));

    /// <summary>Nothing: it is the log of the server, and ends with this.</summary>
    public void Dispose()
    {
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.Task.IsCompletedSuccessfully)
        {
            (await _started.Task).Lifetime.StopApplication();
        }

        await _run.WaitAsync(Patience);
        Directory.Delete(_data, recursive: true);
    }

    void Change(IServiceCollection services)
    {
        services.AddSingleton<ILoggerProvider>(this);
        services.AddSingleton(_started);
        services.AddHostedService<Started>();
        services.AddSingleton(_ => new ToolCatalog(
            [.. ToolCatalog.Scan(typeof(GpServer.Tools.Analysis.Buffer).Assembly).Tools, new Echo(), new Fail()]));
    }

    sealed class Started(IHostApplicationLifetime lifetime, IServer server, TaskCompletionSource<Started> started) : IHostedService
    {
        public IHostApplicationLifetime Lifetime => lifetime;

        public IReadOnlyList<string> Addresses => [.. server.Features.Get<IServerAddressesFeature>()!.Addresses];

        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.ApplicationStarted.Register(() => started.TrySetResult(this));
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
