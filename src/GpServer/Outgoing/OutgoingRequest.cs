using GpServer.Core;
using GpServer.Options;

namespace GpServer.Outgoing;

/// <summary>What is to be fetched. Everything that the server sends to others only reads, so it can be sent again.</summary>
/// <param name="Parameter">The input for which it is, for error texts.</param>
sealed record OutgoingRequest(string Parameter, OutgoingUrl Url, OutgoingBudget Budget)
{
    /// <summary>Fields of a form that is posted; null asks by GET.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Form { get; init; }

    /// <summary>The token for this host and no other; sent as a field of the form, or in the query.</summary>
    public string? Token { get; init; }

    /// <summary>The hosts that the service lets its callers name; empty for all that the server allows.</summary>
    public IReadOnlyList<HostPattern> Hosts { get; init; } = [];

    /// <summary>Bytes of this answer, where they are fewer than the server allows for one.</summary>
    public long? MostBytes { get; init; }

    /// <summary>Bytes that the answer may have.</summary>
    public long Most(OutgoingOptions options) => Math.Min(MostBytes ?? long.MaxValue, options.AnswerBytes);

    public OutgoingFailure TooLarge(long most) =>
        new(GpError.LimitExceeded, $"the answer of the host {Url.Shown} has more than {most} bytes, the limit for it");

    // A record's own text would show the token, which may also be in the query.
    public override string ToString() => $"{Parameter} from {Url.Shown}";
}
