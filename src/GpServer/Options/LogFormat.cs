namespace GpServer.Options;

/// <summary>The form of a line of the log.</summary>
enum LogFormat
{
    Text,
    Json,
}
