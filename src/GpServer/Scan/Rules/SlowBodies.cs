namespace GpServer.Scan.Rules;

/// <summary>Clients may take as long as they like.</summary>
sealed class SlowBodies : IScanRule
{
    const double LongestHeaders = 120;
    const double LongestGrace = 60;

    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        var limits = subject.Options.Limits;
        List<string> slow =
        [
            .. limits.HeaderSeconds > LongestHeaders ? ["HeaderSeconds"] : Array.Empty<string>(),
            .. limits.BodyBytesPerSecond == 0 ? ["BodyBytesPerSecond"] : Array.Empty<string>(),
            .. limits.BodyGraceSeconds > LongestGrace ? ["BodyGraceSeconds"] : Array.Empty<string>(),
        ];
        if (slow.Count > 0)
        {
            yield return new Finding(Severity.Recommended, "slow-clients",
                $"GpServer:Limits lets clients be very slow: {string.Join(", ", slow)}.",
                "A few machines that send a byte now and then hold all connections.",
                "HeaderSeconds=30, BodyBytesPerSecond=240, BodyGraceSeconds=5 below GpServer:Limits, which are the defaults.");
        }
    }
}
