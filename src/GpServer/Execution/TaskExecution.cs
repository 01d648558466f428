using GpServer.Catalog;
using GpServer.Core;
using GpServer.Core.Execution;
using GpServer.Core.Tools;
using GpServer.Options;
using GpServer.References;
using GpServer.Rest.Requests;

namespace GpServer.Execution;

/// <summary>
/// Runs tools for requests that wait: one instance of the service each, for as long as the service allows. A tool that does not notice
/// that
/// its time is over cannot keep its caller waiting, but it keeps its instance, and the request's memory, until it really ends.
/// </summary>
sealed partial class TaskExecution(
    TaskRunner runner, InputResolvers resolvers, ServiceGates gates, ServiceUses uses, TimeProvider clock, CurrentLimits limits, ILogger<TaskExecution> logger)
{
    /// <param name="parameters">Held until the run has ended, since the inputs are slices of its memory.</param>
    /// <param name="recordLimit">A result with more features comes without any; null for no limit.</param>
    /// <exception cref="GpException">The tool failed, took too long, or found no free instance.</exception>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public async Task<TaskResults> RunAsync(
        InputScope scope, GpTool tool, TaskInputs inputs, RequestParameters parameters, int? recordLimit, CancellationToken aborted)
    {
        var service = scope.Service;
        var gate = gates.Of(service);
        await gate.EnterAsync(aborted);
        parameters.Hold();
        var time = new CancellationTokenSource(service.MaxUsageTime, clock);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(time.Token, aborted);

        // The run may end, and dispose both sources, before this method goes on.
        var timeIsOver = time.Token;
        var stopped = stop.Token;
        var run = Task.Run(async () =>
        {
            try
            {
                using var use = uses.Begin(service.QualifiedName);

                // Fetching what inputs refer to is part of the run, and of its time.
                using var references = resolvers.Begin(scope);
                await inputs.ResolveAsync(references, stopped);
                return runner.Run(tool, inputs, new RunSettings { RecordLimit = recordLimit, TakesFiles = false }, stopped);
            }
            finally
            {
                parameters.Release();
                gate.Leave();
                stop.Dispose();
                time.Dispose();
            }
        }, CancellationToken.None);
        return await WaitAsync(run, service, tool, timeIsOver, aborted);
    }

    async Task<TaskResults> WaitAsync(
        Task<TaskResults> run, GpService service, GpTool tool, CancellationToken timeIsOver, CancellationToken aborted)
    {
        try
        {
            return await run.WaitAsync(service.MaxUsageTime + TimeSpan.FromSeconds(limits.Now.GraceSeconds), clock, aborted);
        }
        catch (Exception e) when (run.IsCompleted && e is not TimeoutException)
        {
            // The run's own failure, or the caller has left at the same moment. Where it is that it was stopped, the question is by whom.
            if (e is OperationCanceledException && timeIsOver.IsCancellationRequested && !aborted.IsCancellationRequested)
            {
                throw TimedOut(service);
            }

            throw;
        }
        catch (OperationCanceledException)
        {
            Log.Left(logger, tool.Definition.Name);
            ThrowAway(run, tool);
            throw;
        }
        catch (TimeoutException)
        {
            Log.Abandoned(logger, tool.Definition.Name);
            ThrowAway(run, tool);
            throw TimedOut(service);
        }
    }

    /// <summary>Nobody waits for the run any more: what it makes, or has made in this moment, is thrown away.</summary>
    void ThrowAway(Task<TaskResults> run, GpTool tool) => _ = run.ContinueWith(ended =>
    {
        if (ended.IsCompletedSuccessfully)
        {
            ended.Result.Dispose();
        }
        else if (ended.Exception?.InnerException is { } failure and not OperationCanceledException)
        {
            Log.AbandonedFailed(logger, tool.Definition.Name, failure.GetType().Name);
        }
    }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    static GpException TimedOut(GpService service) => new(GpError.TimedOut,
        FormattableString.Invariant($"The task took longer than {service.MaxUsageTime.TotalSeconds} seconds, the limit of this service."));

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Task} did not stop in time; it keeps its instance until it ends")]
        public static partial void Abandoned(ILogger logger, string task);

        [LoggerMessage(2, LogLevel.Warning, "{Task}, which nobody waited for, ended with {Exception}")]
        public static partial void AbandonedFailed(ILogger logger, string task, string exception);

        [LoggerMessage(3, LogLevel.Debug, "The client left before {Task} ended")]
        public static partial void Left(ILogger logger, string task);
    }
}
