using GpServer.Options;

namespace GpServer.Scan.Rules;

/// <summary>Tokens may be asked for by GET, with the password in the URL.</summary>
sealed class TokensInUrls : IScanRule
{
    const string Key = $"{GpServerOptions.Section}:Tokens:GetAllowed";

    public IEnumerable<Finding> Check(ScanSubject subject)
    {
        if (subject.Configuration.GetValue<bool>(Key))
        {
            yield return new Finding(Severity.Important, "tokens-by-get",
                $"{Key} is true: passwords may be sent in URLs.",
                "URLs are kept by browsers, proxies and logs.",
                $"{Key}=false. Clients ask by POST.");
        }
    }
}
