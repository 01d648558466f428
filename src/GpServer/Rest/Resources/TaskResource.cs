using GpServer.Catalog;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Resources;

/// <summary><c>…/GPServer/&lt;task&gt;</c>: what a task takes and gives, from the tool's own declaration.</summary>
static class TaskResource
{
    public static void MapTask(this RestRoutes rest, IServiceCatalog catalog, ToolCatalog tools, IFeatureWriter features)
    {
        var writing = new ValueWriting { Features = features };
        rest.MapInService("/{task}", request =>
        {
            var service = catalog.Of(request);
            var task = tools.Of(service, request.Path("task")).Definition;
            var help = TaskHelp.UrlOf(request, service, task);
            return ValueTask.FromResult<EsriAnswer>(new DocumentAnswer(json => Write(json, service, task, help, writing)));
        });
    }

    static void Write(JsonOutput json, GpService service, ToolDefinition task, string help, ValueWriting writing)
    {
        json.StartObject();
        json.Member("name"u8, task.Name);
        json.Member("displayName"u8, task.Label);
        json.Member("description"u8, task.Description);
        json.Member("category"u8, task.Category);
        json.Member("helpUrl"u8, help);
        ServiceResource.WriteExecutionType(json, service);
        json.StartArray("parameters"u8);
        foreach (var parameter in task.Parameters)
        {
            parameter.WriteDescription(json, writing);
        }

        json.EndArray();
        json.EndObject();
    }
}
