using GpServer.Http;

namespace GpServer.Scan.Rules;

/// <summary>There is HTTPS, and plain HTTP is answered all the same.</summary>
sealed class HttpsNotRequired : IScanRule
{
    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        var hasPlain = subject.Addresses.Any(address => !ListenAddresses.IsHttps(address));
        if (!subject.Options.Https.Required && ((subject.HasHttps && hasPlain) || subject.HasProxy))
        {
            yield return new Finding(Severity.Important, "https-not-required",
                subject.HasHttps
                    ? "The server has an HTTPS address, and answers plain HTTP as well."
                    : "Proxies are known, and requests that come to them by plain HTTP are answered as well.",
                "A client with an old address sends its token in plain text and nobody notices.",
                "GpServer:Https:Required=true.");
        }
    }
}
