namespace GpServer.Core.Spatial;

/// <summary>
/// Whether a text describes a known system: all that coordinates depend on, to the digits with which texts are written. One digit more
/// would refuse texts that round, one less would take an edited text for the system that it was edited from.
/// </summary>
static class WktEquality
{
    /// <summary>Degrees: 0.1 mm on the ground.</summary>
    const double AngleDigits = 1e-9;

    /// <summary>Degrees: zero meridians are rounded to eight digits after the point, and longitudes count from them.</summary>
    const double LongitudeDigits = 1e-8;

    /// <summary>Degrees: the co-latitude of Krovak's cone axis is published as 30°17'17.303" and 30°17'17.30311", 3 mm apart.</summary>
    const double KrovakDigits = 3.2e-8;

    /// <summary>Of units and axes.</summary>
    const double RelativeDigits = 1e-10;

    /// <summary>Scales are published with nine digits after the point, such as 0.999933333 for 1 - 1/15,000.</summary>
    const double ScaleDigits = 1e-9;

    /// <summary>Metres: false origins in feet are published with three digits after the point.</summary>
    const double LengthDigits = 0.002;

    /// <summary>WGS 84 and GRS 80 differ by 1.6e-11.</summary>
    const double FlatteningDigits = 5e-12;

    /// <summary>Metres on the ground: rotations are published with three digits after the point or more. No shift is as exact.</summary>
    const double ShiftDigits = 0.05;

    public static bool IsSame(WktSystem text, CoordinateSystem known, string? knownMethod) =>
        IsNear(text.System.Datum.Ellipsoid.SemiMajorAxis, known.Datum.Ellipsoid.SemiMajorAxis)
        && Math.Abs(text.System.Datum.Ellipsoid.Flattening - known.Datum.Ellipsoid.Flattening) <= FlatteningDigits
        && (!text.IsUnitStated || IsNear(text.System.UnitFactor, known.UnitFactor))
        && Math.Abs(text.System.PrimeMeridian - known.PrimeMeridian) <= double.DegreesToRadians(LongitudeDigits)
        && (!text.IsAxesStated || text.System.SouthWest == known.SouthWest)
        && IsSameShift(text, known)
        && (text.System.Projection, known.Projection) switch
        {
            (null, null) => true,
            ({ } projection, { } other) => IsSame(projection, other, text.AlsoMethod, knownMethod),
            _ => false,
        };

    /// <summary>A text without a shift has that of the known system; zeros are none when the ellipsoids are equal.</summary>
    static bool IsSameShift(WktSystem text, CoordinateSystem known)
    {
        if (text.Shift is not { } shift)
        {
            return true;
        }

        if (known.Datum.ToWgs84 is not { } other)
        {
            return shift == default && Math.Abs(known.Datum.Ellipsoid.SemiMajorAxis - Ellipsoid.Wgs84.SemiMajorAxis) < 0.001
                && Math.Abs(known.Datum.Ellipsoid.SemiMinorAxis - Ellipsoid.Wgs84.SemiMinorAxis) < 0.001;
        }

        var metres = Largest(shift.X - other.X, shift.Y - other.Y, shift.Z - other.Z);
        var turn = double.DegreesToRadians(Largest(shift.Rx - other.Rx, shift.Ry - other.Ry, shift.Rz - other.Rz) / 3600);
        var scale = Math.Abs(shift.Ppm - other.Ppm) * 1e-6;
        return metres + ((turn + scale) * known.Datum.Ellipsoid.SemiMajorAxis) <= ShiftDigits;
    }

    static double Largest(double first, double second, double third) =>
        Math.Max(Math.Abs(first), Math.Max(Math.Abs(second), Math.Abs(third)));

    static bool IsSame(ProjectionDefinition text, ProjectionDefinition known, string? alsoMethod, string? knownMethod) =>
        IsSameClass(text, known, alsoMethod, knownMethod)
        && text.Parameters.Keys.Union(known.Parameters.Keys).All(name => IsSame(name, text, known));

    static bool IsSameClass(ProjectionDefinition text, ProjectionDefinition known, string? alsoMethod, string? knownMethod)
    {
        if (text.ClassName is "Equidistant_Cylindrical_Ellipsoidal" or "Equirectangular")
        {
            // The table has the ellipsoidal method under the name of the spherical one.
            return known.ClassName is "Equidistant_Cylindrical_Ellipsoidal" or "Equirectangular"
                && (text.Method == knownMethod || alsoMethod == knownMethod || text.Ellipsoid.Flattening == 0);
        }

        return text.ClassName == known.ClassName && (text.ClassName is not "Peirce_Quincuncial" || text.Method == knownMethod);
    }

    static bool IsSame(string name, ProjectionDefinition first, ProjectionDefinition second)
    {
        var (one, other) = (Value(name, first), Value(name, second));
        switch (name)
        {
            case "latitude_of_origin" when first.ClassName is "Mercator_1SP" or "Popular_Visualisation_Pseudo-Mercator":
                // The formulas have no latitude of origin.
                return true;
            case "option" when first.ClassName is "Peirce_Quincuncial":
                // Told apart by the method.
                return true;
            case "standard_parallel_1" or "standard_parallel_2":
                return AreSameParallels(first, second);
            case "azimuth" when first.ClassName is "Krovak":
                return Math.Abs(one - other) <= KrovakDigits;
            case "azimuth" or "rectified_grid_angle" or "central_meridian" or "longitude_of_center" or "longitude_of_point_1"
                or "longitude_of_point_2" or "initial_longitude":
                return Math.Abs(Math.IEEERemainder(one - other, 360)) <= LongitudeDigits;
            case "latitude_of_origin" or "latitude_of_center" or "latitude_of_point_1" or "latitude_of_point_2"
                or "pseudo_standard_parallel_1" or "xy_plane_rotation":
                return Math.Abs(one - other) <= AngleDigits;
            case "false_easting" or "false_northing":
                return Math.Abs(one - other) * first.MetresPerUnit <= LengthDigits;
            default:
                return Math.Abs(one - other) <= ScaleDigits * Math.Max(1, Math.Abs(one));
        }
    }

    /// <summary>In any order.</summary>
    static bool AreSameParallels(ProjectionDefinition first, ProjectionDefinition second)
    {
        var (one, two) = (first.Value("standard_parallel_1"), first.Value("standard_parallel_2"));
        var (other, another) = (second.Value("standard_parallel_1"), second.Value("standard_parallel_2"));
        return Math.Abs(Math.Min(one, two) - Math.Min(other, another)) <= AngleDigits
            && Math.Abs(Math.Max(one, two) - Math.Max(other, another)) <= AngleDigits;
    }

    static double Value(string name, ProjectionDefinition definition) => definition.Value(name, name switch
    {
        "scale_factor" => 1,
        "option" when definition.ClassName is "Goode_Homolosine" => 2,
        "semi_major" => definition.Ellipsoid.SemiMajorAxis,
        "semi_minor" => definition.Ellipsoid.SemiMinorAxis,
        _ => 0,
    });

    static bool IsNear(double first, double second) =>
        Math.Abs(first - second) <= RelativeDigits * Math.Max(1, Math.Max(Math.Abs(first), Math.Abs(second)));
}
