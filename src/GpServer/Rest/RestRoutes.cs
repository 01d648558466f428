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
    public void MapInService(string pattern, ResourceHandler handler, bool geoJson = false, bool files = false)
    {
        Map($"/rest/services/{{service}}/GPServer{pattern}", RouteAccess.Service, handler, geoJson, files);
        Map($"/rest/services/{{folder}}/{{service}}/GPServer{pattern}", RouteAccess.Service, handler, geoJson, files);
    }

    /// <summary>Maps a resource of administrators below <c>/admin</c>.</summary>
    public void MapAdmin(string pattern, RouteAccess access, ResourceHandler handler) =>
        Map($"/admin{pattern}", new RestResource(handler, access) { IsAdministrative = true });

    void Map(string pattern, RestResource resource) =>
        routes.Map(pattern, http => pipeline.AnswerAsync(http, resource)).With(resource.Access);
}
