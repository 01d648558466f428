namespace GpServer.Jobs;

/// <summary>What a stored value is to its job. The numbers are stored.</summary>
public enum JobValueKind
{
    Input = 0,
    Result = 1,

    /// <summary>A file that the job made. Its name is unique among the files of the job; the results that have it are values of their own.</summary>
    File = 2,
}
