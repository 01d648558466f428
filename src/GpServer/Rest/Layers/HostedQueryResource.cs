using System.Globalization;
using GpServer.Core;
using GpServer.Layers;
using GpServer.Rest.Answers;
using GpServer.Security;

namespace GpServer.Rest.Layers;

/// <summary><c>…/Hosted/&lt;name&gt;/FeatureServer/&lt;layer&gt;/query</c>, and one feature of a layer by its object id.</summary>
sealed class HostedQueryResource(IHostedLayers hosted, LayerQueries queries)
{
    const string Layer = "/rest/services/Hosted/{name}/FeatureServer/{layer:int}";

    public void Map(RestRoutes rest)
    {
        rest.MapFeatures($"{Layer}/query", RouteAccess.Everyone, Query);
        rest.Map($"{Layer}/{{objectId:long}}", RouteAccess.Everyone, Feature);
    }

    async ValueTask<EsriAnswer> Query(RestRequest request) => await queries.AnswerAsync(request, await FindAsync(request), isMapService: false);

    async ValueTask<EsriAnswer> Feature(RestRequest request) => await queries.FeatureAsync(
        request, await FindAsync(request), long.Parse(request.Path("objectId"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    async ValueTask<ServedLayer> FindAsync(RestRequest request)
    {
        var name = request.Path("name");
        var service = await hosted.FindAsync(name, request.Caller, request.Aborted)
            ?? throw new GpException(GpError.ServiceNotFound, $"Service Hosted/{name}/FeatureServer not found.");
        var number = request.Path("layer");
        return service.Layers.FirstOrDefault(layer => layer.Id.ToString(CultureInfo.InvariantCulture) == number)
            ?? throw new GpException(GpError.NotFound, $"The service Hosted/{name} has no layer {number}.");
    }
}
