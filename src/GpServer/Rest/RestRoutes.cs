using GpServer.Rest.Answers;

namespace GpServer.Rest;

/// <summary>Makes an answer, or throws the <see cref="Core.GpException"/> that says why there is none.</summary>
delegate ValueTask<EsriAnswer> ResourceHandler(RestRequest request);

/// <summary>Maps REST resources: each takes GET and POST alike, and its refusals have the protocol's form.</summary>
sealed class RestRoutes(IEndpointRouteBuilder routes, RestPipeline pipeline)
{
    /// <param name="geoJson">The resource can answer <c>f=geojson</c>.</param>
    public void Map(string pattern, ResourceHandler handler, bool geoJson = false) =>
        routes.Map(pattern, http => pipeline.AnswerAsync(http, handler, geoJson)).ExcludeFromDescription();

    /// <summary>Maps a resource of a service, which is at the root or in a folder.</summary>
    public void MapInService(string pattern, ResourceHandler handler, bool geoJson = false)
    {
        Map($"/rest/services/{{service}}/GPServer{pattern}", handler, geoJson);
        Map($"/rest/services/{{folder}}/{{service}}/GPServer{pattern}", handler, geoJson);
    }
}
