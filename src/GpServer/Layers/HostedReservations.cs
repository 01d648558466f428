using GpServer.Core;
using GpServer.Core.Tools;
using GpServer.Jobs;
using GpServer.Options;
using GpServer.Storage.Hosted;
using Microsoft.Extensions.Options;

namespace GpServer.Layers;

/// <summary>Keeps the name of a hosted feature service for a job while it is submitted: of two submits of one name, one is refused.</summary>
sealed partial class HostedReservations(HostedServices services, IOptions<GpServerOptions> options, ILogger<HostedReservations> logger)
{
    readonly HostedLimits _limits = options.Value.Hosted.ToLimits();

    /// <summary>Submits a job that is to make the service.</summary>
    /// <exception cref="GpException">The name is taken, there are as many as may be, or the task makes nothing that could be a layer.</exception>
    public async Task<Job> SubmitAsync(
        HostedRequest request, ToolDefinition task, SubmitJob submit, Func<Task<SubmittedJob>> queue, CancellationToken stop)
    {
        if (!JobLayers.Numbered(task).Any())
        {
            throw new GpException(GpError.InvalidParameter,
                $"{HostedInput.Name}: the task {task.Name} has no output of features or rows, so it makes no feature service.");
        }

        if (submit.User.Length == 0 && _limits.Anonymous.Services == 0)
        {
            throw new GpException(GpError.TokenRequired, "Token Required");
        }

        var claim = request.ToClaim(submit, submit.Id!);
        await services.ReserveAsync(claim, _limits, stop);
        SubmittedJob? submitted = null;
        try
        {
            submitted = await queue();
            return submitted.Job;
        }
        finally
        {
            if (submitted?.Job.Id != submit.Id)
            {
                await ReleaseAsync(claim);
            }
        }
    }

    async Task ReleaseAsync(HostedClaim claim)
    {
        try
        {
            await services.ReleaseAsync(claim, CancellationToken.None);
        }
        catch (GpException e)
        {
            // It is swept away in a minute.
            Log.NotReleased(logger, claim.Name, e.Message);
        }
    }

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The name {Name} of a hosted service, for which there is no job, stays reserved for a while: {Reason}")]
        public static partial void NotReleased(ILogger logger, string name, string reason);
    }
}
