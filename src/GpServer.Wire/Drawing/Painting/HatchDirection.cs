namespace GpServer.Wire.Drawing.Painting;

/// <summary>Where the lines of a hatched fill go, as it is seen.</summary>
public enum HatchDirection
{
    Horizontal,
    Vertical,

    /// <summary>From the lower left to the upper right.</summary>
    Rising,

    /// <summary>From the upper left to the lower right.</summary>
    Falling,
}
