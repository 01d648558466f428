namespace GpServer.Core.Spatial;

/// <summary>
/// A projection with its parameters: angles in degrees from Greenwich, lengths in the system's unit.
/// </summary>
/// <param name="Method">The method's name for messages, such as <c>Polar Stereographic (variant B)</c>.</param>
/// <param name="ClassName">The name by which the computation is chosen, such as <c>Transverse_Mercator</c>.</param>
/// <param name="Ellipsoid">The ellipsoid that is projected.</param>
/// <param name="MetresPerUnit">Metres in one unit of x and y.</param>
/// <param name="Parameters">Name in lower case with underscores, and value.</param>
sealed record ProjectionDefinition(
    string Method,
    string ClassName,
    Ellipsoid Ellipsoid,
    double MetresPerUnit,
    IReadOnlyDictionary<string, double> Parameters)
{
    /// <summary>Whether there is code that computes it.</summary>
    public required bool IsComputed { get; init; }

    public double Value(string name, double otherwise = 0) => Parameters.GetValueOrDefault(name, otherwise);
}
