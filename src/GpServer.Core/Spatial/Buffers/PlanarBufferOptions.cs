namespace GpServer.Core.Spatial.Buffers;

/// <summary>How planar buffers are drawn.</summary>
public sealed record PlanarBufferOptions
{
    /// <summary>The largest number of <see cref="QuadrantSegments"/>.</summary>
    public const int MaxQuadrantSegments = 256;

    /// <summary>
    /// Segments of a quarter circle with which arcs are drawn, 1 to 256. The default 16 makes a circle of 64 vertices whose chords stay
    /// within 0.12 % of the distance and whose area is 0.16 % below that of the circle.
    /// </summary>
    public int QuadrantSegments { get; init; } = 16;

    /// <summary>The ends of lines. Points are circles whatever it is.</summary>
    public BufferEndCap EndCap { get; init; }
}
