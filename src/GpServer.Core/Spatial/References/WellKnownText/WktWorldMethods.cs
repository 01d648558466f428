using static GpServer.Core.Spatial.WktParameterSets;

namespace GpServer.Core.Spatial;

/// <summary>
/// The methods of maps of the world and of views from space. Codes and names: EPSG Geodetic Parameter Dataset and Guidance Note 7-2; the
/// other names are those of Esri and GDAL.
/// </summary>
static class WktWorldMethods
{
    public static IReadOnlyList<WktMethod> All { get; } =
    [
        new("Popular_Visualisation_Pseudo-Mercator", "Popular Visualisation Pseudo Mercator", Origin)
        {
            Codes = [1024], Names = ["Mercator_Auxiliary_Sphere"], Finish = WktFinish.PseudoMercator,
        },
        new("Mercator_1SP", "Mercator (variant A)", ScaledOrigin)
        {
            Codes = [9804, 9841, 1026, 9805],
            Names =
            [
                "Mercator", "Mercator_1SP", "Mercator_2SP", "Mercator (variant B)", "Mercator (variant C)", "Mercator (1SP) (Spherical)",
                "Mercator (Spherical)",
            ],
            Finish = WktFinish.Mercator,
        },
        new("Equidistant_Cylindrical_Ellipsoidal", "Equidistant Cylindrical", OriginAndParallel)
        {
            Codes = [1028, 9842], Names = ["Equidistant_Cylindrical_Ellipsoidal"],
        },
        new("Equirectangular", "Equidistant Cylindrical (Spherical)", OriginAndParallel) { Codes = [1029, 9823] },
        // Esri computes these by the spherical formulas on any ellipsoid, and GDAL writes them for EPSG's ellipsoidal method too.
        new("Equirectangular", "Equidistant Cylindrical (Spherical)", OriginAndParallel)
        {
            Names = ["Equidistant_Cylindrical", "Equirectangular", "Plate_Carree"], AlsoMethod = "Equidistant Cylindrical",
        },
        new("Cylindrical_Equal_Area", "Lambert Cylindrical Equal Area", TrueParallel)
        {
            Codes = [9835, 9834], Names = ["Cylindrical_Equal_Area", "Lambert Cylindrical Equal Area (Spherical)"],
        },
        new("Cylindrical_Equal_Area", "Behrmann", TrueParallel) { Finish = WktFinish.Behrmann },
        new("Equidistant_Conic", "Equidistant Conic", Conic) { Codes = [1119], Finish = WktFinish.Cone },
        new("Azimuthal_Equidistant", "Modified Azimuthal Equidistant", Origin)
        {
            Codes = [9832, 1125], Names = ["Azimuthal_Equidistant"],
        },
        // In version 1 the name is Esri's, which is spherical on any ellipsoid.
        new("Orthographic", "Orthographic (Spherical)", Origin) { Names = ["Orthographic"] },
        new("Orthographic_(Ellipsoidal)", "Orthographic", Origin) { Codes = [9840] },
        new("Gnomonic", "Gnomonic", Origin),
        new("Vertical_Near_Side_Perspective", "Vertical Perspective", [.. Origin, (WktRole.Height, "viewpoint_height")])
        {
            Codes = [9838], Names = ["Vertical_Near_Side_Perspective"],
        },
        new("Geostationary_Satellite", "Geostationary Satellite (Sweep Y)",
            [.. Meridian, (WktRole.Height, "satellite_height"), (WktRole.Option, "option")])
        {
            Names = ["Geostationary_Satellite"], Finish = WktFinish.Geostationary,
        },
        new("Geostationary_Satellite_(Sweep_X)", "Geostationary Satellite (Sweep X)", [.. Meridian, (WktRole.Height, "satellite_height")]),
        new("Sinusoidal", "Sinusoidal", Meridian),
        new("Mollweide", "Mollweide", Meridian),
        new("Robinson", "Robinson", Meridian),
        new("Equal_Earth", "Equal Earth", Meridian) { Codes = [1078] },
        new("Goode_Homolosine", "Goode Homolosine", [.. Meridian, (WktRole.Option, "option")])
        {
            Finish = WktFinish.GoodeHomolosine,
        },
        new("Interrupted_Goode_Homolosine", "Interrupted Goode Homolosine", Meridian),
        new("Goode_Homolosine", "Interrupted Goode Homolosine Ocean", Meridian),
        new("Eckert_I", "Eckert I", Meridian),
        new("Eckert_II", "Eckert II", Meridian),
        new("Eckert_III", "Eckert III", Meridian),
        new("Eckert_IV", "Eckert IV", Meridian),
        new("Eckert_V", "Eckert V", Meridian),
        new("Eckert_VI", "Eckert VI", Meridian),
        new("Wagner_IV", "Wagner IV", Meridian),
        new("Wagner_V", "Wagner V", Meridian),
        new("Wagner_VII", "Wagner VII", Meridian),
        new("Winkel_I", "Winkel I", TrueParallel),
        new("Winkel_II", "Winkel II", TrueParallel),
        new("Winkel_Tripel", "Winkel Tripel", TrueParallel),
        new("Aitoff", "Aitoff", Meridian),
        new("Hammer_Aitoff", "Hammer_Aitoff", Meridian),
        new("VanDerGrinten", "Van Der Grinten", Meridian) { Names = ["Van_der_Grinten_I"] },
        new("Gall_Stereographic", "Gall Stereographic", Meridian),
        new("Miller_Cylindrical", "Miller Cylindrical", Meridian),
        new("Compact_Miller", "Compact Miller", Meridian),
        new("Patterson", "Patterson", Meridian),
        new("Natural_Earth", "Natural Earth", Meridian),
        new("Natural_Earth_II", "Natural Earth II", Meridian),
        new("Times", "Times", Meridian),
        new("Loximuthal", "Loximuthal", Origin),
        new("Quartic_Authalic", "Quartic Authalic", Meridian),
        new("Flat_Polar_Quartic", "Flat Polar Quartic", Meridian) { Names = ["McBryde_Thomas_Flat_Polar_Quartic"] },
        new("Craster_Parabolic", "Craster Parabolic", Meridian),
        new("Tobler_Cylindrical_I", "Tobler_Cylindrical_I", Meridian),
        new("Tobler_Cylindrical_II", "Tobler_Cylindrical_II", Meridian),
        new("Two_Point_Equidistant", "Two Point Equidistant", TwoPoints),
        new("Adams_Square_II", "Adams_Square_II", [.. Line, (WktRole.PlaneRotation, "xy_plane_rotation")]),
        new("Berghaus_Star", "Berghaus_Star", [.. Origin, (WktRole.PlaneRotation, "xy_plane_rotation")]),
        new("Cube", "Cube", [.. Meridian, (WktRole.Option, "option")]),
        new("Fuller", "Fuller", [.. Meridian.Where(taken => taken.Role != WktRole.Longitude), (WktRole.Option, "option")]),
        new("Peirce_Quincuncial", "Peirce Quincuncial (Square)", [.. ScaledOrigin, (WktRole.Option, "option")])
        {
            Names = ["Peirce_Quincuncial"], Finish = WktFinish.PeirceQuincuncial,
        },
        new("Peirce_Quincuncial", "Peirce Quincuncial (Diamond)", ScaledOrigin) { Finish = WktFinish.Diamond },
    ];
}
