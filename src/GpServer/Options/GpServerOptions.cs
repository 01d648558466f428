namespace GpServer.Options;

/// <summary>The server's options: section <c>GpServer</c> of the configuration. A wrong value stops the start and names its key.</summary>
sealed class GpServerOptions
{
    public const string Section = "GpServer";

    /// <summary>Where the server keeps files; temporary ones lie in a folder of their own below it.</summary>
    public string DataDirectory { get; set; } = "data";

    /// <summary>Publish the sample services.</summary>
    public bool Sample { get; set; } = true;

    public StorageOptions Storage { get; set; } = new();

    public NodeOptions Node { get; set; } = new();

    public JobsOptions Jobs { get; set; } = new();

    public HostedOptions Hosted { get; set; } = new();

    public DataOptions Data { get; set; } = new();

    public UploadOptions Uploads { get; set; } = new();

    public TelemetryOptions Telemetry { get; set; } = new();

    public LimitOptions Limits { get; set; } = new();

    public RestOptions Rest { get; set; } = new();

    public CorsOptions Cors { get; set; } = new();

    public HttpsOptions Https { get; set; } = new();

    public AdminOptions Admin { get; set; } = new();

    public RateLimitOptions RateLimits { get; set; } = new();

    /// <summary>
    /// Names under which the server is asked, such as <c>gis.example.com</c> or <c>*.example.com</c>; all where none is given. URLs in
    /// answers repeat the name of the request.
    /// </summary>
    public string[] Hosts { get; set; } = [];

    public ProxyOptions Proxy { get; set; } = new();

    public PrimaryAdministratorOptions PrimaryAdministrator { get; set; } = new();

    public TokenOptions Tokens { get; set; } = new();

    public OpenIdOptions OpenId { get; set; } = new();

    public OutgoingOptions Outgoing { get; set; } = new();

    /// <summary>
    /// Addresses under which clients reach this server, such as <c>https://gis.example.com/arcgis</c>. Inputs by such a URL are read without a
    /// request; the address of the request itself is one of them, also where nothing is said.
    /// </summary>
    public string[] PublicUrls { get; set; } = [];

    public LoggingOptions Logging { get; set; } = new();

    /// <summary>Metres of linear units that are to differ from the usual ones, such as <c>esriFeet</c>: 0.3048.</summary>
    public Dictionary<string, double> LinearUnits { get; set; } = [];

    /// <summary>Changes to services, by their names with the folder, such as <c>Planning/Buffer</c>.</summary>
    public Dictionary<string, ServiceOptions> Services { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The folder for files that live as long as a run; each server has one of its own in it.</summary>
    public string TemporaryDirectory => Path.Combine(DataDirectory, "temporary");
}
