using GpServer.Outgoing;

namespace GpServer.Options;

/// <summary>Checks the options of what the server fetches, and of how it knows itself.</summary>
static class OutgoingCheck
{
    const int LongestSeconds = 24 * 3600;

    public static void Check(List<string> problems, GpServerOptions options)
    {
        var outgoing = options.Outgoing;
        foreach (var host in outgoing.AllowedHosts)
        {
            OptionsCheck.Check(problems, "Outgoing:AllowedHosts", host, HostPattern.TryParse(host, out _),
                "a host such as data.example.com, *.example.com, 10.0.0.5 or data.example.com:8443");
        }

        foreach (var url in options.PublicUrls)
        {
            var isUrl = Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                && uri.Query.Length == 0 && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;
            OptionsCheck.Check(problems, "PublicUrls", url, isUrl, "a URL such as https://gis.example.com/arcgis");
        }

        OptionsCheck.Between(problems, "Outgoing:AnswerBytes", outgoing.AnswerBytes, 1, long.MaxValue);
        OptionsCheck.Between(problems, "Outgoing:BytesPerRun", outgoing.BytesPerRun, 1, long.MaxValue);
        OptionsCheck.Between(problems, "Outgoing:RequestsPerRun", outgoing.RequestsPerRun, 1, 1_000_000);
        OptionsCheck.Between(problems, "Outgoing:Ratio", outgoing.Ratio, 1, 100_000);
        OptionsCheck.Between(problems, "Outgoing:HeaderBytes", outgoing.HeaderBytes, 1024, 1024 * 1024);
        OptionsCheck.Between(problems, "Outgoing:Redirects", outgoing.Redirects, 0, 50);
        OptionsCheck.Between(problems, "Outgoing:ConnectSeconds", outgoing.ConnectSeconds, 0.01, LongestSeconds);
        OptionsCheck.Between(problems, "Outgoing:AnswerSeconds", outgoing.AnswerSeconds, 0.01, LongestSeconds);
        OptionsCheck.Between(problems, "Outgoing:TotalSeconds", outgoing.TotalSeconds, 0.01, LongestSeconds);
        OptionsCheck.Between(problems, "Outgoing:BytesPerSecond", outgoing.BytesPerSecond, 0, 1_000_000_000);
        OptionsCheck.Between(problems, "Outgoing:GraceSeconds", outgoing.GraceSeconds, 0, LongestSeconds);
        OptionsCheck.Between(problems, "Outgoing:Retries", outgoing.Retries, 0, 10);
        OptionsCheck.Between(problems, "Outgoing:RetrySeconds", outgoing.RetrySeconds, 0, 3600);
        OptionsCheck.Between(problems, "Outgoing:LongestRetrySeconds", outgoing.LongestRetrySeconds, 0, 3600);
        OptionsCheck.Between(problems, "Outgoing:Requests", outgoing.Requests, 1, 10_000);
        OptionsCheck.Between(problems, "Outgoing:RequestsPerHost", outgoing.RequestsPerHost, 1, 10_000);
        OptionsCheck.Between(problems, "Outgoing:WaitSeconds", outgoing.WaitSeconds, 0, LongestSeconds);
    }
}
