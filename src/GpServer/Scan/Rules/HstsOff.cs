using System.Globalization;

namespace GpServer.Scan.Rules;

/// <summary>Browsers are not told to come by HTTPS only.</summary>
sealed class HstsOff : IScanRule
{
    const int LeastSeconds = 180 * 24 * 3600;

    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        var seconds = subject.Options.Https.HstsSeconds;
        if ((subject.HasHttps || subject.Options.Https.Required) && seconds < LeastSeconds)
        {
            yield return new Finding(Severity.Recommended, "hsts-off",
                seconds == 0
                    ? "Browsers are not told that the server is asked by HTTPS only (Strict-Transport-Security)."
                    : string.Create(CultureInfo.InvariantCulture,
                        $"Browsers are told for {seconds} s only that the server is asked by HTTPS."),
                "The first request of a visit may go out by plain HTTP, where it can be answered by somebody else.",
                "GpServer:Https:HstsSeconds=31536000, once everything works by HTTPS; or let the proxy say it.");
        }
    }
}
