namespace GpServer.Scan.Rules;

/// <summary>The server answers under every name.</summary>
sealed class AnyHost : IScanRule
{
    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        if (subject.Options.Hosts.Length == 0 && (subject.IsPublic || subject.HasProxy))
        {
            yield return new Finding(Severity.Important, "any-host",
                "GpServer:Hosts is not set: requests for any host name are answered.",
                "URLs in answers repeat the name. Behind a cache, or with a name of an attacker that leads to this server, clients are "
                + "sent elsewhere, with their tokens.",
                "GpServer:Hosts:0=gis.example.com, the names under which clients ask.");
        }
    }
}
