namespace GpServer.Options;

/// <summary>Requests that the server itself makes, for inputs by URL: <c>GpServer:Outgoing</c>.</summary>
sealed class OutgoingOptions
{
    const int Kibibyte = 1024;

    /// <summary>
    /// Hosts that may have any address, also a private one or this machine's: <c>data.example.com</c>, <c>*.example.com</c> for all below it, an
    /// address, each with a port (<c>data.example.com:8443</c>) where only that is meant. All other hosts must have public addresses.
    /// </summary>
    public string[] AllowedHosts { get; set; } = [];

    /// <summary>True asks the hosts of <see cref="AllowedHosts"/> alone: none where the list is empty.</summary>
    public bool OnlyAllowedHosts { get; set; }

    /// <summary>Bytes of one answer, after it is decompressed.</summary>
    public long AnswerBytes { get; set; } = 1024L * Kibibyte * Kibibyte;

    /// <summary>Bytes of all answers to one run, after they are decompressed.</summary>
    public long BytesPerRun { get; set; } = 4096L * Kibibyte * Kibibyte;

    /// <summary>Requests of one run, those made again included.</summary>
    public int RequestsPerRun { get; set; } = 10_000;

    /// <summary>How many times as large as it came an answer above a megabyte may become by decompression.</summary>
    public int Ratio { get; set; } = 200;

    /// <summary>Bytes of all headers of one answer.</summary>
    public int HeaderBytes { get; set; } = 32 * Kibibyte;

    /// <summary>Redirects that are followed.</summary>
    public int Redirects { get; set; } = 5;

    /// <summary>Seconds in which a connection must be there.</summary>
    public double ConnectSeconds { get; set; } = 10;

    /// <summary>Seconds in which an answer must begin, and after which one that stops coming is given up.</summary>
    public double AnswerSeconds { get; set; } = 60;

    /// <summary>Seconds that one answer may take, tries that failed included.</summary>
    public double TotalSeconds { get; set; } = 600;

    /// <summary>The slowest that an answer may come on average; 0 is any.</summary>
    public double BytesPerSecond { get; set; } = 1_000;

    /// <summary>Seconds for which an answer may come more slowly before its speed counts.</summary>
    public double GraceSeconds { get; set; } = 20;

    /// <summary>How often a request that failed for a passing reason is made again.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>Seconds before it is made again the first time; each further time is twice as long.</summary>
    public double RetrySeconds { get; set; } = 1;

    /// <summary>The longest that the server waits because another asks for it (<c>Retry-After</c>), in seconds.</summary>
    public double LongestRetrySeconds { get; set; } = 30;

    /// <summary>Requests under way at the same time.</summary>
    public int Requests { get; set; } = 32;

    /// <summary>Requests to one host under way at the same time.</summary>
    public int RequestsPerHost { get; set; } = 8;

    /// <summary>Seconds that a request waits for its turn.</summary>
    public double WaitSeconds { get; set; } = 60;
}
