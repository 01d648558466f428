using GpServer.Admin.Jobs;
using GpServer.Admin.Limits;
using GpServer.Admin.Logs;
using GpServer.Admin.Security;
using GpServer.Admin.Services;
using GpServer.Admin.Site;
using GpServer.Core;
using GpServer.Rest;
using GpServer.Security;

namespace GpServer.Admin;

/// <summary>The Administrator API below <c>/admin</c>, all on one screen.</summary>
static class AdminSurface
{
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddSingleton<Belongings>();
        services.AddSingleton<SiteEditor>();
        services.AddSingleton<UserResources>();
        services.AddSingleton<RoleResources>();
        services.AddSingleton<TokenSettingsResource>();
        services.AddSingleton<StoredServices>();
        services.AddSingleton<ServiceSecrets>();
        services.AddSingleton<ServiceJson>();
        services.AddSingleton<ServiceEdit>();
        services.AddSingleton<FolderResources>();
        services.AddSingleton<ServiceResources>();
        services.AddSingleton<PermissionResources>();
        services.AddSingleton<HostedServiceResource>();
        services.AddSingleton<ItemInfoResources>();
        services.AddSingleton<StatusResources>();
        services.AddSingleton<JobResources>();
        services.AddSingleton<LogResources>();
        services.AddSingleton<LimitResources>();
        services.AddSingleton<SiteSecrets>();
        services.AddSingleton<SiteExport>();
        services.AddSingleton<SiteCheck>();
        services.AddSingleton<SiteResources>();
        return services;
    }

    public static void MapAdmin(this WebApplication app)
    {
        var services = app.Services;
        var rest = new RestRoutes(app, services.GetRequiredService<RestPipeline>());
        AdminRoot.Map(rest);
        services.GetRequiredService<UserResources>().Map(rest);
        services.GetRequiredService<RoleResources>().Map(rest);
        services.GetRequiredService<TokenSettingsResource>().Map(rest);
        services.GetRequiredService<FolderResources>().Map(rest);
        services.GetRequiredService<ServiceResources>().Map(rest);
        services.GetRequiredService<PermissionResources>().Map(rest);
        services.GetRequiredService<HostedServiceResource>().Map(rest);
        services.GetRequiredService<ItemInfoResources>().Map(rest);
        services.GetRequiredService<StatusResources>().Map(rest);
        services.GetRequiredService<JobResources>().Map(rest);
        services.GetRequiredService<LogResources>().Map(rest);
        services.GetRequiredService<LimitResources>().Map(rest);
        services.GetRequiredService<SiteResources>().Map(rest);
        rest.MapAdmin("/{**path}", RouteAccess.Publisher, request =>
            throw new GpException(GpError.NotFound, $"There is no resource admin/{request.Path("path")}."));
    }
}
