namespace GpServer.Rest;

/// <summary>The service that the path of a resource names.</summary>
static class ServicePath
{
    /// <summary>The name with its folder; null where the path names none.</summary>
    public static string? Of(RestRequest request) => request.Path("service") is { Length: > 0 } service
        ? request.Path("folder") is { Length: > 0 } folder ? $"{folder}/{service}" : service
        : null;

    /// <summary>The same, of a route.</summary>
    public static string? Of(RouteValueDictionary path) => path["service"] is not string { Length: > 0 } service ? null
        : path["folder"] is string { Length: > 0 } folder ? $"{folder}/{service}" : service;
}
