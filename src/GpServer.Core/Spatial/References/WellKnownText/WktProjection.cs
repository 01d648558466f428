namespace GpServer.Core.Spatial;

/// <summary>A projection on its way from a dialect's parameters to those of the computing class.</summary>
/// <param name="method">The method that the text names.</param>
/// <param name="given">The parameters in the text: angles in degrees from Greenwich, lengths in the system's unit.</param>
/// <param name="ellipsoid">The ellipsoid that is projected.</param>
/// <param name="root">The projected system.</param>
sealed class WktProjection(WktMethod method, IReadOnlyDictionary<WktRole, double> given, Ellipsoid ellipsoid, WktNode root)
{
    public string ClassName { get; set; } = method.ClassName;

    public string Method { get; set; } = method.Method;

    public WktAxes Axes { get; set; } = method.Axes;

    /// <summary>Whether the text tells the axes by its parameters.</summary>
    public bool IsAxesGiven { get; set; }

    public Ellipsoid Ellipsoid => ellipsoid;

    public WktNode Root => root;

    public Dictionary<string, double> Parameters { get; } =
        method.Takes.ToDictionary(taken => taken.Name, taken => given.GetValueOrDefault(taken.Role, WktRoles.Neutral(taken.Role)));

    public bool Has(WktRole role) => given.ContainsKey(role);

    public double Value(WktRole role, double otherwise) => given.GetValueOrDefault(role, otherwise);

    /// <summary>Projects another ellipsoid than that of the latitudes, in metres.</summary>
    public void ProjectFrom(double major, double minor)
    {
        Parameters["semi_major"] = major;
        Parameters["semi_minor"] = minor;
    }
}
