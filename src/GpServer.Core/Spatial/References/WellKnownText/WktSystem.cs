namespace GpServer.Core.Spatial;

/// <summary>A horizontal system as a text describes it, with what the text leaves open.</summary>
/// <param name="Root">The whole system.</param>
/// <param name="Geographic">The geographic system that it is or is based on.</param>
/// <param name="System">What is computed if the text is no known system.</param>
sealed record WktSystem(WktNode Root, WktNode Geographic, CoordinateSystem System)
{
    /// <summary>The name of the datum in the text.</summary>
    public required string DatumName { get; init; }

    /// <summary>False for a base in version 2, of which only the datum is described.</summary>
    public bool IsUnitStated { get; init; } = true;

    public bool IsAxesStated { get; init; }

    /// <summary>The shift to WGS 84 in the text itself, which a known system must agree with.</summary>
    public HelmertShift? Shift { get; init; }

    /// <summary>Whether that shift is the transformation of a BOUNDCRS.</summary>
    public bool IsBound { get; init; }

    /// <summary>Another method that the text's method may stand for.</summary>
    public string? AlsoMethod { get; init; }
}
