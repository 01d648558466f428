using System.Globalization;
using GpServer.Layers;
using GpServer.Rest.Answers;
using GpServer.Security;

namespace GpServer.Rest.Layers;

/// <summary>
/// <c>…/Hosted/&lt;name&gt;/FeatureServer/&lt;layer&gt;/query</c>, <c>queryTopFeatures</c>, and one feature of a layer by its object id.
/// </summary>
sealed class HostedQueryResource(IHostedLayers hosted, LayerQueries queries)
{
    const string Layer = $"{FeatureServerResource.Root}/{{layer:int}}";

    public void Map(RestRoutes rest)
    {
        rest.MapFeatures($"{Layer}/query", RouteAccess.Hosted, Query);
        rest.MapFeatures($"{Layer}/queryTopFeatures", RouteAccess.Hosted, QueryTop);
        rest.Map($"{Layer}/{{objectId:long}}", RouteAccess.Hosted, Feature);
    }

    async ValueTask<EsriAnswer> Query(RestRequest request) =>
        await queries.AnswerAsync(request, await FindAsync(request), isMapService: false);

    async ValueTask<EsriAnswer> QueryTop(RestRequest request) => await queries.TopFeaturesAsync(request, await FindAsync(request));

    async ValueTask<EsriAnswer> Feature(RestRequest request) => await queries.FeatureAsync(
        request,
        await FindAsync(request),
        long.Parse(request.Path("objectId"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    async ValueTask<ServedLayer> FindAsync(RestRequest request) =>
        FeatureServerResource.LayerOf(await FeatureServerResource.FindAsync(hosted, request), request);
}
