using System.Text.Json;
using GpServer.Admin.Logs;
using GpServer.Tests.Security;
using Microsoft.Extensions.Logging;

namespace GpServer.Tests.Admin.Logs;

/// <summary>A site of the tests of the log alone, since they clean it.</summary>
public sealed class LogServer : TestServer, IAsyncLifetime
{
    public LogServer()
        : base(("PrimaryAdministrator:Password", SecuredServer.Password))
    {
    }

    public string Token { get; private set; } = "";

    public async Task InitializeAsync()
    {
        using var client = CreateClient();
        Token = (await client.PostForm("/tokens/", ("username", "siteadmin"), ("password", SecuredServer.Password), ("f", "json")))
            .GetProperty("token").GetString()!;
    }

    /// <summary>The lines that a query finds, when all that was logged before is stored.</summary>
    public async Task<List<JsonElement>> LinesAsync(params (string Name, string Value)[] form) =>
        [.. (await QueryAsync(form)).GetProperty("logMessages").EnumerateArray()];

    public async Task<JsonElement> QueryAsync(params (string Name, string Value)[] form)
    {
        await Get<LogWriter>().WriteAsync(CancellationToken.None);
        using var client = CreateClient();
        return await client.Admin("logs/query", Token, form);
    }

    /// <summary>Logs as a part of the program does.</summary>
    public void Say(LogLevel level, string text, Exception? failure = null, string source = "GpServer.Tests", int code = 0) =>
        Get<ILoggerFactory>().CreateLogger(source).Log(level, code, text, failure, static (text, _) => text);

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync();
}
