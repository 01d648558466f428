namespace GpServer.Wire.Drawing.Painting;

/// <summary>Which places are inside of contours that overlap or cross.</summary>
public enum FillRule
{
    /// <summary>Those around which the contours go at least once, all in all.</summary>
    NonZero,

    /// <summary>Those from which a ray crosses the contours an odd number of times: holes need no direction of their own.</summary>
    EvenOdd,
}
