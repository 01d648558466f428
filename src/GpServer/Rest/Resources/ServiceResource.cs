using GpServer.Catalog;
using GpServer.Core.Json;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Resources;

/// <summary><c>…/GPServer</c>: what a service offers.</summary>
static class ServiceResource
{
    public static void MapService(this RestRoutes rest, IServiceCatalog catalog)
    {
        rest.MapInService("", Service);

        ValueTask<EsriAnswer> Service(RestRequest request)
        {
            var service = catalog.Of(request);
            return ValueTask.FromResult<EsriAnswer>(new DocumentAnswer(json => Write(json, service)));
        }
    }

    /// <summary>The service that the request's path names.</summary>
    /// <exception cref="Core.GpException">There is none, or it is stopped.</exception>
    public static GpService Of(this IServiceCatalog catalog, RestRequest request) =>
        catalog.Get(request.Path("folder"), request.Path("service"));

    public static void WriteExecutionType(JsonOutput json, GpService service) =>
        json.Member("executionType"u8, $"esriExecutionType{service.ExecutionType}");

    static void Write(JsonOutput json, GpService service)
    {
        json.StartObject();
        json.Member("currentVersion"u8, ProtocolVersion.Number);
        json.Member("serviceDescription"u8, service.Description);
        json.StartArray("tasks"u8);
        foreach (var task in service.Published.All)
        {
            json.Value(task.Definition.Name);
        }

        json.EndArray();
        WriteExecutionType(json, service);
        json.Member("resultMapServerName"u8, service.ResultMapServerName);
        json.Member("maximumRecords"u8, service.MaximumRecords);
        json.Member("capabilities"u8, service.Capabilities);
        json.EndObject();
    }
}
