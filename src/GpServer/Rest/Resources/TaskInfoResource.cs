using GpServer.Catalog;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.OpenApi;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Resources;

/// <summary><c>…/&lt;task&gt;/info</c>, <c>metadata</c> and <c>schema</c>: a task for people, for catalogs and for programs.</summary>
static class TaskInfoResource
{
    public static void MapTaskInfo(this RestRoutes rest, IServiceCatalog catalog, ToolCatalog tools, IFeatureWriter features)
    {
        var writing = new ValueWriting { Features = features };
        rest.MapInService("/{task}/info", Item);
        rest.MapInService("/{task}/info/iteminfo", Item);
        rest.MapInService("/{task}/info/thumbnail", request => Answer(request, (service, _) => ServiceInfoResource.Thumbnail(service)));
        rest.MapInService("/{task}/metadata", request => Answer(request, (service, task) =>
            new BytesAnswer(MetadataXml.Of(ItemInfo.Of(service, task), task, writing), MetadataXml.ContentType)));
        rest.MapInService("/{task}/schema", request => Answer(request, (service, task) =>
        {
            var url = request.Url($"/rest/services/{service.QualifiedName}/GPServer/{task.Name}/schema");
            return new BytesAnswer(TaskSchema.Of(task, url, writing), "application/schema+json");
        }));

        ValueTask<EsriAnswer> Item(RestRequest request) =>
            Answer(request, (service, task) => new DocumentAnswer(json => ItemInfo.Of(service, task).Write(json)));

        ValueTask<EsriAnswer> Answer(RestRequest request, Func<GpService, ToolDefinition, EsriAnswer> answer)
        {
            var service = catalog.Of(request);
            return ValueTask.FromResult(answer(service, tools.Of(service, request.Path("task")).Definition));
        }
    }
}
