namespace GpServer.Options;

/// <summary>How many requests are answered: <c>GpServer:RateLimits</c>. Each node counts for itself.</summary>
sealed class RateLimitOptions
{
    /// <summary>Requests of one address in a window; 0 is any number. IPv6 addresses count by their first 64 bits.</summary>
    public int PerAddress { get; set; }

    /// <summary>Requests of one signed-in user in a window; 0 is any number.</summary>
    public int PerUser { get; set; }

    /// <summary>The window that slides over the requests.</summary>
    public double WindowSeconds { get; set; } = 10;
}
