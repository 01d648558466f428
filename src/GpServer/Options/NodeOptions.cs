namespace GpServer.Options;

/// <summary>The part of this process among several on one database: <c>GpServer:Node</c>.</summary>
sealed class NodeOptions
{
    public NodeRole Role { get; set; } = NodeRole.All;

    /// <summary>Seconds that a node that is told to stop lets its jobs run on before it gives them back.</summary>
    public double StopSeconds { get; set; } = 10;
}
