namespace GpServer.Wire.Drawing.Symbols;

/// <summary>How an area is filled: the styles of <c>esriSFS</c>.</summary>
public enum FillPattern
{
    Solid,

    /// <summary>Not at all.</summary>
    Null,
    Horizontal,
    Vertical,

    /// <summary>Lines from the lower left to the upper right.</summary>
    ForwardDiagonal,

    /// <summary>Lines from the upper left to the lower right.</summary>
    BackwardDiagonal,
    Cross,
    DiagonalCross,
}
