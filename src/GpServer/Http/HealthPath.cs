namespace GpServer.Http;

/// <summary>What watches the server asks below <c>/healthz</c>: by address, without TLS, at any port, and often.</summary>
static class HealthPath
{
    static readonly PathString Health = "/healthz";

    public static bool Is(HttpRequest request) => request.Path.StartsWithSegments(Health, StringComparison.OrdinalIgnoreCase);
}
