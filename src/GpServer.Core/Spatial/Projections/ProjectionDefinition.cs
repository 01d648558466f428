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
    public bool IsComputed => Projections.IsComputed(ClassName);

    /// <summary>
    /// What the formulas take for the ellipsoid: <c>semi_major</c> and <c>semi_minor</c> among the parameters replace its axes, in the
    /// projection only.
    /// </summary>
    public Ellipsoid ProjectedEllipsoid
    {
        get
        {
            var major = Value("semi_major", Ellipsoid.SemiMajorAxis);
            var flattening = Parameters.TryGetValue("semi_minor", out var minor) ? (major - minor) / major : Ellipsoid.Flattening;
            return new Ellipsoid(major, flattening);
        }
    }

    public double Value(string name, double otherwise = 0) => Parameters.GetValueOrDefault(name, otherwise);

    /// <summary>An angle.</summary>
    public double Radians(string name) => double.DegreesToRadians(Value(name));

    /// <summary>
    /// Whether both are one projection written twice: the same class and parameters to eight digits, where a missing one has its default
    /// and neither the order of two standard parallels nor turns of 360° matter.
    /// </summary>
    public bool IsSameAs(ProjectionDefinition other) =>
        ClassName == other.ClassName && Parameters.Keys.Union(other.Parameters.Keys).All(name => IsSame(name, this, other));

    static bool IsSame(string name, ProjectionDefinition first, ProjectionDefinition second)
    {
        switch (name)
        {
            case "scale_factor":
                return IsNear(first.Value(name, 1), second.Value(name, 1));
            case "standard_parallel_1" or "standard_parallel_2":
                var ((low, high), (otherLow, otherHigh)) = (first.StandardParallels, second.StandardParallels);
                return IsNear(low, otherLow) && IsNear(high, otherHigh);
            case "azimuth" or "rectified_grid_angle" or "central_meridian" or "longitude_of_center":
                return Math.Abs(Math.IEEERemainder(first.Value(name) - second.Value(name), 360)) < 3e-8;
            default:
                return IsNear(first.Value(name), second.Value(name));
        }
    }

    (double Low, double High) StandardParallels
    {
        get
        {
            var (first, second) = (Value("standard_parallel_1"), Value("standard_parallel_2"));
            return (Math.Min(first, second), Math.Max(first, second));
        }
    }

    static bool IsNear(double first, double second) =>
        Math.Abs(first - second) <= 1e-8 * Math.Max(1, Math.Max(Math.Abs(first), Math.Abs(second)));
}
