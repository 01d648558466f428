using static GpServer.Core.Spatial.WktParameterSets;

namespace GpServer.Core.Spatial;

/// <summary>
/// The methods of national grids, of regions and of the poles. Codes and names: EPSG Geodetic Parameter Dataset and Guidance Note 7-2; the
/// other names are those of Esri and GDAL.
/// </summary>
static class WktRegionalMethods
{
    public static IReadOnlyList<WktMethod> All { get; } =
    [
        new("Transverse_Mercator", "Transverse Mercator", ScaledOrigin)
        {
            Codes = [9807, 1111],
            Names = ["Transverse_Mercator_Complex", "Gauss_Kruger", "Transverse Mercator 3D"],
        },
        new("Transverse_Mercator", "Transverse Mercator (South Orientated)", ScaledOrigin)
        {
            Codes = [9808], Axes = WktAxes.WestSouth, Finish = WktFinish.SouthOrientated,
        },
        new("Transverse_Mercator_Zoned_Grid_System", "Transverse Mercator Zoned Grid System",
        [
            .. Origin.Where(taken => taken.Role != WktRole.Longitude), (WktRole.InitialLongitude, "initial_longitude"),
            (WktRole.ZoneWidth, "zone_width"), (WktRole.Scale, "scale_factor"),
        ])
        {
            Codes = [9824],
        },
        new("Lambert_Conformal_Conic_2SP", "Lambert Conic Conformal (2SP)", ScaledConic)
        {
            Codes = [9802, 9801, 1051],
            Names =
            [
                "Lambert_Conformal_Conic", "Lambert_Conformal_Conic_2SP", "Lambert_Conformal_Conic_1SP", "Lambert Conic Conformal (1SP)",
                "Lambert Conic Conformal (2SP Michigan)", "Lambert_Conformal_Conic_2SP_Michigan",
            ],
            Finish = WktFinish.LambertConformalConic,
        },
        new("Lambert_Conformal_Conic_2SP", "Lambert Conic Conformal (2SP Belgium)", Conic)
        {
            Codes = [9803], Names = ["Lambert_Conformal_Conic_2SP_Belgium"], Finish = WktFinish.BelgianConic,
        },
        new("Lambert_Conformal_Conic_2SP", "Lambert Conic Conformal (1SP variant B)", ScaledConic)
        {
            Codes = [1102],
            Roles = new Dictionary<string, WktRole> { ["latitudeofnaturalorigin"] = WktRole.Parallel1 },
            Finish = WktFinish.LambertConformalConic,
        },
        new("Lambert_Conic_Conformal_(West_Orientated)", "Lambert Conic Conformal (West Orientated)", ScaledOrigin)
        {
            Codes = [9826], Axes = WktAxes.NorthWest,
        },
        new("Lambert_Conic_Near-Conformal", "Lambert Conic Near-Conformal", ScaledOrigin) { Codes = [9817] },
        new("Albers_Conic_Equal_Area", "Albers Equal Area", Conic)
        {
            Codes = [9822], Names = ["Albers", "Albers_Conic_Equal_Area"], Finish = WktFinish.Albers,
        },
        new("Lambert_Azimuthal_Equal_Area", "Lambert Azimuthal Equal Area", Origin)
        {
            Codes = [9820, 1027, 9821], Names = ["Lambert Azimuthal Equal Area (Spherical)"], Finish = WktFinish.AlmostSphere,
        },
        new("Oblique_Stereographic", "Oblique Stereographic", ScaledOrigin) { Codes = [9809], Names = ["Double_Stereographic"] },
        new("Stereographic", "Stereographic", ScaledOrigin) { Finish = WktFinish.Stereographic },
        new("Polar_Stereographic", "Polar Stereographic (variant A)", ScaledOrigin) { Codes = [9810], Finish = WktFinish.PolarVariantA },
        new("Polar_Stereographic", "Polar Stereographic (variant B)", ParallelAsOrigin)
        {
            Codes = [9829], Finish = WktFinish.PolarVariantB,
        },
        new("Polar_Stereographic", "Stereographic_North_Pole", ParallelAsOrigin) { Finish = WktFinish.StereographicNorthPole },
        new("Polar_Stereographic", "Stereographic_South_Pole", ParallelAsOrigin) { Finish = WktFinish.StereographicSouthPole },
        new("Polar_Stereographic", "Polar_Stereographic", [.. ScaledOrigin, (WktRole.Parallel1, "standard_parallel_1")])
        {
            Finish = WktFinish.PolarStereographic,
        },
        new("Polar_Stereographic_(variant_C)", "Polar Stereographic (variant C)", ParallelAsOrigin)
        {
            Codes = [9830], Finish = WktFinish.PolarVariantB,
        },
        new("Oblique_Mercator", "Hotine Oblique Mercator (variant A)", GridLine)
        {
            Codes = [9812],
            Names =
            [
                "Hotine_Oblique_Mercator", "Hotine_Oblique_Mercator_Azimuth_Natural_Origin", "Rectified_Skew_Orthomorphic_Natural_Origin",
                "Rectified_Skew_Orthomorphic",
            ],
            Finish = WktFinish.ObliqueMercator,
        },
        new("Hotine_Oblique_Mercator_Azimuth_Center", "Hotine Oblique Mercator (variant B)", GridLine)
        {
            Codes = [9815],
            Names = ["Oblique_Mercator", "Hotine_Oblique_Mercator_Azimuth_Center", "Rectified_Skew_Orthomorphic_Center"],
            Finish = WktFinish.ObliqueMercator,
        },
        new("Hotine_Oblique_Mercator_Azimuth_Center", "Swiss Oblique Cylindrical", GridLine)
        {
            Codes = [9814], Names = ["Swiss_Oblique_Mercator"], Finish = WktFinish.SwissObliqueMercator,
        },
        new("Hotine_Oblique_Mercator_Two_Point_Natural_Origin", "Hotine Oblique Mercator Two Point Natural Origin",
            [(WktRole.Latitude, "latitude_of_center"), .. TwoPoints, (WktRole.Scale, "scale_factor")]),
        new("Laborde_Oblique_Mercator", "Laborde Oblique Mercator", Line) { Codes = [9813] },
        new("Cassini_Soldner", "Cassini-Soldner", Origin) { Codes = [9806], Names = ["Cassini"] },
        new("Hyperbolic_Cassini_Soldner", "Hyperbolic Cassini-Soldner", Origin) { Codes = [9833] },
        new("Polyconic", "American Polyconic", Origin) { Codes = [9818], Names = ["Polyconic"] },
        new("Krovak", "Krovak", Krovak)
        {
            Codes = [9819], Axes = WktAxes.SouthWest, IsTurnedByAxes = true, Finish = WktFinish.Krovak,
        },
        new("Krovak", "Krovak (North Orientated)", Krovak) { Codes = [1041], Finish = WktFinish.Krovak },
        new("Krovak_Modified", "Krovak Modified", Krovak) { Codes = [1042], Axes = WktAxes.SouthWest, Finish = WktFinish.Krovak },
        new("Krovak_Modified_(North_Orientated)", "Krovak Modified (North Orientated)", Krovak)
        {
            Codes = [1043], Finish = WktFinish.Krovak,
        },
        new("Bonne", "Bonne", Origin) { Codes = [9827], Finish = WktFinish.ParallelIsOrigin },
        new("Bonne_(South_Orientated)", "Bonne (South Orientated)", Origin)
        {
            Codes = [9828], Axes = WktAxes.SouthWest, Finish = WktFinish.ParallelIsOrigin,
        },
        new("IGAC_Plano_Cartesiano", "Colombia Urban", [.. Origin, (WktRole.Height, "projection_plane_origin_height")])
        {
            Codes = [1052], Names = ["IGAC_Plano_Cartesiano"],
        },
        new("New_Zealand_Map_Grid", "New Zealand Map Grid", Origin) { Codes = [9811] },
        new("Guam_Projection", "Guam Projection", Origin) { Codes = [9831] },
        new("Tunisia_Mapping_Grid", "Tunisia Mining Grid", Origin) { Codes = [9816], Names = ["Tunisia_Mapping_Grid"] },
        new("Local", "Local", Line),
    ];
}
