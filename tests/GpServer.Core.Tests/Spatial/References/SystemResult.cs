namespace GpServer.Core.Tests.Spatial.References;

/// <summary>What the check of one system found. Lengths in metres on the ellipsoid; null where nothing was compared.</summary>
sealed record SystemResult(TableSystem System)
{
    /// <summary>A tenth of a millimetre.</summary>
    public const double Tolerance = 1e-4;

    /// <summary>Why the system is not computed; null when it is.</summary>
    public string? Refusal { get; init; }

    /// <summary>Places of the area of use that the projection does not have.</summary>
    public int Outside { get; init; }

    public double? RoundTrip { get; init; }

    public double? WithShift { get; init; }

    /// <summary>NaN when a reference point is outside for us.</summary>
    public double? ToReference { get; init; }

    public double? FromReference { get; init; }

    /// <summary>Why it differs from the reference.</summary>
    public string? KnownDifference => KnownDifferences.Reasons.GetValueOrDefault(System.Wkid);

    /// <summary>Why it differs on the way back from the reference.</summary>
    public string? KnownInverseDifference => KnownDifference ?? KnownDifferences.InverseReasons.GetValueOrDefault(System.Wkid);

    public bool IsAboveTolerance => IsOff(RoundTrip) || (KnownDifference is null && IsOff(ToReference))
        || (KnownInverseDifference is null && IsOff(FromReference));

    static bool IsOff(double? error) => error is { } metres && !(metres <= Tolerance);
}
