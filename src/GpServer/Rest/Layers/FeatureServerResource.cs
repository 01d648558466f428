using System.Globalization;
using GpServer.Admin;
using GpServer.Core;
using GpServer.Core.Json;
using GpServer.Core.Spatial;
using GpServer.Layers;
using GpServer.Rest.Answers;
using GpServer.Security;

namespace GpServer.Rest.Layers;

/// <summary>
/// <c>/rest/services/Hosted/&lt;name&gt;/FeatureServer</c>: a hosted feature service and its layers. <c>delete</c> below it is an extension for its
/// owner and for administrators.
/// </summary>
sealed class FeatureServerResource(IHostedLayers hosted, HostedEditor editor)
{
    public const string Root = "/rest/services/Hosted/{hosted}/FeatureServer";

    const string Capabilities = "Query";

    public void Map(RestRoutes rest)
    {
        rest.Map(Root, RouteAccess.Hosted, Service);
        rest.Map($"{Root}/layers", RouteAccess.Hosted, Layers);
        rest.Map($"{Root}/info/iteminfo", RouteAccess.Hosted, Info);
        rest.Map($"{Root}/{{layer:int}}", RouteAccess.Hosted, Layer);
        rest.Map($"{Root}/delete", RouteAccess.Hosted, Delete);
    }

    /// <summary>The service that the path names, where the caller may read it.</summary>
    /// <exception cref="GpException">There is none, or the caller may not.</exception>
    public static async ValueTask<ServedLayers> FindAsync(IHostedLayers hosted, RestRequest request)
    {
        var name = request.Path("hosted");
        return await hosted.FindAsync(name, request.Caller, request.Aborted) ?? throw HostedEditor.NotFound(name);
    }

    /// <summary>The layer of the service that the path names.</summary>
    /// <exception cref="GpException">The service has none of this number.</exception>
    public static ServedLayer LayerOf(ServedLayers service, RestRequest request) =>
        int.TryParse(request.Path("layer"), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            && service.Layers.FirstOrDefault(layer => layer.Id == id) is { } found
            ? found
            : throw new GpException(GpError.NotFound,
                $"Layer {request.Path("layer")} not found in {service.Name}; expected one of {string.Join(", ", service.Layers.Select(layer => layer.Id))}.");

    async ValueTask<EsriAnswer> Service(RestRequest request)
    {
        var service = await FindAsync(hosted, request);
        return new DocumentAnswer(json => Write(json, service));
    }

    async ValueTask<EsriAnswer> Layers(RestRequest request)
    {
        var service = await FindAsync(hosted, request);
        return new DocumentAnswer(json =>
        {
            json.StartObject();
            json.StartArray("layers"u8);
            WriteAll(json, service, tables: false);
            json.EndArray();
            json.StartArray("tables"u8);
            WriteAll(json, service, tables: true);
            json.EndArray();
            json.EndObject();
        });
    }

    async ValueTask<EsriAnswer> Layer(RestRequest request)
    {
        var service = await FindAsync(hosted, request);
        var layer = LayerOf(service, request);
        return new DocumentAnswer(json => LayerJson.Write(json, layer, service.Description, Capabilities));
    }

    async ValueTask<EsriAnswer> Info(RestRequest request)
    {
        var service = await FindAsync(hosted, request);
        return new DocumentAnswer(json =>
        {
            json.StartObject();
            json.Member("name"u8, request.Path("hosted"));
            json.Member("title"u8, request.Path("hosted"));
            json.Member("type"u8, "Feature Service"u8);
            json.Member("description"u8, service.Description);
            json.Member("snippet"u8, service.Description);
            json.StartArray("tags"u8);
            json.EndArray();
            json.EndObject();
        });
    }

    async ValueTask<EsriAnswer> Delete(RestRequest request)
    {
        // Who may not is told so first, whatever else is wrong.
        AccessRules.CheckMayChange(request.Caller, await editor.GetAsync(request.Path("hosted"), request.Aborted));
        request.CheckIsPost();
        request.CheckMayChange();
        await editor.DeleteAsync(request.Path("hosted"), request);
        return AdminAnswers.Success();
    }

    static void Write(JsonOutput json, ServedLayers service)
    {
        var (system, extent) = LayerJson.Around(service);
        json.StartObject();
        json.Member("currentVersion"u8, ProtocolVersion.Number);
        json.Member("serviceDescription"u8, service.Description);
        json.Member("hasVersionedData"u8, false);
        json.Member("maxRecordCount"u8, LayerQueryReading.MaxRecordCount);
        json.Member("hasStaticData"u8, true);
        json.Member("supportedQueryFormats"u8, LayerJson.QueryFormats);
        json.Member("capabilities"u8, Capabilities);
        json.Member("description"u8, service.Description);
        json.Member("copyrightText"u8, ""u8);
        LayerJson.WriteSystem(json, system);
        json.Name("initialExtent"u8);
        LayerJson.WriteExtent(json, extent, system);
        json.Name("fullExtent"u8);
        LayerJson.WriteExtent(json, extent, system);
        json.Member("allowGeometryUpdates"u8, false);
        json.Member("units"u8, UnitsOf(system));
        json.Member("syncEnabled"u8, false);
        json.Member("enableZDefaults"u8, false);
        json.Member("supportsDisconnectedEditing"u8, false);
        LayerJson.WriteLists(json, service);
        json.EndObject();
    }

    static void WriteAll(JsonOutput json, ServedLayers service, bool tables)
    {
        foreach (var layer in service.Layers.Where(layer => layer.Features.Schema.IsTable == tables))
        {
            LayerJson.Write(json, layer, service.Description, Capabilities);
        }
    }

    static string UnitsOf(SpatialReference? system) => system switch
    {
        null => "esriUnknownUnits",
        { IsGeographic: true } => "esriDecimalDegrees",
        { UnitName: var name } when name.Contains("foot", StringComparison.OrdinalIgnoreCase) => "esriFeet",
        _ => "esriMeters",
    };
}
