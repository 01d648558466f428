namespace GpServer.Scan.Rules;

/// <summary>Answers are scripts for every page.</summary>
sealed class JsonpOn : IScanRule
{
    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        if (subject.Options.Rest.Jsonp)
        {
            yield return new Finding(Severity.Important, "jsonp-on",
                "GpServer:Rest:Jsonp is true: answers are given as scripts.",
                "Every page can read them, past GpServer:Cors:Origins.",
                "GpServer:Rest:Jsonp=false. Clients newer than 2015 do without it.");
        }
    }
}
