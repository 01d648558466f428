using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.MapProjections;

public sealed class BadParameterTests
{
    [Theory]
    [InlineData("Lambert_Conformal_Conic_2SP", "standard_parallel_1 30 standard_parallel_2 -30", "must not be opposite latitudes")]
    [InlineData("Lambert_Conformal_Conic_2SP", "standard_parallel_1 0", "standard_parallel_1 and standard_parallel_2")]
    [InlineData("Lambert_Conformal_Conic_2SP", "standard_parallel_1 30 standard_parallel_2 90", "at a pole")]
    [InlineData("Lambert_Conformal_Conic_2SP", "standard_parallel_1 30 latitude_of_origin -90", "latitude_of_origin")]
    [InlineData("Albers_Conic_Equal_Area", "standard_parallel_1 -20 standard_parallel_2 20", "standard_parallel_1 and standard_parallel_2")]
    [InlineData("Equidistant_Conic", "standard_parallel_1 100 standard_parallel_2 20", "within ±90°")]
    [InlineData("Lambert_Conic_Near-Conformal", "latitude_of_origin 0", "latitude_of_origin")]
    [InlineData("Krovak", "latitude_of_center 49.5 azimuth 30", "pseudo_standard_parallel_1")]
    [InlineData("Bonne", "latitude_of_origin 0", "latitude_of_origin")]
    [InlineData("Polar_Stereographic", "latitude_of_origin 0", "latitude_of_origin")]
    [InlineData("Vertical_Near_Side_Perspective", "viewpoint_height -1", "viewpoint_height")]
    [InlineData("Geostationary_Satellite", "satellite_height 0", "satellite_height")]
    [InlineData("IGAC_Plano_Cartesiano", "latitude_of_origin 90", "latitude_of_origin")]
    [InlineData("New_Zealand_Map_Grid", "latitude_of_origin 41", "latitude_of_origin")]
    [InlineData("Laborde_Oblique_Mercator", "latitude_of_center 90", "latitude_of_center")]
    [InlineData("Two_Point_Equidistant", "latitude_of_point_1 10 latitude_of_point_2 10", "latitude_of_point_1")]
    [InlineData("Transverse_Mercator_Zoned_Grid_System", "zone_width 7", "zone_width")]
    [InlineData("Hotine_Oblique_Mercator_Two_Point_Natural_Origin", "latitude_of_point_1 10 latitude_of_point_2 10", "not be one")]
    [InlineData(
        "Hotine_Oblique_Mercator_Two_Point_Natural_Origin",
        "latitude_of_point_2 10 longitude_of_point_2 90 latitude_of_center 50",
        "does not reach")]
    public void Parameters_that_make_no_map_are_refused_by_name(string className, string parameters, string expected)
    {
        var words = parameters.Split(' ');
        var values = words.Chunk(2).ToDictionary(
            pair => pair[0], pair => double.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture));
        var definition = new ProjectionDefinition("a method", className, Ellipsoid.Wgs84, 1, values);

        Should.Throw<ArgumentException>(() => RegionalProjections.Factories[className](definition)).Message.ShouldContain(expected);
    }

    [Fact]
    public void Axes_among_the_parameters_replace_those_of_the_ellipsoid()
    {
        var plain = new ProjectionDefinition(
            "a method", "Lambert_Conformal_Conic_2SP", Ellipsoid.Wgs84, 1, new Dictionary<string, double> { ["standard_parallel_1"] = 45 });
        var enlarged = plain with
        {
            Parameters = new Dictionary<string, double>
            {
                ["standard_parallel_1"] = 45,
                ["semi_major"] = 2 * 6378137,
                ["semi_minor"] = 2 * Ellipsoid.Wgs84.SemiMinorAxis,
            },
        };
        var scaled = plain with { Parameters = new Dictionary<string, double> { ["standard_parallel_1"] = 45, ["scale_factor"] = 2 } };

        enlarged.ProjectedEllipsoid.Flattening.ShouldBe(Ellipsoid.Wgs84.Flattening, 1e-15);
        Place(enlarged).ShouldBe(2 * Place(plain), 1e-6);
        Place(scaled).ShouldBe(2 * Place(plain), 1e-6);

        static double Place(ProjectionDefinition definition)
        {
            double[] xs = [0.1];
            double[] ys = [0.7];
            Projections.Create(definition).Forward(xs, ys);
            return xs[0] + ys[0];
        }
    }
}
