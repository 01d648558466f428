using GpServer.Admin.Uploads;
using GpServer.Rest;
using GpServer.Rest.Directories;
using GpServer.Rest.Uploads;
using GpServer.Storage.Uploads;

namespace GpServer.Uploads;

/// <summary>Files that clients upload, to services and to the site.</summary>
static class UploadSurface
{
    public static IServiceCollection AddUploads(this IServiceCollection services)
    {
        services.AddSingleton<UploadStore>();
        services.AddSingleton<UploadPlaces>();
        services.AddSingleton<UploadChecksums>();
        services.AddSingleton<UploadOperations>();
        services.AddSingleton<IUploadedItems, UploadItems>();
        services.AddSingleton<FileAnswers>();
        services.AddSingleton<UploadDownloads>();
        services.AddSingleton<UploadResources>();
        services.AddSingleton<SiteUploadResources>();
        services.AddHostedService<UploadCleaning>();
        return services;
    }

    public static void MapUploads(this WebApplication app)
    {
        var services = app.Services;
        var rest = new RestRoutes(app, services.GetRequiredService<RestPipeline>());
        services.GetRequiredService<UploadResources>().Map(rest);
        services.GetRequiredService<SiteUploadResources>().Map(rest);
        services.GetRequiredService<UploadDownloads>().Map(app);
    }
}
