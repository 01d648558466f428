using GpServer.Core.Spatial;
using static GpServer.Core.Tests.Spatial.References.WellKnownTexts;

namespace GpServer.Core.Tests.Spatial.References;

public sealed class WellKnownTextMethodTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    [Theory]
    [InlineData("Gauss_Kruger", "Transverse_Mercator")]
    [InlineData("Albers", "Albers_Conic_Equal_Area", "\"Standard_Parallel_1\",40")]
    [InlineData("Double_Stereographic", "Oblique_Stereographic")]
    [InlineData("Cassini", "Cassini_Soldner")]
    [InlineData("Plate_Carree", "Equirectangular")]
    [InlineData("Equidistant_Cylindrical", "Equirectangular")]
    [InlineData("Equidistant_Cylindrical_Ellipsoidal", "Equidistant_Cylindrical_Ellipsoidal")]
    [InlineData("Stereographic", "Stereographic")]
    [InlineData("Stereographic", "Polar_Stereographic", "\"Latitude_Of_Origin\",-90")]
    [InlineData("Polar_Stereographic_Variant_C", "Polar_Stereographic_(variant_C)", "\"Standard_Parallel_1\",-67")]
    [InlineData("Hotine_Oblique_Mercator", "Oblique_Mercator")]
    [InlineData("Hotine_Oblique_Mercator_Azimuth_Natural_Origin", "Oblique_Mercator")]
    [InlineData("Rectified_Skew_Orthomorphic_Natural_Origin", "Oblique_Mercator")]
    [InlineData("Hotine_Oblique_Mercator_Azimuth_Center", "Hotine_Oblique_Mercator_Azimuth_Center")]
    [InlineData("Rectified_Skew_Orthomorphic_Center", "Hotine_Oblique_Mercator_Azimuth_Center")]
    [InlineData("Van_der_Grinten_I", "VanDerGrinten")]
    [InlineData("Goode_Homolosine", "Interrupted_Goode_Homolosine", "\"Option\",1")]
    [InlineData("Goode_Homolosine", "Goode_Homolosine", "\"Option\",2")]
    [InlineData("Goode_Homolosine", "Goode_Homolosine")]
    [InlineData("Orthographic", "Orthographic")]
    [InlineData("Geostationary_Satellite", "Geostationary_Satellite", "\"Height\",35786023")]
    [InlineData("Geostationary_Satellite", "Geostationary_Satellite_(Sweep_X)", "\"Option\",1")]
    [InlineData("Winkel_Tripel", "Winkel_Tripel", "\"Standard_Parallel_1\",50.467")]
    [InlineData("IGAC_Plano_Cartesiano", "IGAC_Plano_Cartesiano", "\"Height\",100")]
    [InlineData("Mercator_Auxiliary_Sphere", "Popular_Visualisation_Pseudo-Mercator", "\"Auxiliary_Sphere_Type\",0")]
    [InlineData("Mercator_Auxiliary_Sphere", "Mercator_1SP", "\"Auxiliary_Sphere_Type\",1")]
    public void Names_in_version_1_lead_to_the_classes(string method, string className, string? parameter = null) =>
        Read(Custom("Ours", method, parameter is null ? "" : $"PARAMETER[{parameter}],")).ClassName.ShouldBe(className);

    [Theory]
    [InlineData("Transverse Mercator", 9807, "Transverse_Mercator")]
    [InlineData("Lambert Conic Conformal (West Orientated)", 9826, "Lambert_Conic_Conformal_(West_Orientated)")]
    [InlineData("Equidistant Cylindrical", 1028, "Equidistant_Cylindrical_Ellipsoidal")]
    [InlineData("Orthographic", 9840, "Orthographic_(Ellipsoidal)")]
    [InlineData("Equidistant Cylindrical (Spherical)", 1029, "Equirectangular")]
    [InlineData("Hotine Oblique Mercator (variant A)", 9812, "Oblique_Mercator")]
    [InlineData("Hotine Oblique Mercator (variant B)", 9815, "Hotine_Oblique_Mercator_Azimuth_Center")]
    [InlineData("Modified Azimuthal Equidistant", 9832, "Azimuthal_Equidistant")]
    [InlineData("Lambert Cylindrical Equal Area (Spherical)", 9834, "Cylindrical_Equal_Area")]
    [InlineData("Krovak (North Orientated)", 1041, "Krovak")]
    [InlineData("Bonne (South Orientated)", 9828, "Bonne_(South_Orientated)")]
    [InlineData("Colombia Urban", 1052, "IGAC_Plano_Cartesiano")]
    [InlineData("Equal Earth", 1078, "Equal_Earth")]
    [InlineData("Interrupted Goode Homolosine Ocean", 0, "Goode_Homolosine")]
    [InlineData("Van Der Grinten", 0, "VanDerGrinten")]
    public void Names_and_codes_in_version_2_lead_to_the_classes(string method, int code, string className)
    {
        Read(Version2($"METHOD[\"{method}\"]", "")).ClassName.ShouldBe(className);
        if (code > 0)
        {
            Read(Version2($"METHOD[\"a new name\",ID[\"EPSG\",{code}]]", "")).ClassName.ShouldBe(className);
        }
    }

    [Fact]
    public void Parameters_in_version_2_are_known_by_name_or_by_code()
    {
        const string named = "PARAMETER[\"Latitude of false origin\",40],"
            + "PARAMETER[\"Easting at false origin\",7,LENGTHUNIT[\"kilometre\",1000]]";
        const string coded = "PARAMETER[\"a\",40,ID[\"EPSG\",8821]],PARAMETER[\"b\",7000,ID[\"EPSG\",8826]]";

        foreach (var parameters in new[] { named, coded })
        {
            var read = Read(Version2("METHOD[\"Tunisia Mining Grid\"]", parameters));
            read.Value("latitude_of_origin").ShouldBe(40);
            read.Value("false_easting").ShouldBe(7000);
        }
    }

    [Theory]
    [InlineData("Stereographic_North_Pole", "\"Standard_Parallel_1\",71", 71)]
    [InlineData("Stereographic_South_Pole", "\"Standard_Parallel_1\",-71", -71)]
    [InlineData("Stereographic_South_Pole", "\"Central_Meridian\",0", -90)]
    [InlineData("Polar_Stereographic", "\"latitude_of_origin\",-71", -71)]
    [InlineData("Polar_Stereographic", "\"latitude_of_origin\",-71],PARAMETER[\"scale_factor\",1", -71)]
    [InlineData("Polar_Stereographic", "\"latitude_of_origin\",90],PARAMETER[\"scale_factor\",0.994", 90)]
    [InlineData("Polar_Stereographic_Variant_B", "\"Standard_Parallel_1\",-65],PARAMETER[\"Longitude_Of_Origin\",10", -65)]
    [InlineData("Bonne", "\"Standard_Parallel_1\",60", 60)]
    [InlineData("Loximuthal", "\"Central_Parallel\",40", 40)]
    public void What_a_class_takes_for_its_origin_may_have_another_name(string method, string parameters, double latitude)
    {
        var read = Read(Custom("Ours", method, $"PARAMETER[{parameters}],"));

        read.Value("latitude_of_origin").ShouldBe(latitude);
        read.Value("scale_factor", 1).ShouldBe(parameters.Contains("0.994", StringComparison.Ordinal) ? 0.994 : 1);
    }

    [Fact]
    public void A_scale_of_a_cone_enlarges_the_ellipsoid_that_is_projected()
    {
        const string parameters = "PARAMETER[\"latitude_of_origin\",40],PARAMETER[\"scale_factor\",0.5],";

        var read = Read(Custom("Ours", "Lambert_Conformal_Conic_1SP", parameters));

        read.Value("standard_parallel_1").ShouldBe(40);
        read.Value("standard_parallel_2").ShouldBe(40);
        read.Value("semi_major").ShouldBe(6378137 / 2.0);
    }

    [Fact]
    public void A_cone_in_one_parallel_may_have_its_origin_elsewhere()
    {
        const string parameters = "PARAMETER[\"Latitude of natural origin\",40],PARAMETER[\"Latitude of false origin\",30]";

        var read = Read(Version2("METHOD[\"Lambert Conic Conformal (1SP variant B)\",ID[\"EPSG\",1102]]", parameters));

        read.Value("latitude_of_origin").ShouldBe(30);
        read.Value("standard_parallel_1").ShouldBe(40);
    }

    [Fact]
    public void The_Belgian_cone_is_turned_as_EPSG_has_it()
    {
        const string parameters = """
            PARAMETER["latitude_of_origin",90],PARAMETER["central_meridian",4.356939722],PARAMETER["standard_parallel_1",49.83333333],
            PARAMETER["standard_parallel_2",51.16666667],PARAMETER["false_easting",150000.01256],PARAMETER["false_northing",5400088.4378],
            """;
        var text = Custom("Ours", "Lambert_Conformal_Conic_2SP_Belgium", parameters)
            .Replace("6378137.0,298.257223563", "6378388,297", StringComparison.Ordinal);

        // Guidance Note 7-2, 3.1.1.3.
        var (x, y) = Project(References.FromWkt(text), 5 + (48 / 60.0) + (26.533 / 3600), 50 + (40 / 60.0) + (46.461 / 3600));

        x.ShouldBe(251763.20, 0.02);
        y.ShouldBe(153034.13, 0.02);
    }

    [Fact]
    public void The_Swiss_method_is_an_oblique_Mercator_of_90_degrees()
    {
        const string parameters = "PARAMETER[\"latitude_of_center\",46.9524055555556],PARAMETER[\"central_meridian\",7.43958333333333],"
            + "PARAMETER[\"false_easting\",2600000],PARAMETER[\"false_northing\",1200000],";
        var text = Custom("Ours", "Swiss_Oblique_Cylindrical", parameters)
            .Replace("6378137.0,298.257223563", "6377397.155,299.1528128", StringComparison.Ordinal);

        var (x, y) = Project(References.FromWkt(text), 8.5, 47.4);

        var (knownX, knownY) = Project(References.Get(2056), 8.5, 47.4);
        x.ShouldBe(knownX, 1e-4);
        y.ShouldBe(knownY, 1e-4);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("AXIS[\"x\",EAST],AXIS[\"y\",NORTH],", false)]
    [InlineData("AXIS[\"x\",SOUTH],AXIS[\"y\",WEST],", true)]
    [InlineData("PARAMETER[\"X_Scale\",-1],PARAMETER[\"Y_Scale\",1],PARAMETER[\"XY_Plane_Rotation\",90],", false)]
    [InlineData("PARAMETER[\"X_Scale\",1],PARAMETER[\"Y_Scale\",1],PARAMETER[\"XY_Plane_Rotation\",0],", true)]
    public void Krovak_is_southing_and_westing_unless_the_text_turns_it(string elements, bool isSouthWest) =>
        References.FromWkt(Custom("Ours", "Krovak", elements)).System.SouthWest.ShouldBe(isSouthWest);

    [Fact]
    public void Axes_towards_south_and_west_are_kept_for_other_methods() => References.FromWkt(
        Custom("Ours", "Cassini_Soldner", "AXIS[\"x\",SOUTH],AXIS[\"y\",WEST],")).System.SouthWest.ShouldBeTrue();

    [Theory]
    [InlineData(1, 6356752.314245)]
    [InlineData(2, 6371007.1809)]
    public void Auxiliary_spheres_have_their_own_radius(int type, double radius) => Project(
        References.FromWkt(Custom("Ours", "Mercator_Auxiliary_Sphere", $"PARAMETER[\"Auxiliary_Sphere_Type\",{type}],")), 45, 0)
        .X.ShouldBe(radius * Math.PI / 4, 0.001);

    [Fact]
    public void Longitudes_count_from_the_zero_meridian_and_angles_have_the_unit_of_the_base()
    {
        var text = Custom("Ours", "Transverse_Mercator", "PARAMETER[\"Central_Meridian\",10],PARAMETER[\"Latitude_Of_Origin\",50],")
            .Replace("\"Greenwich\",0.0", "\"Paris\",2.5969213", StringComparison.Ordinal)
            .Replace("\"Degree\",0.0174532925199433", "\"grad\",0.01570796326794897", StringComparison.Ordinal);

        var read = Read(text);

        read.Value("central_meridian").ShouldBe(9 + 2.33722917, 1e-9);
        read.Value("latitude_of_origin").ShouldBe(45, 1e-9);
    }

    static ProjectionDefinition Read(string text) => References.FromWkt(text).System.Projection!;

    static (double X, double Y) Project(SpatialReference target, double longitude, double latitude)
    {
        double[] xs = [longitude];
        double[] ys = [latitude];
        References.Transform(target.Geographic, target).Apply(xs, ys).ShouldBe(0);
        return (xs[0], ys[0]);
    }

    static string Version2(string method, string parameters) =>
        "PROJCRS[\"Ours\",BASEGEOGCRS[\"WGS 84\",DATUM[\"World Geodetic System 1984\",ELLIPSOID[\"WGS 84\",6378137,298.257223563]]],"
        + $"CONVERSION[\"c\",{method}{(parameters.Length == 0 ? "" : ",")}{parameters}],CS[Cartesian,2],LENGTHUNIT[\"metre\",1]]";
}
