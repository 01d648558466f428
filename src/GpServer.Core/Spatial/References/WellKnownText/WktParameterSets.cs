namespace GpServer.Core.Spatial;

/// <summary>The parameters that several methods have in common.</summary>
static class WktParameterSets
{
    static readonly (WktRole Role, string Name)[] FalseOrigin =
        [(WktRole.FalseEasting, "false_easting"), (WktRole.FalseNorthing, "false_northing")];

    /// <summary>Of maps of the world.</summary>
    public static IReadOnlyList<(WktRole Role, string Name)> Meridian { get; } = [(WktRole.Longitude, "central_meridian"), .. FalseOrigin];

    public static IReadOnlyList<(WktRole Role, string Name)> Origin { get; } = [(WktRole.Latitude, "latitude_of_origin"), .. Meridian];

    public static IReadOnlyList<(WktRole Role, string Name)> ScaledOrigin { get; } = [.. Origin, (WktRole.Scale, "scale_factor")];

    /// <summary>Of a polar or a world map true at a parallel that the class takes for its origin.</summary>
    public static IReadOnlyList<(WktRole Role, string Name)> ParallelAsOrigin { get; } =
        [(WktRole.Parallel1, "latitude_of_origin"), .. Meridian];

    public static IReadOnlyList<(WktRole Role, string Name)> TrueParallel { get; } =
        [.. Meridian, (WktRole.Parallel1, "standard_parallel_1")];

    public static IReadOnlyList<(WktRole Role, string Name)> OriginAndParallel { get; } =
        [.. Origin, (WktRole.Parallel1, "standard_parallel_1")];

    public static IReadOnlyList<(WktRole Role, string Name)> Conic { get; } =
        [.. OriginAndParallel, (WktRole.Parallel2, "standard_parallel_2")];

    public static IReadOnlyList<(WktRole Role, string Name)> ScaledConic { get; } = [.. Conic, (WktRole.Scale, "scale_factor")];

    public static IReadOnlyList<(WktRole Role, string Name)> Center { get; } =
        [(WktRole.Latitude, "latitude_of_center"), (WktRole.Longitude, "longitude_of_center"), .. FalseOrigin];

    /// <summary>Of an oblique line through the centre.</summary>
    public static IReadOnlyList<(WktRole Role, string Name)> Line { get; } =
        [.. Center, (WktRole.Azimuth, "azimuth"), (WktRole.Scale, "scale_factor")];

    public static IReadOnlyList<(WktRole Role, string Name)> GridLine { get; } = [.. Line, (WktRole.GridAngle, "rectified_grid_angle")];

    public static IReadOnlyList<(WktRole Role, string Name)> TwoPoints { get; } =
    [
        (WktRole.Latitude1, "latitude_of_point_1"), (WktRole.Longitude1, "longitude_of_point_1"),
        (WktRole.Latitude2, "latitude_of_point_2"), (WktRole.Longitude2, "longitude_of_point_2"), .. FalseOrigin,
    ];

    public static IReadOnlyList<(WktRole Role, string Name)> Krovak { get; } =
    [
        (WktRole.Latitude, "latitude_of_center"), (WktRole.Longitude, "central_meridian"), (WktRole.Azimuth, "azimuth"),
        (WktRole.PseudoParallel, "pseudo_standard_parallel_1"), (WktRole.Scale, "scale_factor"), .. FalseOrigin,
    ];
}
