using System.Collections.Frozen;

namespace GpServer.Core.Spatial;

/// <summary>
/// The vocabulary of parameters: their names in Esri's and GDAL's version 1 and in version 2 (those of the EPSG dataset), and EPSG codes.
/// Only letters and digits of a name count.
/// </summary>
static class WktRoles
{
    static readonly (WktRole Role, int[] Codes, string[] Names)[] Vocabulary =
    [
        (WktRole.Latitude, [8801, 8811, 8821, 8834],
        [
            "latitude_of_origin", "latitude_of_center", "latitude_of_centre", "central_parallel", "latitude_of_natural_origin",
            "latitude_of_false_origin", "latitude_of_projection_centre", "latitude_of_topocentric_origin",
        ]),
        (WktRole.Longitude, [8802, 8812, 8822, 8833, 8835],
        [
            "central_meridian", "longitude_of_origin", "longitude_of_center", "longitude_of_centre", "longitude_of_natural_origin",
            "longitude_of_false_origin", "longitude_of_projection_centre", "longitude_of_topocentric_origin",
        ]),
        (WktRole.Parallel1, [8823, 8832],
            ["standard_parallel_1", "latitude_of_1st_standard_parallel", "latitude_of_standard_parallel", "standard_parallel"]),
        (WktRole.Parallel2, [8824], ["standard_parallel_2", "latitude_of_2nd_standard_parallel"]),
        (WktRole.FalseEasting, [8806, 8816, 8826], ["false_easting", "easting_at_projection_centre", "easting_at_false_origin"]),
        (WktRole.FalseNorthing, [8807, 8817, 8827], ["false_northing", "northing_at_projection_centre", "northing_at_false_origin"]),
        (WktRole.Scale, [8805, 8815, 8819, 1038],
        [
            "scale_factor", "scale_factor_at_natural_origin", "scale_factor_on_initial_line", "scale_factor_at_projection_centre",
            "scale_factor_on_pseudo_standard_parallel", "ellipsoid_scaling_factor",
        ]),
        (WktRole.Azimuth, [8813, 1036], ["azimuth", "azimuth_of_initial_line", "azimuth_at_projection_centre", "co_latitude_of_cone_axis"]),
        (WktRole.GridAngle, [8814], ["rectified_grid_angle", "angle_from_rectified_to_skew_grid"]),
        (WktRole.PlaneRotation, [], ["xy_plane_rotation"]),
        (WktRole.XScale, [], ["x_scale"]),
        (WktRole.YScale, [], ["y_scale"]),
        (WktRole.PseudoParallel, [8818], ["pseudo_standard_parallel_1", "latitude_of_pseudo_standard_parallel"]),
        (WktRole.Latitude1, [], ["latitude_of_1st_point", "latitude_of_point_1"]),
        (WktRole.Longitude1, [], ["longitude_of_1st_point", "longitude_of_point_1"]),
        (WktRole.Latitude2, [], ["latitude_of_2nd_point", "latitude_of_point_2"]),
        (WktRole.Longitude2, [], ["longitude_of_2nd_point", "longitude_of_point_2"]),
        (WktRole.Height, [8840, 1039], ["height", "satellite_height", "viewpoint_height", "projection_plane_origin_height"]),
        (WktRole.Option, [], ["option"]),
        (WktRole.SphereType, [], ["auxiliary_sphere_type"]),
        (WktRole.InitialLongitude, [8830], ["initial_longitude"]),
        (WktRole.ZoneWidth, [8831], ["zone_width"]),
        (WktRole.SemiMajor, [], ["semi_major"]),
        (WktRole.SemiMinor, [], ["semi_minor"]),
    ];

    static readonly FrozenDictionary<string, WktRole> ByName = Vocabulary
        .SelectMany(entry => entry.Names.Select(name => (Name: WktMethods.Letters(name), entry.Role)))
        .ToFrozenDictionary(entry => entry.Name, entry => entry.Role);

    static readonly FrozenDictionary<int, WktRole> ByCode = Vocabulary
        .SelectMany(entry => entry.Codes.Select(code => (Code: code, entry.Role)))
        .ToFrozenDictionary(entry => entry.Code, entry => entry.Role);

    /// <summary>The role of PARAMETER["name",…], which its name tells, or else its EPSG code; null when neither is known.</summary>
    public static WktRole? Of(WktNode parameter)
    {
        if (ByName.TryGetValue(WktMethods.Letters(parameter.Name), out var named))
        {
            return named;
        }

        return WktRecognition.Code(parameter, "EPSG") is { } code && ByCode.TryGetValue(code, out var coded) ? coded : null;
    }

    public static bool IsLength(WktRole role) => role is WktRole.FalseEasting or WktRole.FalseNorthing or WktRole.Height;

    /// <summary>Of the ellipsoid, which GeoTools repeats among the parameters of every method.</summary>
    public static bool IsAxis(WktRole role) => role is WktRole.SemiMajor or WktRole.SemiMinor;

    public static bool IsRatio(WktRole role) => role is WktRole.Scale or WktRole.XScale or WktRole.YScale or WktRole.Option
        or WktRole.SphereType;

    /// <summary>Counted from the zero meridian of the base.</summary>
    public static bool IsLongitude(WktRole role) => role is WktRole.Longitude or WktRole.Longitude1 or WktRole.Longitude2
        or WktRole.InitialLongitude;

    public static bool IsLatitude(WktRole role) => role is WktRole.Latitude or WktRole.Latitude1 or WktRole.Latitude2
        or WktRole.Parallel1 or WktRole.Parallel2 or WktRole.PseudoParallel;

    /// <summary>What a parameter is when a text leaves it out, and what has no effect in a method that does not have it.</summary>
    public static double Neutral(WktRole role) => role is WktRole.Scale or WktRole.XScale or WktRole.YScale ? 1 : 0;
}
