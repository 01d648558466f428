using GpServer.Core.Jobs;
using GpServer.Core.Tools;
using GpServer.Storage.Hosted;

namespace GpServer.Jobs;

/// <summary>How a run ended.</summary>
/// <param name="Status">One of the four last statuses.</param>
public sealed record JobEnd(JobStatus Status)
{
    /// <summary>The messages of the run that are not stored yet.</summary>
    public IReadOnlyList<ToolMessage> Messages { get; init; } = [];

    /// <summary>How many messages were stored before <see cref="Messages"/>: makes storing them again harmless.</summary>
    public int MessagesBefore { get; init; }

    /// <summary>Result rows that are not stored yet.</summary>
    public IReadOnlyList<ValueRow> Values { get; init; } = [];

    /// <summary>The hosted service that everyone sees from now on; null where the run made none.</summary>
    public HostedPublication? Publication { get; init; }
}
