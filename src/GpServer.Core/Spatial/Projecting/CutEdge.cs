namespace GpServer.Core.Spatial.Projecting;

/// <summary>How the ends of two pieces are connected.</summary>
enum CutEdge
{
    /// <summary>Along the cut.</summary>
    Straight,

    /// <summary>Along the cut to the north pole, along that, and along the other side of the cut.</summary>
    North,

    /// <summary>The same by the south pole.</summary>
    South,
}
