namespace GpServer.Wire.Pbf;

/// <summary>How the features of an answer are written.</summary>
public sealed record PbfOptions
{
    /// <summary>
    /// The grid that the caller asked for, in the spatial reference of the set: vertices that fall into the cell of the one before are left
    /// out. Null for a grid so fine that nothing is lost.
    /// </summary>
    public PbfTransform? Transform { get; init; }

    /// <summary>Write z where the set has it.</summary>
    public bool ReturnZ { get; init; } = true;

    /// <summary>Write m where the set has it.</summary>
    public bool ReturnM { get; init; } = true;
}
