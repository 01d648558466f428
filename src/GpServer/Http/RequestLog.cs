namespace GpServer.Http;

/// <summary>
/// Writes one line for each request. Queries and forms are left out: they hold tokens and people's data. So is what stands in a path where
/// somebody joined a query to it by another sign than its own, as in <c>/rest/info&amp;token=…</c>.
/// </summary>
sealed partial class RequestLog(TimeProvider clock, ILogger<RequestLog> logger) : IMiddleware
{
    static readonly string[] SecretNames = ["token=", "password="];

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var started = clock.GetTimestamp();
        var path = WithoutSecrets((context.Request.PathBase + context.Request.Path).ToUriComponent());
        var facts = new RequestFacts { IsCompressed = context.Request.Headers.ContentEncoding.Count > 0 };
        context.Features.Set(facts);

        // For what is logged on the way of the request. It ends with this method, as everything that flows with a call.
        RequestFacts.Current = facts;
        try
        {
            await next(context);
        }
        finally
        {
            var status = facts.ErrorCode ?? context.Response.StatusCode;
            var milliseconds = Math.Round(clock.GetElapsedTime(started).TotalMilliseconds, 1);
            Log.Request(logger, context.Request.Method, path, status, milliseconds, context.Request.ContentLength ?? 0, facts.BytesWritten,
                Part(context, "service"), Part(context, "task"));
        }
    }

    static string Part(HttpContext context, string name) =>
        context.Request.RouteValues[name] is string value ? Uri.EscapeDataString(WithoutSecrets(value)) : "-";

    static string WithoutSecrets(string text)
    {
        foreach (var name in SecretNames)
        {
            if (text.IndexOf(name, StringComparison.OrdinalIgnoreCase) is var start and >= 0)
            {
                text = text[..(start + name.Length)];
            }
        }

        return text;
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information,
            "{Method} {Path} {Status} {Milliseconds} ms in {BytesIn} out {BytesOut} service {Service} task {Task}")]
        public static partial void Request(ILogger logger, string method, string path, int status, double milliseconds, long bytesIn,
            long bytesOut, string service, string task);
    }
}
