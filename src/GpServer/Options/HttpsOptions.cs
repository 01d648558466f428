namespace GpServer.Options;

/// <summary>Whether plain HTTP is answered: <c>GpServer:Https</c>. Addresses and certificates are Kestrel's own settings.</summary>
sealed class HttpsOptions
{
    /// <summary>Plain HTTP is answered with nothing but the way to HTTPS; health checks stay reachable.</summary>
    public bool Required { get; set; }

    /// <summary>Seconds for which browsers are told to come by HTTPS only; 0 says nothing.</summary>
    public int HstsSeconds { get; set; }

    /// <summary>The port to which pages are sent; 0 is the server's own HTTPS port, or 443 where it has none, as behind a proxy.</summary>
    public int Port { get; set; }
}
