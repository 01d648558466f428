using GpServer.Core;
using GpServer.Security;
using GpServer.Storage;

namespace GpServer.Hosting;

/// <summary>What orchestrators ask: whether the process lives, and whether requests may be sent to it.</summary>
static class HealthEndpoints
{
    static readonly TimeSpan LongestPing = TimeSpan.FromSeconds(2);

    public static void MapHealth(this WebApplication app)
    {
        var store = app.Services.GetRequiredService<Store>();
        app.Map("/healthz/live", http => AnswerAsync(http, problem: null)).With(RouteAccess.Open);

        // Endpoints exist only once the tools are loaded and the services are published.
        app.Map("/healthz/ready", async http => await AnswerAsync(http, await ProblemAsync(store, http.RequestAborted)))
            .With(RouteAccess.Open);
    }

    static async Task<string?> ProblemAsync(Store store, CancellationToken aborted)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        time.CancelAfter(LongestPing);
        try
        {
            await store.PingAsync(time.Token);
            return null;
        }
        catch (GpException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return FormattableString.Invariant($"The database did not answer within {LongestPing.TotalSeconds} seconds.");
        }
    }

    static Task AnswerAsync(HttpContext http, string? problem)
    {
        http.Response.StatusCode = problem is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        http.Response.ContentType = "text/plain;charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync(problem is null ? "Healthy" : $"Unhealthy: {problem}", http.RequestAborted);
    }
}
