using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Parameters;
using GpServer.Core.Tools;
using GpServer.Jobs;
using GpServer.Rest.Resources;
using GpServer.Security;

namespace GpServer.Rest.Jobs;

/// <summary>Finds what the path of a job's resource names. Only files, whose URLs have no task, are found elsewhere.</summary>
sealed class JobLookup(IServiceCatalog catalog, ToolCatalog tools, IJobReader reader)
{
    const int ShownId = 40;

    /// <exception cref="GpException">There is no such service, task or job, or the job is another task's or another user's.</exception>
    public async ValueTask<JobPath> FindAsync(RestRequest request)
    {
        var service = catalog.Of(request);
        var tool = tools.Of(service, request.Path("task"));
        var id = request.Path("job");
        var job = await reader.GetAsync(id, request.Aborted);
        if (job is null || job.Service != service.QualifiedName || job.Task != tool.Definition.Name)
        {
            throw new GpException(GpError.JobNotFound,
                $"Data unavailable: there is no job {(id.Length > ShownId ? $"{id[..ShownId]}…" : id)} of this task. It never was, or it was "
                + "deleted because nobody had asked for it in its time.");
        }

        AccessRules.CheckMayRead(request.Caller, job);
        return new JobPath(service, tool, job);
    }

    /// <summary>The parameter that the path names.</summary>
    /// <exception cref="GpException">The task has none of this name.</exception>
    public static GpParameter Parameter(RestRequest request, IEnumerable<GpParameter> parameters, string kind)
    {
        var name = request.Path("parameter");
        var all = parameters.ToList();
        return all.Find(parameter => parameter.Name == name)
            ?? all.Find(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new GpException(GpError.NotFound,
                $"There is no {kind} of this name; expected {string.Join(", ", all.Select(parameter => parameter.Name))}.");
    }
}
