namespace GpServer.Options;

/// <summary>Reverse proxies in front of the server: <c>GpServer:Proxy</c>.</summary>
sealed class ProxyOptions
{
    /// <summary>
    /// Addresses (<c>10.0.0.5</c>) and networks (<c>10.0.0.0/8</c>) whose <c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c> and <c>-Prefix</c> headers
    /// are believed, beside those of this machine.
    /// </summary>
    public string[] Known { get; set; } = [];
}
