using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace GpServer.OpenApi;

/// <summary>The description of all tasks as OpenAPI at <c>/openapi/v1.json</c>, and a page at <c>/openapi</c> that runs them.</summary>
static class TaskDocument
{
    // The page runs its own scripts, sets styles of elements, draws icons given as data, and asks this server alone.
    const string ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    const string PermissionsPolicy = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    static readonly PathString Root = "/openapi";

    public static IServiceCollection AddTaskDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(document =>
        {
            document.SwaggerDoc("v1", new OpenApiInfo
            {
                Title = "GpServer",
                Version = "v1",
                Description = "Geoprocessing tasks of this server. Failures come with HTTP status 200 and an error object.",
            });
            document.DocumentFilter<TaskOperations>();
        });
        return services;
    }

    public static void UseTaskDocument(this WebApplication app)
    {
        app.Use(RestrictPage);
        app.UseSwagger(document =>
        {
            document.RouteTemplate = "openapi/{documentName}.json";
            document.PreSerializeFilters.Add((description, request) => description.Servers =
                [new OpenApiServer { Url = $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}" }]);
        });
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = "openapi";
            page.DocumentTitle = "GpServer tasks";
            page.SwaggerEndpoint("v1.json", "Tasks");
            page.DocExpansion(DocExpansion.List);
            page.EnableTryItOutByDefault();
            page.DefaultModelsExpandDepth(-1);
        });
    }

    static Task RestrictPage(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(Root, StringComparison.OrdinalIgnoreCase))
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers["Permissions-Policy"] = PermissionsPolicy;
        }

        return next(context);
    }
}
