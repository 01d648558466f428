namespace GpServer.Security;

/// <summary>Sees to it that every route says who may reach it. One that does not is reached by nobody.</summary>
static class AccessGuard
{
    /// <summary>Says who may reach the route.</summary>
    public static IEndpointConventionBuilder With(this IEndpointConventionBuilder route, RouteAccess access)
    {
        route.ExcludeFromDescription();
        route.Add(endpoint => endpoint.Metadata.Add(new Said(access)));
        return route;
    }

    /// <summary>What the route says, or null.</summary>
    public static RouteAccess? AccessOf(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Said>()?.Access;

    /// <remarks>Endpoints that the framework makes for methods which no route has reach nothing.</remarks>
    public static void UseAccessGuard(this IApplicationBuilder app) => app.Use((http, next) =>
        http.GetEndpoint() is not RouteEndpoint endpoint || AccessOf(endpoint) is not null
            ? next(http)
            : throw new InvalidOperationException($"The route {endpoint.DisplayName} does not say who may reach it."));

    sealed record Said(RouteAccess Access);
}
