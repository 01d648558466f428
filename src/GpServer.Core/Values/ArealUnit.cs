namespace GpServer.Core.Values;

/// <summary>An area with its unit, such as 3 hectares.</summary>
/// <param name="Area">The number, in <paramref name="Unit"/>.</param>
public readonly record struct ArealUnit(double Area, ArealUnitName Unit)
{
    /// <summary>The area in square metres.</summary>
    /// <exception cref="InvalidOperationException">The unit is unknown.</exception>
    public double SquareMeters => Area * Unit.SquareMetersPerUnit();

    /// <summary>True when the number is in the units of the data.</summary>
    public bool IsUnknown => Unit == ArealUnitName.UnknownAreaUnits;
}
