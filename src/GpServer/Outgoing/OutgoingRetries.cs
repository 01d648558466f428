using GpServer.Options;
using Polly;
using Polly.Retry;

namespace GpServer.Outgoing;

/// <summary>Makes a request again that failed for a passing reason. All of them only read, so none does harm twice.</summary>
static class OutgoingRetries
{
    public static ResiliencePipeline Make(OutgoingOptions options, TimeProvider clock)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = clock };
        return options.Retries == 0 ? ResiliencePipeline.Empty : builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.Retries,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromSeconds(options.RetrySeconds),
            MaxDelay = TimeSpan.FromSeconds(options.LongestRetrySeconds),
            UseJitter = true,
            ShouldHandle = args => new(args.Outcome.Exception is OutgoingFailure { IsPassing: true } failure && !IsTooLong(failure, options)),
            DelayGenerator = args => new((args.Outcome.Exception as OutgoingFailure)?.RetryAfter),
        }).Build();
    }

    static bool IsTooLong(OutgoingFailure failure, OutgoingOptions options) =>
        failure.RetryAfter is { } asked && asked > TimeSpan.FromSeconds(options.LongestRetrySeconds);
}
