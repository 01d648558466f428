using GpServer.Catalog;
using GpServer.Core;
using GpServer.Jobs;
using GpServer.Layers;
using GpServer.Rest.Layers;
using GpServer.Rest.Resources;
using GpServer.Security;

namespace GpServer.Rest.Maps;

/// <summary>Finds the map service that a path names, where the caller may read it.</summary>
sealed class MapServices(
    IServiceCatalog catalog, IJobReader reader, IJobLayers jobLayers, IHostedLayers hosted, AccessRules rules, FileSignatures signatures)
{
    const int ShownId = 40;

    /// <summary>The geoprocessing service whose results are shown as maps.</summary>
    /// <exception cref="GpException">There is none of this name, or it has no map service.</exception>
    public GpService Of(RestRequest request)
    {
        var service = catalog.Of(request);
        return service.ResultMapServer
            ? service
            : throw new GpException(GpError.ServiceNotFound, $"Service {service.QualifiedName}/MapServer not found");
    }

    /// <exception cref="GpException">There is none, or the caller may not read it.</exception>
    public async ValueTask<MapService> FindAsync(RestRequest request)
    {
        if (request.Path("hosted").Length > 0)
        {
            var layers = await FeatureServerResource.FindAsync(hosted, request);
            return new MapService(layers, $"/rest/services/{layers.Name}/MapServer", IsSigned: false);
        }

        // Who comes with a signed URL has not been asked yet whether he may use the service.
        rules.Check(RouteAccess.Service, request.Caller, ServicePath.Of(request));
        var job = await JobAsync(request);
        AccessRules.CheckMayRead(request.Caller, job);
        return await ShownAsync(job, request, request.Caller, job.User.Length > 0 || !request.Caller.IsAnonymous);
    }

    /// <summary>The same for a request whose URL may be signed, which lets everybody read what it names.</summary>
    /// <param name="signed">What is signed, apart from the service's path.</param>
    public async ValueTask<MapService> FindSignedAsync(RestRequest request, string signed)
    {
        if (request.Path("hosted").Length > 0 || request.Parameters.Word(FileSignatures.Field) is not { } signature)
        {
            return await FindAsync(request);
        }

        var job = await JobAsync(request);
        return signatures.IsGood(PathOf(job) + signed, signature)
            ? await ShownAsync(job, request, caller: null, isSigned: true)
            : await FindAsync(request);
    }

    /// <summary>The signature of a URL of a map service, as the end of its query.</summary>
    public string Sign(MapService map, string signed) => $"&{FileSignatures.Field}={signatures.Sign(map.Path + signed)}";

    /// <summary>The map service of a job's results.</summary>
    public async ValueTask<MapService> OfJobAsync(Job job, RestRequest request) =>
        await ShownAsync(job, request, request.Caller, job.User.Length > 0 || !request.Caller.IsAnonymous);

    /// <param name="caller">Null for a signed URL.</param>
    async ValueTask<MapService> ShownAsync(Job job, RestRequest request, Caller? caller, bool isSigned)
    {
        // A signed URL shows all layers, so that only one who may read all of them gets it.
        var layers = await jobLayers.OfAsync(job, caller, request.Aborted);
        return new MapService(layers, PathOf(job), isSigned && !layers.IsPartial);
    }

    async ValueTask<Job> JobAsync(RestRequest request)
    {
        var service = Of(request);
        var id = request.Path("job");
        return await reader.GetAsync(id, request.Aborted) is { } job && job.Service == service.QualifiedName
            ? job
            : throw new GpException(GpError.JobNotFound,
                $"Data unavailable: there is no job {(id.Length > ShownId ? $"{id[..ShownId]}…" : id)} of this service. It never was, or it was "
                + "deleted because nobody had asked for it in its time.");
    }

    static string PathOf(Job job) => $"/rest/services/{job.Service}/MapServer/jobs/{job.Id}";
}
