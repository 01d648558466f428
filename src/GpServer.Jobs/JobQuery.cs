using GpServer.Core.Jobs;

namespace GpServer.Jobs;

/// <summary>Which jobs an administrator asks for. What is null does not matter.</summary>
public sealed record JobQuery
{
    /// <summary>The service's name with its folder.</summary>
    public required string Service { get; init; }

    /// <summary>Submitted then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Submitted then or before.</summary>
    public DateTimeOffset? To { get; init; }

    public JobStatus? Status { get; init; }

    /// <summary>Who submitted them.</summary>
    public string? User { get; init; }

    /// <summary>The node that runs or ran them, by its name or by that of its machine.</summary>
    public string? Machine { get; init; }

    /// <summary>How many of the newest are passed over.</summary>
    public int Start { get; init; }

    /// <summary>How many at most.</summary>
    public int Number { get; init; } = 10;
}
