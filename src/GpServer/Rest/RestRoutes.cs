using GpServer.Rest.Answers;
using GpServer.Security;

namespace GpServer.Rest;

/// <summary>Makes an answer, or throws the <see cref="Core.GpException"/> that says why there is none.</summary>
delegate ValueTask<EsriAnswer> ResourceHandler(RestRequest request);

/// <summary>Maps REST resources: each takes GET and POST alike, and its refusals have the protocol's form.</summary>
sealed class RestRoutes(IEndpointRouteBuilder routes, RestPipeline pipeline)
{
    /// <param name="geoJson">The resource can answer <c>f=geojson</c>.</param>
    /// <param name="files">The resource can answer with files of features.</param>
    public void Map(string pattern, RouteAccess access, ResourceHandler handler, bool geoJson = false, bool files = false) =>
        Map(pattern, new RestResource(handler, access) { GeoJson = geoJson, Files = files });

    /// <summary>Maps a resource of a service, which is at the root or in a folder. Who may use the service may reach it.</summary>
    /// <param name="images">The resource can answer <c>f=image</c>.</param>
    /// <param name="files">The resource can answer with files of features.</param>
    public void MapInService(string pattern, ResourceHandler handler, bool geoJson = false, bool images = false, bool files = false)
    {
        var resource = new RestResource(handler, RouteAccess.Service) { GeoJson = geoJson, Images = images, Files = files };
        Map($"/rest/services/{{service}}/GPServer{pattern}", resource);
        Map($"/rest/services/{{folder}}/{{service}}/GPServer{pattern}", resource);
    }

    /// <summary>Maps a resource of the map service of a geoprocessing service's results, which has its name.</summary>
    public void MapInMap(string pattern, RestResource resource)
    {
        Map($"/rest/services/{{service}}/MapServer{pattern}", resource);
        Map($"/rest/services/{{folder}}/{{service}}/MapServer{pattern}", resource);
    }

    /// <summary>Maps a resource of the map service of a hosted feature service.</summary>
    public void MapInHostedMap(string pattern, RestResource resource) => Map($"/rest/services/Hosted/{{hosted}}/MapServer{pattern}", resource);

    /// <summary>Maps a resource of administrators below <c>/admin</c>.</summary>
    public void MapAdmin(string pattern, RouteAccess access, ResourceHandler handler) =>
        Map($"/admin{pattern}", new RestResource(handler, access) { IsAdministrative = true });

    /// <summary>Maps a resource that answers features of a layer, in every form that they have. It finds out itself who may read the layer.</summary>
    public void MapFeatures(string pattern, RouteAccess access, ResourceHandler handler) =>
        Map(pattern, new RestResource(handler, access) { GeoJson = true, Pbf = true });

    /// <summary>Maps a resource that takes a file.</summary>
    public void MapStreamed(string pattern, RestResource resource) => Map(pattern, resource);

    void Map(string pattern, RestResource resource) =>
        routes.Map(pattern, http => pipeline.AnswerAsync(http, resource)).With(resource.Access);
}
