namespace GpServer.Storage.Hosted;

/// <summary>How much hosted services may be together.</summary>
/// <param name="Services">How many.</param>
/// <param name="Bytes">What they take in the store, compressed.</param>
/// <param name="Features">How many features they have.</param>
public sealed record HostedQuota(long Services, long Bytes, long Features)
{
    public static HostedQuota Unlimited { get; } = new(long.MaxValue, long.MaxValue, long.MaxValue);
}
