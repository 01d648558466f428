using GpServer.Core;
using GpServer.Jobs;
using GpServer.Options;
using GpServer.Rest.Answers;
using Microsoft.Extensions.Options;

namespace GpServer.Rest.Jobs;

/// <summary><c>…/jobs/&lt;jobId&gt;/events</c>: the job's status, messages and progress as server-sent events, until it has ended.</summary>
sealed class EventsResource(JobLookup jobs, IJobReader reader, IHostApplicationLifetime lifetime, IOptions<GpServerOptions> options)
{
    readonly int _most = options.Value.Jobs.EventStreams;
    int _open;

    public void Map(RestRoutes rest) => rest.MapInService("/{task}/jobs/{job}/events", Get);

    async ValueTask<EsriAnswer> Get(RestRequest request)
    {
        var path = await jobs.FindAsync(request);
        if (Interlocked.Increment(ref _open) > _most)
        {
            Interlocked.Decrement(ref _open);
            throw new GpException(GpError.Busy, $"{_most} streams of events are open already, as many as may. Poll the job instead.");
        }

        return new EventsAnswer(path, reader, request.LastEvent, () => Interlocked.Decrement(ref _open), lifetime.ApplicationStopping);
    }
}
