using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.MapProjections;

/// <summary>Examples that are published, follow from the definition of a map, or concern its parts and parameters.</summary>
public sealed class WorldMapExampleTests
{
    const double Radius = 6378137;

    static readonly SpatialReferences References = SpatialReferences.Default;

    [Theory]
    [InlineData(4087)]
    [InlineData(32663)]
    public void The_equidistant_cylindrical_systems_of_EPSG_are_ellipsoidal(int wkid)
    {
        // EPSG Guidance Note 7-2, method 1028: 55° N, 10° E. PROJ 9.1.1 gives the spherical 6122571.99.
        var (x, y) = Place(wkid, 10, 55);

        x.ShouldBe(1113194.91, 0.005);
        y.ShouldBe(6097230.31, 0.005);
    }

    [Fact]
    public void The_plate_carree_of_Esri_is_spherical()
    {
        Place(54001, 10, 55).Y.ShouldBe(Radius * double.DegreesToRadians(55), 1e-6);
    }

    [Fact]
    public void The_tables_of_Robinson_are_met_every_five_degrees()
    {
        // A fifth of the earth's circumference in the table's units, 1.3523 × 0.6176 and 0.8487 × 0.8679 at 50°.
        var (x, y) = Place(54030, 72, -50);

        x.ShouldBe(Radius * 0.8487 * 0.8679 * Math.Tau / 5, 1e-6);
        y.ShouldBe(-Radius * 1.3523 * 0.6176, 1e-6);
    }

    [Theory]
    [InlineData(100, 42.3)]
    [InlineData(-170, -21.15)]
    [InlineData(100, 84.6)]
    [InlineData(-170, -88)]
    public void Between_the_tables_Robinsons_map_is_that_of_PROJ_to_metres(double longitude, double latitude)
    {
        var (x, y) = Place(54030, longitude, latitude);

        var (expectedX, expectedY) = RobinsonByProj(longitude, latitude);
        x.ShouldBe(expectedX, 3);
        y.ShouldBe(expectedY, 3);
    }

    [Fact]
    public void The_ocean_map_of_Spilhaus_has_the_coordinates_of_Esri()
    {
        // https://github.com/OSGeo/PROJ/pull/4402
        var (x, y) = Place(54099, -117.28057438, 41.34837298);

        x.ShouldBe(12421874.60, 0.006);
        y.ShouldBe(-14140625.11, 0.006);
    }

    [Theory]
    [InlineData(54100, 1 / 6.0, 0)]
    [InlineData(54101, 1 / 6.0, 1 / 24.0)]
    public void Toblers_cylindrical_maps_are_the_first_terms_of_Mercators(int wkid, double third, double fifth)
    {
        var (x, y) = Place(wkid, -90, 60);

        var latitude = Math.PI / 3;
        x.ShouldBe(-Radius * Math.PI / 2, 1e-6);
        y.ShouldBe(Radius * (latitude + (third * Math.Pow(latitude, 3)) + (fifth * Math.Pow(latitude, 5))), 1e-6);
    }

    [Fact]
    public void The_sheets_of_the_land_map_are_its_lobes()
    {
        var sheets = Projections.For(References.Get(54052))!.Sheets;

        sheets.Count(sheet => sheet.South == 0).ShouldBe(2);
        sheets.Count(sheet => sheet.North == 0).ShouldBe(4);
        sheets.Sum(sheet => (sheet.East - sheet.West) * (sheet.North - sheet.South)).ShouldBe(Math.Tau * Math.PI, 1e-9);
        sheets.ShouldContain(sheet => Math.Abs(sheet.East - double.DegreesToRadians(-40)) < 1e-12);
    }

    [Theory]
    [InlineData(54009)]
    [InlineData(8859)]
    [InlineData(54098)]
    public void A_map_in_one_piece_is_cut_opposite_its_central_meridian(int wkid)
    {
        var system = References.Get(wkid);

        var sheet = Projections.For(system)!.Sheets.ShouldHaveSingleItem();

        sheet.West.ShouldBe(system.System.Projection!.Radians("central_meridian") - Math.PI, 1e-12);
        (sheet.East - sheet.West).ShouldBe(Math.Tau, 1e-12);
    }

    [Fact]
    public void Both_edges_of_the_sheet_are_on_their_side_of_the_map()
    {
        for (var degrees = -180.0; degrees <= 180; degrees += 0.7)
        {
            var map = WorldProjections.Factories["Mollweide"](Definition("Mollweide", "central_meridian", degrees));
            var sheet = map.Sheets.ShouldHaveSingleItem();
            double[] xs = [sheet.West, sheet.East];

            map.Forward(xs, [0, 0]);

            xs[0].ShouldBe(-2 * Math.Sqrt(2) * Radius, 1e-6);
            xs[1].ShouldBe(2 * Math.Sqrt(2) * Radius, 1e-6);
        }
    }

    [Theory]
    [InlineData("Equirectangular", "standard_parallel_1", 90)]
    [InlineData("Cylindrical_Equal_Area", "standard_parallel_1", -90)]
    [InlineData("Loximuthal", "latitude_of_origin", 90)]
    [InlineData("Peirce_Quincuncial", "latitude_of_origin", -90)]
    [InlineData("Peirce_Quincuncial", "option", 2)]
    [InlineData("Goode_Homolosine", "option", 3)]
    public void Parameters_that_make_no_map_are_refused(string className, string parameter, double value)
    {
        var definition = Definition(className, parameter, value);

        Should.Throw<ArgumentException>(() => WorldProjections.Factories[className](definition));
    }

    [Fact]
    public void Goodes_map_in_one_piece_joins_the_sinusoidal_and_Mollweides()
    {
        var goode = WorldProjections.Factories["Goode_Homolosine"](Definition("Goode_Homolosine", "option", 0));
        double[] xs = [1, 1];
        double[] ys = [0.5, 1.5];

        goode.Forward(xs, ys);

        goode.Sheets.Count.ShouldBe(2);
        xs[0].ShouldBe(Radius * Math.Cos(0.5), 1e-6);
        ys[0].ShouldBe(Radius * 0.5, 1e-6);
        // +proj=goode of PROJ 9.1.1, which moves Mollweide's parallels by 0.0528 radii, 22 m less than makes both maps meet.
        xs[1].ShouldBe(1034353.4234, 1e-4);
        ys[1].ShouldBe(8535743.7527 - 22.4980, 1e-3);
    }

    static (double X, double Y) RobinsonByProj(double longitude, double latitude) => (longitude, latitude) switch
    {
        (100, 42.3) => (8600673.787, 4520247.202),
        (-170, -21.15) => (-15744016.062, -2262035.524),
        (100, 84.6) => (5440496.664, 8397392.122),
        (-170, -88) => (-8782326.187, -8557690.017),
        _ => throw new ArgumentException("Not computed.", nameof(longitude)),
    };

    static ProjectionDefinition Definition(string className, string parameter, double value) => new(
        className, className, new Ellipsoid(Radius, 0), 1, new Dictionary<string, double> { [parameter] = value });

    static (double X, double Y) Place(int wkid, double longitude, double latitude)
    {
        double[] xs = [longitude];
        double[] ys = [latitude];
        References.Transform(References.Wgs84, References.Get(wkid)).Apply(xs, ys);
        return (xs[0], ys[0]);
    }
}
