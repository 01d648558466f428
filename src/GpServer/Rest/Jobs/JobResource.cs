using GpServer.Catalog;
using GpServer.Core;
using GpServer.Jobs;
using GpServer.Rest.Answers;

namespace GpServer.Rest.Jobs;

/// <summary><c>…/jobs/&lt;jobId&gt;</c>: how a job is; <c>…/cancel</c>: stops it.</summary>
sealed class JobResource(JobLookup jobs, IJobReader reader, IJobQueue queue)
{
    public void Map(RestRoutes rest)
    {
        rest.MapInService("/{task}/jobs/{job}", Get);
        rest.MapInService("/{task}/jobs/{job}/cancel", Cancel);
    }

    async ValueTask<EsriAnswer> Get(RestRequest request)
    {
        var path = await jobs.FindAsync(request);
        var wanted = request.Parameters.Flag("returnMessages", otherwise: true);
        var messages = !wanted ? null
            : path.Service.ShowMessages == MessageLevel.None ? []
            : await reader.MessagesAsync(path.Job, 0, request.Aborted);
        return new JobAnswer(path, messages, path.Service.ShowMessages, await reader.PlaceOf(path.Job, request.Aborted));
    }

    async ValueTask<EsriAnswer> Cancel(RestRequest request)
    {
        request.CheckMayChange();
        var path = await jobs.FindAsync(request);
        var cancelled = await queue.CancelAsync(path.Job.Id, request.Aborted);
        return cancelled is { HadEnded: false } now
            ? new StatusAnswer(now.Job)
            : throw new GpException(GpError.InvalidParameter,
                $"The job {path.Job.Id} is {JobAnswer.StatusOf(cancelled?.Job ?? path.Job)}: it has ended and cannot be cancelled.");
    }
}
