using GpServer.Jobs;

namespace GpServer.Rest.Jobs;

static class JobReaderExtensions
{
    /// <summary>Where a job waits, or null when it does not.</summary>
    public static async ValueTask<JobPosition?> PlaceOf(this IJobReader reader, Job job, CancellationToken stop) =>
        await reader.PositionAsync(job, stop) is { } before ? new JobPosition(before, reader.MaxPosition) : null;
}
