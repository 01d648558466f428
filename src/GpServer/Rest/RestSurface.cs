using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Core.Values;
using GpServer.Layers;
using GpServer.Options;
using GpServer.Rest.Directories;
using GpServer.Rest.Files;
using GpServer.Rest.Jobs;
using GpServer.Rest.Layers;
using GpServer.Rest.Maps;
using GpServer.Rest.Pages;
using GpServer.Rest.Requests;
using GpServer.Rest.Resources;
using GpServer.Rest.Tokens;
using GpServer.Security;
using Microsoft.Extensions.Options;

namespace GpServer.Rest;

/// <summary>The REST resources, all on one screen.</summary>
static class RestSurface
{
    public static IServiceCollection AddRest(this IServiceCollection services)
    {
        services.AddSingleton<RequestMemory>();
        services.AddSingleton<RequestReader>();
        services.AddSingleton<RestPipeline>();
        services.AddSingleton<FeatureFileAnswers>();
        services.AddSingleton<ExecuteResource>();
        services.AddSingleton<JobLookup>();
        services.AddSingleton<SubmitJobResource>();
        services.AddSingleton<JobResource>();
        services.AddSingleton<EventsResource>();
        services.AddSingleton<ResultResource>();
        services.AddSingleton<ResultImages>();
        services.AddSingleton<InputResource>();
        services.AddSingleton<JobFiles>();
        services.AddSingleton<HostedEditor>();
        services.AddSingleton<FeatureServerResource>();
        services.AddSingleton<MapServices>();
        services.AddSingleton<MapDrawings>();
        services.AddSingleton<ExportResource>();
        services.AddSingleton<LegendResource>();
        services.AddSingleton<IdentifyResource>();
        services.AddSingleton<FindResource>();
        services.AddSingleton<MapServerResource>();
        services.AddSingleton<TokenResource>();
        services.AddSingleton<SignInPage>();
        services.AddSingleton<LayerQueryReading>();
        services.AddSingleton<QueryTurns>();
        services.AddSingleton<LayerQueries>();
        services.AddSingleton<HostedQueryResource>();
        services.AddSingleton(provider =>
            LinearUnitTable.Standard.With(provider.GetRequiredService<IOptions<GpServerOptions>>().Value.LinearUnits));
        return services;
    }

    public static void MapRest(this WebApplication app)
    {
        var services = app.Services;
        var rest = new RestRoutes(app, services.GetRequiredService<RestPipeline>());
        var catalog = services.GetRequiredService<IServiceCatalog>();
        var tools = services.GetRequiredService<ToolCatalog>();
        rest.MapInfo(services.GetRequiredService<SiteState>());
        rest.MapCatalog(catalog, services.GetRequiredService<AccessRules>(), services.GetRequiredService<HostedLayers>());
        rest.MapService(catalog);
        rest.MapTask(catalog, tools, services.GetRequiredService<IFeatureWriter>());
        rest.MapServiceInfo(catalog);
        rest.MapTaskInfo(catalog, tools, services.GetRequiredService<IFeatureWriter>());
        rest.MapTaskHelp(catalog, tools, services.GetRequiredService<IFeatureWriter>());
        services.GetRequiredService<ExecuteResource>().Map(rest);
        services.GetRequiredService<SubmitJobResource>().Map(rest);
        services.GetRequiredService<JobResource>().Map(rest);
        services.GetRequiredService<EventsResource>().Map(rest);
        services.GetRequiredService<ResultResource>().Map(rest);
        services.GetRequiredService<InputResource>().Map(rest);
        services.GetRequiredService<JobFiles>().Map(app);
        services.GetRequiredService<FeatureServerResource>().Map(rest);
        services.GetRequiredService<MapServerResource>().Map(rest);
        services.GetRequiredService<TokenResource>().Map(rest);
        services.GetRequiredService<SignInPage>().Map(rest);
        services.GetRequiredService<HostedQueryResource>().Map(rest);
        app.MapGet("/", http =>
        {
            http.Response.Redirect($"{http.Request.PathBase.ToUriComponent()}/rest/services");
            return Task.CompletedTask;
        }).With(RouteAccess.Open);
        rest.Map("/rest/{**path}", RouteAccess.Open, request => throw new GpException(GpError.NotFound, $"There is no resource rest/{request.Path("path")}."));
    }
}
