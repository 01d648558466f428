using System.Net;

namespace GpServer.Options;

/// <summary>Checks the options of what stands around the resources: addresses, names, proxies, and how much of what is answered.</summary>
static class SurfaceCheck
{
    const int LongestHsts = 10 * 366 * 24 * 3600;

    public static void Check(List<string> problems, GpServerOptions options)
    {
        foreach (var path in options.Rest.EffectivePathBases)
        {
            var valid = path.StartsWith('/') && path.Length > 1 && !path.EndsWith('/') && !path.Contains("//", StringComparison.Ordinal);
            OptionsCheck.Check(problems, "Rest:PathBases", path, valid, "a path such as /arcgis");
        }

        foreach (var origin in options.Cors.Origins)
        {
            var valid = Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && uri.GetLeftPart(UriPartial.Authority).Equals(origin, StringComparison.OrdinalIgnoreCase);
            OptionsCheck.Check(problems, "Cors:Origins", origin, valid, "an origin such as https://maps.example.com");
        }

        foreach (var proxy in options.Proxy.Known)
        {
            OptionsCheck.Check(problems, "Proxy:Known", proxy, IPAddress.TryParse(proxy, out _) || IPNetwork.TryParse(proxy, out _),
                "an address such as 10.0.0.5 or a network such as 10.0.0.0/8");
        }

        foreach (var host in options.Hosts)
        {
            OptionsCheck.Check(problems, "Hosts", host, IsHost(host), "a name such as gis.example.com or *.example.com, without a port");
        }

        OptionsCheck.Between(problems, "Https:HstsSeconds", options.Https.HstsSeconds, 0, LongestHsts);
        OptionsCheck.Between(problems, "Https:Port", options.Https.Port, 0, IPEndPoint.MaxPort);
        OptionsCheck.Between(problems, "Admin:Port", options.Admin.Port, 0, IPEndPoint.MaxPort);
        OptionsCheck.Between(problems, "RateLimits:PerAddress", options.RateLimits.PerAddress, 0, int.MaxValue);
        OptionsCheck.Between(problems, "RateLimits:PerUser", options.RateLimits.PerUser, 0, int.MaxValue);
        OptionsCheck.Between(problems, "RateLimits:WindowSeconds", options.RateLimits.WindowSeconds, 1, 3600);
        CheckLimits(problems, options.Limits);
    }

    static void CheckLimits(List<string> problems, LimitOptions limits)
    {
        OptionsCheck.Between(problems, "Limits:RequestHeaderBytes", limits.RequestHeaderBytes, 1024, 1024 * 1024);
        OptionsCheck.Between(problems, "Limits:RequestHeaders", limits.RequestHeaders, 10, 1000);
        OptionsCheck.Between(problems, "Limits:HeaderSeconds", limits.HeaderSeconds, 1, 3600);
        OptionsCheck.Between(problems, "Limits:BodyBytesPerSecond", limits.BodyBytesPerSecond, 0, 1_000_000_000);
        OptionsCheck.Between(problems, "Limits:BodyGraceSeconds", limits.BodyGraceSeconds, LimitOptions.ShortestGraceSeconds, 3600);
        OptionsCheck.Between(problems, "Limits:Connections", limits.Connections, 0, int.MaxValue);
    }

    static bool IsHost(string host)
    {
        var name = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..] : host;
        return IPAddress.TryParse(name.Trim('[', ']'), out var address)
            ? address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork || name.StartsWith('[')
            : Uri.CheckHostName(name) == UriHostNameType.Dns;
    }
}
