namespace GpServer.Core.Values;

/// <summary>A length with its unit, such as 5 miles.</summary>
/// <param name="Distance">The number, in <paramref name="Unit"/>.</param>
public readonly record struct LinearUnit(double Distance, LinearUnitName Unit)
{
    /// <summary>Metres of one unit where the server's table differs from <see cref="LinearUnitTable.Standard"/>; null otherwise.</summary>
    public double? MetersPerUnit { get; init; }

    /// <summary>The length in metres.</summary>
    /// <exception cref="InvalidOperationException">The unit is not a length: decimal degrees, or unknown.</exception>
    public double Meters => Distance * (MetersPerUnit ?? Unit.MetersPerUnit());

    /// <summary>True for decimal degrees, whose length depends on the place.</summary>
    public bool IsAngular => Unit == LinearUnitName.DecimalDegrees;

    /// <summary>True when the number is in the units of the data.</summary>
    public bool IsUnknown => Unit == LinearUnitName.UnknownUnits;
}
