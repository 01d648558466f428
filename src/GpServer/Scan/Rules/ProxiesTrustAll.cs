using System.Net;

namespace GpServer.Scan.Rules;

/// <summary>So many addresses are known as proxies that clients are among them.</summary>
sealed class ProxiesTrustAll : IScanRule
{
    // Larger than any private network: 10.0.0.0/8.
    const int LeastPrefix = 8;

    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        foreach (var known in subject.Options.Proxy.Known)
        {
            if (IPNetwork.TryParse(known, out var network) && network.PrefixLength < LeastPrefix)
            {
                yield return new Finding(Severity.Critical, "every-proxy-trusted",
                    $"GpServer:Proxy:Known has {known}: clients themselves count as proxies.",
                    "Anybody can claim another address, another host name in URLs of answers, and HTTPS where there is none.",
                    "GpServer:Proxy:Known to the addresses of the proxies alone.");
            }
        }
    }
}
