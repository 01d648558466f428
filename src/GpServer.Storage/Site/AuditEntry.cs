namespace GpServer.Storage.Site;

/// <summary>Who changed what of the site. There is never a secret in it.</summary>
/// <param name="User">Who did it; empty for the server itself.</param>
/// <param name="Address">From where.</param>
/// <param name="Action">Such as <c>services/edit</c>.</param>
/// <param name="Target">What was changed, such as a service's name.</param>
/// <param name="Before">What it was, as JSON; null where there was nothing.</param>
/// <param name="After">What it became, as JSON; null where nothing is left.</param>
public sealed record AuditEntry(string User, string Address, string Action, string Target, string? Before, string? After)
{
    /// <summary>When it was stored.</summary>
    public DateTimeOffset At { get; init; }
}
