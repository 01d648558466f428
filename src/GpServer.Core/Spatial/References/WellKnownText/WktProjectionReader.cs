using System.Globalization;

namespace GpServer.Core.Spatial;

/// <summary>
/// Translates the projection names and parameters of all dialects into those that are computed. A name that is not known still makes a
/// definition, so that the system can be named and told apart, which is not computed.
/// </summary>
static class WktProjectionReader
{
    /// <summary>Longer than any false origin in any unit, and short enough to compute with.</summary>
    const double LongestLength = 1e12;

    /// <param name="root">PROJCS or PROJCRS.</param>
    /// <param name="ellipsoid">The ellipsoid of its datum.</param>
    /// <param name="angle">Unit of the angles that have none of their own, which is that of the base.</param>
    /// <param name="meridian">Degrees of its zero meridian, which longitudes count from.</param>
    /// <param name="length">Unit of x, y, and of the false origin that has none of its own.</param>
    public static WktProjectionReading Read(
        WktNode root, Ellipsoid ellipsoid, WktUnit angle, double meridian, WktUnit length)
    {
        // Version 1 has the parameters beside the method, version 2 together with it.
        var owner = root.Child("CONVERSION") ?? root;
        var node = owner.Required("PROJECTION", "METHOD");
        var axes = WktAxesReader.Read(root);
        if (WktMethods.Find(node) is not { } method)
        {
            return new WktProjectionReading(Unknown(owner, node, ellipsoid, length), axes, axes != WktAxes.NotStated, null);
        }

        var given = new Dictionary<WktRole, double>();
        foreach (var parameter in owner.All("PARAMETER"))
        {
            Add(given, parameter, method, new Units(angle, length, meridian));
        }

        var projected = Projected(given, ellipsoid, root);
        var projection = new WktProjection(method, given, projected, root);
        if (projected != ellipsoid)
        {
            projection.ProjectFrom(projected.SemiMajorAxis, projected.SemiMinorAxis);
        }

        method.Finish?.Invoke(projection);
        var definition = new ProjectionDefinition(
            projection.Method, projection.ClassName, ellipsoid, length.Factor, projection.Parameters);
        return new WktProjectionReading(
            definition,
            Axes(axes, method, projection),
            axes != WktAxes.NotStated || projection.IsAxesGiven || (projection.Axes != WktAxes.EastNorth && !method.IsTurnedByAxes),
            method.AlsoMethod);
    }

    /// <summary>The ellipsoid of the datum unless the parameters have other axes. Texts round those, to 0.1 µm at least.</summary>
    static Ellipsoid Projected(Dictionary<WktRole, double> given, Ellipsoid ellipsoid, WktNode root)
    {
        var major = given.GetValueOrDefault(WktRole.SemiMajor, ellipsoid.SemiMajorAxis);
        var minor = given.GetValueOrDefault(WktRole.SemiMinor, major * (1 - ellipsoid.Flattening));
        if (minor > major)
        {
            throw root.Unreadable(string.Create(
                CultureInfo.InvariantCulture, $"semi_minor is {minor} where {major}, which is semi_major, or less was expected"));
        }

        return Math.Abs(major - ellipsoid.SemiMajorAxis) < 1e-6 && Math.Abs(minor - ellipsoid.SemiMinorAxis) < 1e-6
            ? ellipsoid
            : new Ellipsoid(major, (major - minor) / major);
    }

    readonly record struct Units(WktUnit Angle, WktUnit Length, double Meridian);

    static void Add(Dictionary<WktRole, double> given, WktNode parameter, WktMethod method, Units units)
    {
        var role = method.Roles.TryGetValue(WktMethods.Letters(parameter.Name), out var own) ? own : WktRoles.Of(parameter);
        if (role is not { } known)
        {
            throw parameter.Unreadable($"the parameter '{parameter.Name}' is not one of {method.Method}");
        }

        var value = Value(parameter, known, method, units);
        if (!WktRoles.IsAxis(known) && !IsTaken(method, known) && value != WktRoles.Neutral(known))
        {
            throw parameter.Unreadable($"{method.Method} has no parameter '{parameter.Name}', which is not {WktRoles.Neutral(known)}");
        }

        if (!given.TryAdd(known, value) && given[known] != value)
        {
            throw parameter.Unreadable($"the parameter '{parameter.Name}' comes twice");
        }
    }

