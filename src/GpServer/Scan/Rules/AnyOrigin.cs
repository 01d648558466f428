namespace GpServer.Scan.Rules;

/// <summary>Pages of every site may read answers.</summary>
sealed class AnyOrigin : IScanRule
{
    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        if (subject.Options.Cors.Origins.Length == 0)
        {
            yield return new Finding(Severity.Recommended, "any-origin",
                "GpServer:Cors:Origins is not set: web pages of every site may call the server from the browsers of their visitors.",
                "A page of anybody reads what its visitors can reach, such as a server inside their network.",
                "GpServer:Cors:Origins:0=https://maps.example.com, the sites that use the server.");
        }
    }
}
