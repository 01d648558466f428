namespace GpServer.Options;

/// <summary>How the log is written: <c>GpServer:Logging</c>.</summary>
sealed class LoggingOptions
{
    public LogFormat Format { get; set; } = LogFormat.Text;
}
