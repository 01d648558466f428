using System.Globalization;
using GpServer.Core;
using GpServer.Core.Spatial;
using GpServer.Rest.Answers;
using GpServer.Rest.Layers;
using GpServer.Security;

namespace GpServer.Rest.Maps;

/// <summary>
/// <c>…/MapServer</c>: the template of a geoprocessing service's result maps, the map of each of its jobs below <c>/jobs/&lt;jobId&gt;</c>, and the
/// maps of hosted feature services.
/// </summary>
sealed class MapServerResource(
    MapServices maps, ExportResource export, LegendResource legend, IdentifyResource identify, FindResource find, LayerQueries queries,
    SpatialReferences references)
{
    const string Job = "/jobs/{job}";

    public void Map(RestRoutes rest)
    {
        rest.MapInMap("", Of(Template));
        rest.MapInMap("/layers", Of(TemplateLayers));
        rest.MapInMap("/{layer:int}", Of(TemplateLayer));
        MapMaps((pattern, resource) => rest.MapInMap(Job + pattern, resource), RouteAccess.Service);
        MapMaps(rest.MapInHostedMap, RouteAccess.Hosted);
    }

    void MapMaps(Action<string, RestResource> map, RouteAccess access)
    {
        map("", new RestResource(Root, access));
        map("/layers", new RestResource(Layers, access));
        map("/legend", new RestResource(legend.Legend, access));
        map("/identify", new RestResource(identify.Identify, access));
        map("/find", new RestResource(find.Find, access));
        map("/{layer:int}", new RestResource(Layer, access));
        map("/{layer:int}/query", new RestResource(Query, access) { GeoJson = true, Pbf = true });
        map("/{layer:int}/{objectId:long}", new RestResource(Feature, access));
        map("/{layer:int}/images/{image}", new RestResource(legend.Image, access));

        // The URL of a picture may be signed, which is looked at by the resource itself.
        map("/export", new RestResource(export.Export, access == RouteAccess.Service ? RouteAccess.File : access) { Images = true });
    }

    static RestResource Of(ResourceHandler handler) => new(handler, RouteAccess.Service);

    ValueTask<EsriAnswer> Template(RestRequest request)
    {
        var service = maps.Of(request);
        return ValueTask.FromResult<EsriAnswer>(new DocumentAnswer(json => MapTemplate.Write(json, service, references)));
    }

    ValueTask<EsriAnswer> TemplateLayers(RestRequest request)
    {
        var service = maps.Of(request);
        return ValueTask.FromResult<EsriAnswer>(new DocumentAnswer(json => MapTemplate.WriteLayers(json, service)));
    }

    ValueTask<EsriAnswer> TemplateLayer(RestRequest request)
    {
        var service = maps.Of(request);
        var layer = MapTemplate.LayersOf(service).FirstOrDefault(layer => layer.Id.ToString(CultureInfo.InvariantCulture) == request.Path("layer"))
            ?? throw new GpException(GpError.NotFound, $"Layer {request.Path("layer")} not found in {service.QualifiedName}.");
        return ValueTask.FromResult<EsriAnswer>(new DocumentAnswer(json => MapTemplate.WriteLayer(json, layer)));
    }

    async ValueTask<EsriAnswer> Root(RestRequest request)
    {
        var map = await maps.FindAsync(request);
        return request.Parameters.Flag("returnUpdates")
            ? new DocumentAnswer(json => MapJson.WriteUpdates(json, map, references))
            : new DocumentAnswer(json => MapJson.Write(json, map, references));
    }

    async ValueTask<EsriAnswer> Layers(RestRequest request)
    {
        var map = await maps.FindAsync(request);
        return new DocumentAnswer(json => MapJson.WriteLayers(json, map));
    }

    async ValueTask<EsriAnswer> Layer(RestRequest request)
    {
        var map = await maps.FindAsync(request);
        var layer = FeatureServerResource.LayerOf(map.Layers, request);
        return new DocumentAnswer(json => LayerJson.Write(json, layer, map.Layers.Description, MapLimits.Capabilities));
    }

    async ValueTask<EsriAnswer> Query(RestRequest request)
    {
        var map = await maps.FindAsync(request);
        return await queries.AnswerAsync(request, FeatureServerResource.LayerOf(map.Layers, request), isMapService: true);
    }

    async ValueTask<EsriAnswer> Feature(RestRequest request)
    {
        var map = await maps.FindAsync(request);
        return await queries.FeatureAsync(request, FeatureServerResource.LayerOf(map.Layers, request),
            long.Parse(request.Path("objectId"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }
}
