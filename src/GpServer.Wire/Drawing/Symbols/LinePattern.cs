namespace GpServer.Wire.Drawing.Symbols;

/// <summary>The gaps of a line: the styles of <c>esriSLS</c>.</summary>
public enum LinePattern
{
    Solid,
    Dash,
    Dot,
    DashDot,
    DashDotDot,
    ShortDash,
    ShortDot,
    ShortDashDot,
    ShortDashDotDot,
    LongDash,
    LongDashDot,

    /// <summary>Nothing is drawn.</summary>
    Null,
}
