namespace GpServer.Hosting;

/// <summary>What orchestrators ask: whether the process lives, and whether requests may be sent to it.</summary>
static class HealthEndpoints
{
    public static void MapHealth(this WebApplication app)
    {
        app.Map("/healthz/live", Healthy).ExcludeFromDescription();

        // Endpoints exist only once the tools are loaded and the services are published.
        app.Map("/healthz/ready", Healthy).ExcludeFromDescription();
    }

    static Task Healthy(HttpContext http)
    {
        http.Response.ContentType = "text/plain;charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.WriteAsync("Healthy", http.RequestAborted);
    }
}
