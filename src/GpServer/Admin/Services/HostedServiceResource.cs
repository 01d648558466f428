using System.Text.Json.Nodes;
using GpServer.Layers;
using GpServer.Rest;
using GpServer.Rest.Answers;
using GpServer.Security;

namespace GpServer.Admin.Services;

/// <summary><c>/admin/services/Hosted/&lt;name&gt;.FeatureServer</c>: who has a hosted feature service and what it takes; deleting it.</summary>
sealed class HostedServiceResource(HostedEditor editor)
{
    public const string Root = "/services/Hosted/{hosted}.FeatureServer";

    public void Map(RestRoutes rest)
    {
        rest.MapAdmin(Root, RouteAccess.Administrator, Get);
        rest.MapAdmin($"{Root}/delete", RouteAccess.Administrator, Delete);
    }

    async ValueTask<EsriAnswer> Get(RestRequest request)
    {
        var service = await editor.GetAsync(request.Path("hosted"), request.Aborted);
        return NodeJson.Answer(new JsonObject
        {
            ["serviceName"] = service.Name,
            ["type"] = "FeatureServer",
            ["description"] = service.Description,
            ["owner"] = service.Owner,
            ["madeBy"] = service.Service,
            ["jobId"] = service.JobId,
            ["created"] = service.CreatedAt.ToUnixTimeMilliseconds(),
            ["updated"] = service.UpdatedAt.ToUnixTimeMilliseconds(),
            ["expires"] = service.ExpiresAt?.ToUnixTimeMilliseconds(),
            ["features"] = service.Features,
            ["bytes"] = service.Bytes,
        });
    }

    async ValueTask<EsriAnswer> Delete(RestRequest request)
    {
        request.CheckIsPost();
        await editor.DeleteAsync(request.Path("hosted"), request);
        return AdminAnswers.Success();
    }
}
