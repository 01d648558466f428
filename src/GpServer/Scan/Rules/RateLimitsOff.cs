namespace GpServer.Scan.Rules;

/// <summary>Anybody may ask as often as the network lets through.</summary>
sealed class RateLimitsOff : IScanRule
{
    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        var limits = subject.Options.RateLimits;
        string[] off =
        [
            .. limits.PerAddress == 0 ? ["GpServer:RateLimits:PerAddress"] : Array.Empty<string>(),
            .. limits.PerUser == 0 ? ["GpServer:RateLimits:PerUser"] : Array.Empty<string>(),
        ];
        if (off.Length > 0 && (subject.IsPublic || subject.HasProxy))
        {
            yield return new Finding(Severity.Recommended, "rate-limits-off",
                $"{string.Join(" and ", off)}: requests are not limited.",
                "One client can take all there is, or try passwords and tokens as fast as the server answers.",
                "GpServer:RateLimits:PerAddress=1000 and PerUser=1000, per WindowSeconds=10, or what the busiest client needs; or let the "
                + "proxy do it.");
        }
    }
}
