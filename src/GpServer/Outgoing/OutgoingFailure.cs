using GpServer.Core;

namespace GpServer.Outgoing;

/// <summary>Why something cannot be fetched, for whoever knows the parameter. The text is one for callers, without its first capital and dot.</summary>
sealed class OutgoingFailure(GpError error, string why, Exception? inner = null) : Exception(why, inner)
{
    public GpError Error { get; } = error;

    /// <summary>Asking again in a moment may be right.</summary>
    public bool IsPassing { get; init; }

    /// <summary>How long the other server asks us to wait before that, where it does.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public GpException For(string parameter) => new(Error, $"{parameter}: {Message}.", this);
}
