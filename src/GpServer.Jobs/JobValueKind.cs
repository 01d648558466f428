namespace GpServer.Jobs;

/// <summary>What a stored value is to its job. The numbers are stored.</summary>
public enum JobValueKind
{
    Input = 0,
    Result = 1,
}
