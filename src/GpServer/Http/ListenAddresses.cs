namespace GpServer.Http;

/// <summary>
/// The addresses on which the server listens, read from its settings before it does: Kestrel's endpoints, else <c>urls</c>, else
/// <c>http_ports</c> and <c>https_ports</c>, of which the framework takes the first that is given.
/// </summary>
static class ListenAddresses
{
    public const string Endpoints = "Kestrel:Endpoints";
    public const string Urls = "urls";
    public const string HttpPorts = "http_ports";
    public const string HttpsPorts = "https_ports";
    public const string Default = "http://localhost:6080";

    /// <exception cref="FormatException">An address is not one.</exception>
    public static IReadOnlyList<BindingAddress> Of(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection(Endpoints).GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
        if (endpoints.Count > 0)
        {
            return [.. endpoints.Select(BindingAddress.Parse)];
        }

        var urls = Split(configuration[Urls]);
        if (urls.Length == 0)
        {
            urls =
            [
                .. Split(configuration[HttpPorts]).Select(port => $"http://*:{port}"),
                .. Split(configuration[HttpsPorts]).Select(port => $"https://*:{port}"),
            ];
        }

        return [.. (urls.Length == 0 ? [Default] : urls).Select(BindingAddress.Parse)];
    }

    public static bool IsHttps(BindingAddress address) => address.Scheme.Equals(Uri.UriSchemeHttps, StringComparison.OrdinalIgnoreCase);

    /// <summary>Only this machine can reach the address.</summary>
    public static bool IsLocal(BindingAddress address) =>
        address.IsUnixPipe || address.IsNamedPipe || address.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && System.Net.IPAddress.IsLoopback(ip));

    static string[] Split(string? text) =>
        text?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