    /// <summary>Those that the methods' last steps read beyond the ones that classes take.</summary>
    static bool IsTaken(WktMethod method, WktRole role) => method.Takes.Any(taken => taken.Role == role) || (method.ClassName, role) switch
    {
        ("Krovak" or "Krovak_Modified" or "Krovak_Modified_(North_Orientated)", WktRole.XScale or WktRole.YScale) => true,
        ("Krovak" or "Krovak_Modified" or "Krovak_Modified_(North_Orientated)", WktRole.PlaneRotation) => true,
        ("Oblique_Mercator" or "Hotine_Oblique_Mercator_Azimuth_Center", WktRole.PlaneRotation) => true,
        ("Mercator_1SP" or "Bonne" or "Bonne_(South_Orientated)", WktRole.Parallel1) => true,
        ("Popular_Visualisation_Pseudo-Mercator", WktRole.Parallel1 or WktRole.Scale or WktRole.SphereType) => true,
        _ => false,
    };

    /// <summary>Degrees from Greenwich, lengths in the system's unit, or a plain number; within what makes sense.</summary>
    static double Value(WktNode parameter, WktRole role, WktMethod method, Units units)
    {
        var value = parameter.RequiredNumber(0);
        if (WktRoles.IsAxis(role))
        {
            return value is > 0 and <= WktDatumReader.LargestAxis ? value : throw Unexpected(parameter, "a positive length in metres");
        }

        if (WktRoles.IsLength(role))
        {
            var own = WktUnit.Length(parameter) ?? units.Length;
            var length = own.Factor == units.Length.Factor ? value : value * own.Factor / units.Length.Factor;
            return Math.Abs(length) <= LongestLength ? length : throw Unexpected(parameter, "a length on Earth");
        }

        if (WktRoles.IsRatio(role))
        {
            var ratio = value * (WktUnit.Scale(parameter)?.Factor ?? 1);
            return role != WktRole.Scale || IsScale(ratio, method) ? ratio : throw Unexpected(parameter, "a scale above 0");
        }

        var degrees = (WktUnit.Angle(parameter) ?? units.Angle).Degrees(value);
        if (WktRoles.IsLatitude(role) ? !(Math.Abs(degrees) <= 90 + 1e-9) : !(Math.Abs(degrees) <= 720))
        {
            throw Unexpected(parameter, WktRoles.IsLatitude(role) ? "a latitude within ±90°" : "an angle within two turns");
        }

        return WktRoles.IsLongitude(role) && units.Meridian != 0 ? Math.IEEERemainder(degrees + units.Meridian, 360) : degrees;
    }

    /// <summary>Esri writes the south orientated transverse Mercator with a negative scale.</summary>
    static bool IsScale(double ratio, WktMethod method) =>
        ratio is > 0 and <= 1000 || (ratio is < 0 and >= -1000 && method.ClassName == "Transverse_Mercator");

    static WktAxes Axes(WktAxes stated, WktMethod method, WktProjection projection)
    {
        // By definition of the method, whatever the order in which they are listed.
        if (projection.IsAxesGiven || (projection.Axes != WktAxes.EastNorth && !method.IsTurnedByAxes))
        {
            return projection.Axes;
        }

        if (stated == WktAxes.NotStated && method.IsTurnedByAxes)
        {
            // As GDAL writes it: south and west without AXIS, east and north with it.
            return projection.Axes;
        }

        if (stated is WktAxes.WestSouth or WktAxes.NorthWest)
        {
            throw projection.Root.Child("AXIS")!.Unreadable($"{method.Method} has other axes");
        }

        return stated;
    }

    /// <summary>Of a method that is not known the parameters are kept as they came, to tell two systems apart.</summary>
    static ProjectionDefinition Unknown(WktNode owner, WktNode method, Ellipsoid ellipsoid, WktUnit length)
    {
        var raw = new Dictionary<string, double>();
        foreach (var parameter in owner.All("PARAMETER"))
        {
            raw[WktMethods.Letters(parameter.Name)] = parameter.RequiredNumber(0);
        }

        return new ProjectionDefinition(method.Name, $"Unknown: {WktMethods.Letters(method.Name)}", ellipsoid, length.Factor, raw);
    }

    static GpException Unexpected(WktNode parameter, string expected) => parameter.Unreadable(string.Create(
        CultureInfo.InvariantCulture, $"the parameter '{parameter.Name}' is {parameter.Numbers[0]} where {expected} was expected"));
}
