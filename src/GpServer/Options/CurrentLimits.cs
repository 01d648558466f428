using System.Text.Json;
using GpServer.Core.Parameters;
using Microsoft.Extensions.Options;

namespace GpServer.Options;

/// <summary>
/// The limits as they are now: those of the configuration with what administrators have changed while the server runs. Asking costs one read of
/// memory.
/// </summary>
sealed partial class CurrentLimits
{
    readonly LimitOptions _configured;
    readonly ILogger _logger;
    readonly List<Action<LimitOptions>> _followers = [];
    readonly Lock _lock = new();
    volatile Known _known;
    string? _document;

    public CurrentLimits(IOptions<GpServerOptions> options, ILogger<CurrentLimits> logger)
    {
        _configured = options.Value.Limits;
        _logger = logger;
        _known = new(_configured, ReadLimitsOf(_configured));
    }

    /// <summary>The limits of the configuration alone.</summary>
    public LimitOptions Configured => _configured;

    public LimitOptions Now => _known.Limits;

    /// <summary>Those of reading values.</summary>
    public ReadLimits Reading => _known.Reading;

    /// <summary>Hands the limits to what keeps its own, now and after each change.</summary>
    public void Follow(Action<LimitOptions> take)
    {
        lock (_lock)
        {
            _followers.Add(take);
            take(Now);
        }
    }

    /// <summary>Takes what is stored of the limits.</summary>
    /// <param name="document">The members that differ from the configuration; null where there are none.</param>
    public void Take(string? document)
    {
        lock (_lock)
        {
            if (document == _document)
            {
                return;
            }

            _document = document;
            var limits = document is null ? _configured : Changed(document);
            _known = new(limits, ReadLimitsOf(limits));
            foreach (var follower in _followers)
            {
                follower(limits);
            }
        }
    }

    /// <summary>What is stored can be wrong for this node alone, where its configuration differs from the others'.</summary>
    LimitOptions Changed(string document)
    {
        try
        {
            var limits = LimitChanges.Apply(_configured, LimitChanges.Read(document));
            if (OptionsCheck.Problems(limits) is not [var problem, ..])
            {
                return limits;
            }

            Log.Unusable(_logger, problem);
        }
        catch (JsonException e)
        {
            Log.Unusable(_logger, e.Message);
        }

        return _configured;
    }

    static ReadLimits ReadLimitsOf(LimitOptions limits) => new()
    {
        Vertices = limits.Vertices,
        Features = limits.Features,
        Fields = limits.Fields,
        JsonDepth = limits.JsonDepth,
        Values = limits.Values,
        TextBytes = limits.TextBytes,
    };

    sealed record Known(LimitOptions Limits, ReadLimits Reading);

    static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The stored limits cannot be used, and those of the configuration apply: {Reason}")]
        public static partial void Unusable(ILogger logger, string reason);
    }
}
