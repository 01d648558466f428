using GpServer.Admin.Data;
using GpServer.Rest;

namespace GpServer.DataSources;

/// <summary>Data that administrators register, as inputs of tasks.</summary>
static class DataSurface
{
    public static IServiceCollection AddDataSources(this IServiceCollection services)
    {
        services.AddSingleton<DataFolders>();
        services.AddSingleton<DataItemCheck>();
        services.AddSingleton<RegisteredFiles>();
        services.AddSingleton<RegisteredTables>();
        services.AddSingleton<IDataSources, RegisteredData>();
        services.AddSingleton<DataResources>();
        return services;
    }

    public static void MapData(this WebApplication app) =>
        app.Services.GetRequiredService<DataResources>().Map(new RestRoutes(app, app.Services.GetRequiredService<RestPipeline>()));
}
