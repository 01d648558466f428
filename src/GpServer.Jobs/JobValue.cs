namespace GpServer.Jobs;

/// <summary>A stored input, result or file, without its content.</summary>
/// <param name="Size">Bytes of the text as it came, or of the file, or the number of features.</param>
/// <param name="Chunks">Rows in which the content is stored.</param>
public sealed record JobValue(JobValueKind Kind, string Name, JobValueFormat Format, long Size, int Chunks);
