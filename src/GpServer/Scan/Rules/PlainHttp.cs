using GpServer.Http;

namespace GpServer.Scan.Rules;

/// <summary>Other machines reach the server without TLS.</summary>
sealed class PlainHttp : IScanRule
{
    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        foreach (var address in subject.Addresses.Where(address => !ListenAddresses.IsHttps(address) && !ListenAddresses.IsLocal(address)))
        {
            // With both, only what came to a proxy by HTTPS is answered.
            yield return subject is { HasProxy: true, Options.Https.Required: true }
                ? new Finding(Severity.Recommended, "plain-http-from-proxy",
                    $"Proxies reach the server by plain HTTP at {address}.",
                    "Whoever can listen on the network between them reads tokens, passwords and data.",
                    "an HTTPS address for the proxies too (Kestrel:Endpoints), or keep that network to them alone.")
                : new Finding(Severity.Critical, "plain-http",
                    $"The server listens at {address}: other machines reach it without TLS.",
                    "Tokens, passwords and data can be read and changed on their way.",
                    "Kestrel:Endpoints:<name>:Url=https://… with its Certificate. Or, behind a proxy that speaks TLS, an address of this "
                    + "machine alone, or GpServer:Proxy:Known and GpServer:Https:Required=true.");
        }
    }
}
