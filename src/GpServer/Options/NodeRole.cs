namespace GpServer.Options;

/// <summary>What a node does.</summary>
enum NodeRole
{
    /// <summary>Answers requests and runs jobs.</summary>
    All,

    /// <summary>Answers requests; jobs are run by others.</summary>
    Web,

    /// <summary>Runs jobs; answers nothing but whether it is healthy.</summary>
    Worker,
}
