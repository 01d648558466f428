using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.MapProjections;

/// <summary>Methods that PROJ 9.1.1 does not compute, by what they have in common with others.</summary>
public sealed class RelatedProjectionTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    [Fact]
    public void West_orientated_is_the_plain_cone_with_the_other_x()
    {
        var west = Forward(References.Get(2218).System.Projection!, -26, 71);
        var plain = References.Get(2218).System.Projection! with { ClassName = "Lambert_Conformal_Conic_2SP" };

        west.ShouldBe((-Forward(plain, -26, 71).X, Forward(plain, -26, 71).Y));
        west.X.ShouldBeInRange(71_000, 73_000);
    }

    [Fact]
    public void Bonne_south_orientated_gives_southing_and_westing()
    {
        var (south, west) = Apply(2963, -8, 40);
        var plain = Forward(References.Get(2963).System.Projection! with { ClassName = "Bonne" }, -8, 40);

        (south, west).ShouldBe((-plain.Y, -plain.X));
        south.ShouldBeInRange(-37_100, -36_900);
        west.ShouldBeInRange(-11_300, -11_200);

        static (double X, double Y) Apply(int wkid, double longitude, double latitude)
        {
            double[] xs = [longitude];
            double[] ys = [latitude];
            var system = References.Get(wkid);
            References.Transform(system.Geographic, system).Apply(xs, ys);
            return (xs[0], ys[0]);
        }
    }

    [Fact]
    public void Krovak_modified_southing_and_westing_are_those_of_the_north_orientated_form()
    {
        double[] xs = [16.85];
        double[] ys = [50.2];
        References.Transform(References.Get(5224).Geographic, References.Get(5224)).Apply(xs, ys);
        var north = Forward(References.Get(5225).System.Projection!, 16.85, 50.2);

        xs[0].ShouldBe(-north.Y, 1e-6);
        ys[0].ShouldBe(-north.X, 1e-6);
        xs[0].ShouldBeInRange(6_000_000, 6_200_000);
    }

    [Theory]
    [InlineData(-179.9, 10, 1, 32601)]
    [InlineData(9, 53, 32, 32632)]
    [InlineData(14.9, 53, 33, 32633)]
    [InlineData(179.9, 80, 60, 32660)]
    public void Zones_of_the_grid_system_are_those_of_UTM(double longitude, double latitude, int zone, int wkid)
    {
        var grid = Forward(References.Get(32600).System.Projection!, longitude, latitude);
        var utm = Forward(References.Get(wkid).System.Projection!, longitude, latitude);

        grid.X.ShouldBe(utm.X + (zone * 1e6), 1e-6);
        grid.Y.ShouldBe(utm.Y, 1e-6);
    }

    [Fact]
    public void The_middle_of_a_zone_comes_back_and_what_is_beyond_its_edge_does_not()
    {
        var projection = Projections.For(References.Get(32600))!;
        double[] xs = [32_500_000, 32_900_000, 61_500_000, 500_000];
        double[] ys = [5_000_000, 5_000_000, 5_000_000, 5_000_000];

        projection.Inverse(xs, ys);

        double.RadiansToDegrees(xs[0]).ShouldBe(9, 1e-12);
        xs[1..].ShouldAllBe(x => double.IsNaN(x));
    }

    [Fact]
    public void On_the_sphere_the_line_through_two_points_is_the_great_circle_from_the_equator()
    {
        var start = Forward(References.Get(53025).System.Projection!, 0, 0);
        var end = Forward(References.Get(53025).System.Projection!, 60, 60);

        // The first point lies on the equator, where the natural origin is; the other 75.5° from it: cos = 1/2 · 1/2.
        double.Hypot(start.X, start.Y).ShouldBe(0, 1e-6);
        double.Hypot(end.X, end.Y).ShouldBe(6371000 * Math.Acos(0.25), 1e-6);
    }

    [Fact]
    public void Tunisias_grid_has_another_step_north_of_its_origin_than_south()
    {
        var definition = References.Get(22300).System.Projection!;
        var (longitude, latitude) = (definition.Value("central_meridian"), definition.Value("latitude_of_origin"));

        // A grad is 0.9°.
        Forward(definition, longitude, latitude + 0.9).Y.ShouldBe(360 + (1 / 0.010015), 1e-9);
        Forward(definition, longitude, latitude - 0.9).Y.ShouldBe(360 - (1 / 0.01002), 1e-9);
        Forward(definition, longitude + 0.9, latitude).X.ShouldBe(270 + (1 / 0.012185), 1e-9);
    }

    [Fact]
    public void The_local_map_is_the_ellipsoidal_orthographic_one_turned_and_scaled()
    {
        // EPSG Guidance Note 7-2, example of method 9840.
        var parameters = new Dictionary<string, double> { ["latitude_of_origin"] = 55, ["central_meridian"] = 5 };
        var definition = new ProjectionDefinition("Orthographic", "Orthographic_(Ellipsoidal)", Ellipsoid.Wgs84, 1, parameters);
        var plain = Forward(definition, 2.12955, 53.8093944444444);
        plain.X.ShouldBe(-189011.711, 0.001);
        plain.Y.ShouldBe(-128640.567, 0.001);

        var turned = Forward(
            definition with { Parameters = new Dictionary<string, double>(parameters) { ["azimuth"] = 90, ["scale_factor"] = 2 } },
            2.12955,
            53.8093944444444);

        // An y axis to the east: what is east is up, and what is north to the left.
        turned.X.ShouldBe(-2 * plain.Y, 1e-6);
        turned.Y.ShouldBe(2 * plain.X, 1e-6);
    }

    [Fact]
    public void The_satellite_that_sweeps_x_sees_the_same_rim_turned()
    {
        var meteosat = References.Get(102498).System.Projection! with { Ellipsoid = new Ellipsoid(6378137, 0) };
        var goes = meteosat with { ClassName = "Geostationary_Satellite_(Sweep_X)" };

        // On a sphere seen from above its equator the two scans change places with the two axes.
        var (x, y) = Forward(meteosat, -45, 0);
        Forward(goes, -45, 0).ShouldBe((x, y));
        var (northX, northY) = Forward(meteosat, -75, 30);
        northX.ShouldBe(0, 1e-6);
        northY.ShouldBe(x, 1e-6);
    }

    static (double X, double Y) Forward(ProjectionDefinition definition, double longitude, double latitude)
    {
        double[] xs = [double.DegreesToRadians(longitude)];
        double[] ys = [double.DegreesToRadians(latitude)];
        RegionalProjections.Factories[definition.ClassName](definition).Forward(xs, ys);
        return (xs[0], ys[0]);
    }
}
