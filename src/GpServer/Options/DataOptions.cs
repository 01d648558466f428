namespace GpServer.Options;

/// <summary>Data that administrators register: <c>GpServer:Data</c>.</summary>
sealed class DataOptions
{
    /// <summary>Folders of this machine below which folders and files may be registered; none where nothing is said.</summary>
    public string[] Roots { get; set; } = [];

    /// <summary>Seconds that one statement at a registered database may take.</summary>
    public double StatementSeconds { get; set; } = 120;
}
