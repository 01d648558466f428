namespace GpServer.Core.Spatial.Buffers;

/// <summary>How the buffer of a line ends.</summary>
public enum BufferEndCap
{
    /// <summary>With a half circle around the end point.</summary>
    Round,

    /// <summary>With a straight line through the end point.</summary>
    Flat,

    /// <summary>With a straight line one distance behind the end point.</summary>
    Square,
}
