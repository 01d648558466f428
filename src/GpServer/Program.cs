using GpServer.Execution;
using GpServer.Hosting;
using GpServer.Http;
using GpServer.OpenApi;
using GpServer.Rest;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddOptions();
    builder.AddLog();
    builder.UseDefaultAddress();
    builder.Services.AddHttp();
    builder.Services.AddExecution();
    builder.Services.AddRest();
    builder.Services.AddTaskDocument();

    var app = builder.Build();
    app.Prepare();
    app.UseHttp();
    app.UseTaskDocument();
    app.UseUnknownPaths();
    app.MapHealth();
    app.MapRest();
    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (ServerHost.Explanation(failure) is not null)
{
    await Console.Error.WriteLineAsync($"The server cannot start: {ServerHost.Explanation(failure)}");
    return 1;
}
