using GpServer.Core;
using GpServer.Core.Jobs;
using Microsoft.Extensions.Logging;

namespace GpServer.Jobs.Working;

/// <summary>Stores the ends of runs, however long the database is away: the work is done, and only its end is missing.</summary>
sealed partial class RunEnding(IJobQueue queue, JobMetrics metrics, TimeProvider clock, ILogger logger)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Stores the end, unless the run has ended already. Afterwards the run is closed.</summary>
    public async Task RunAsync(JobRun run, JobEnd end, CancellationToken giveUp)
    {
        run.BeginEnd();
        await run.Writing.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (!run.IsClosed)
            {
                await StoreAsync(run, end, giveUp).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
            Log.GivenUp(logger, run.JobId);
        }
        finally
        {
            run.Close();
            run.Writing.Release();
        }
    }

    async Task StoreAsync(JobRun run, JobEnd end, CancellationToken giveUp)
    {
        while (true)
        {
            giveUp.ThrowIfCancellationRequested();
            try
            {
                switch (await queue.EndAsync(run.Lease, WithMessages(run, end), CancellationToken.None).ConfigureAwait(false))
                {
                    case EndOutcome.Ended:
                        metrics.Ended(run.Job, end.Status, clock.GetElapsedTime(run.BegunAt));
                        return;
                    case EndOutcome.Lost:
                        metrics.LeaseLost(run.Job);
                        Log.Lost(logger, run.JobId);
                        return;
                    case EndOutcome.Cancelling when end.Status != JobStatus.Cancelled:
                        end = RunEnds.Cancelled;
                        break;
                    default:
                        throw new InvalidOperationException($"Job {run.JobId} could not be ended.");
                }
            }
            catch (GpException e) when (e.Error != GpError.Unavailable && end.Status == JobStatus.Succeeded)
            {
                // The disk is full, or the hosted service that the run made may not be.
                end = RunEnds.Failed(run, e);
            }
            catch (GpException e) when (e.Error is GpError.StorageFull or GpError.Unavailable)
            {
                Log.Waits(logger, run.JobId, e.Message);
                await Task.Delay(Pause, clock, giveUp).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException && end.Status == JobStatus.Succeeded)
            {
                // What the run made cannot be stored as it is; that it failed can.
                end = Unexpected(run, e);
            }
        }
    }

    /// <summary>A failure of the server itself: logged under an id, which is all that the caller is told.</summary>
    public JobEnd Unexpected(JobRun run, Exception failure)
    {
        var id = Guid.NewGuid().ToString("N");
        Log.Unexpected(logger, failure, run.JobId, id);
        return RunEnds.FailedUnexpectedly(run, id);
    }

    // What the run said and nobody stored yet comes before the words of the end.
    static JobEnd WithMessages(JobRun run, JobEnd end) =>
        end with { Messages = [.. run.Messages.Peek(), .. end.Messages], MessagesBefore = run.Messages.Stored };

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Job {JobId} was given to another node while this one ran it; this run changes nothing")]
        public static partial void Lost(ILogger logger, string jobId);

        [LoggerMessage(2, LogLevel.Warning, "The end of job {JobId} waits for the database: {Reason}")]
        public static partial void Waits(ILogger logger, string jobId, string reason);

        [LoggerMessage(3, LogLevel.Warning, "The end of job {JobId} could not be stored before the node stopped; it will run again")]
        public static partial void GivenUp(ILogger logger, string jobId);

        [LoggerMessage(4, LogLevel.Error, "Job {JobId} failed unexpectedly; its caller was told the id {Id}")]
        public static partial void Unexpected(ILogger logger, Exception failure, string jobId, string id);
    }
}
