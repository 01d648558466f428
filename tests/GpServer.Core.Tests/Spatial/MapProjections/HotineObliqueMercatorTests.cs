using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.MapProjections;

public sealed class HotineObliqueMercatorTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    [Fact]
    public void Variant_B_gives_the_published_example()
    {
        // EPSG Guidance Note 7-2: Timbalai 1948 / RSO Borneo (m), 5°23'14.1129"N 115°48'19.8196"E.
        double[] xs = [115 + (48 / 60.0) + (19.8196 / 3600)];
        double[] ys = [5 + (23 / 60.0) + (14.1129 / 3600)];

        References.Transform(References.Get(4298), References.Get(29873)).Apply(xs, ys);

        xs[0].ShouldBe(679245.73, 0.005);
        ys[0].ShouldBe(596562.78, 0.005);
    }

    [Theory]
    [InlineData(47.144, 90)]
    [InlineData(47.144, 89.9999999)]
    [InlineData(47.144, 90.0000001)]
    [InlineData(-47.144, 90)]
    [InlineData(-18.9, 18.9)]
    [InlineData(4, 323.0257904)]
    [InlineData(4, 120)]
    [InlineData(-4, -150)]
    [InlineData(45, 0)]
    [InlineData(45, 180)]
    [InlineData(0, 90)]
    [InlineData(0, 30)]
    public void The_centre_lies_at_the_false_origin_of_variant_B_and_the_grid_turns_by_the_azimuth(double latitude, double azimuth)
    {
        var projection = new HotineObliqueMercatorProjection(Definition(latitude, azimuth), originAtCenter: true);
        var (center, north) = (double.DegreesToRadians(latitude), double.DegreesToRadians(1e-4));
        double[] xs = [double.DegreesToRadians(20), double.DegreesToRadians(20)];
        double[] ys = [center, center + north];

        projection.Forward(xs, ys);

        // A rectified grid angle equal to the azimuth makes the map's north that of the centre; the scale there is 0.9996.
        xs[0].ShouldBe(500_000, 1e-7);
        ys[0].ShouldBe(0, 1e-7);
        xs[1].ShouldBe(500_000, 1e-3);
        var e2 = Ellipsoid.Wgs84.EccentricitySquared;
        var curvature = 6378137 * (1 - e2) / Math.Pow(1 - (e2 * Math.Sin(center) * Math.Sin(center)), 1.5);
        ys[1].ShouldBe(0.9996 * north * curvature, 1e-4);
    }

    [Theory]
    [InlineData(47.144, 90)]
    [InlineData(0, 90)]
    [InlineData(-30, 130)]
    public void Places_all_over_the_world_come_back(double latitude, double azimuth)
    {
        var projection = new HotineObliqueMercatorProjection(Definition(latitude, azimuth), originAtCenter: false);
        for (var x = -155.0; x < 195; x += 11)
        {
            for (var y = -88.0; y <= 88; y += 11)
            {
                double[] xs = [double.DegreesToRadians(x)];
                double[] ys = [double.DegreesToRadians(y)];
                projection.Forward(xs, ys);
                projection.Inverse(xs, ys);

                ys[0].ShouldBe(double.DegreesToRadians(y), 1e-11);
                (Math.Cos(ys[0]) * Math.IEEERemainder(xs[0] - double.DegreesToRadians(x), Math.Tau)).ShouldBe(0, 1e-11);
            }
        }
    }

    [Theory]
    [InlineData(1e20, 0)]
    [InlineData(0, 1e8)]
    public void Numbers_beyond_the_map_are_outside(double x, double y)
    {
        double[] xs = [x];
        double[] ys = [y];

        References.Transform(References.Get(2056), References.Get(4326)).Apply(xs, ys).ShouldBe(1);
    }

    static ProjectionDefinition Definition(double latitude, double azimuth) => new(
        "Hotine Oblique Mercator",
        "Oblique_Mercator",
        Ellipsoid.Wgs84,
        MetresPerUnit: 1,
        new Dictionary<string, double>
        {
            ["latitude_of_center"] = latitude,
            ["longitude_of_center"] = 20,
            ["azimuth"] = azimuth,
            ["rectified_grid_angle"] = azimuth,
            ["scale_factor"] = 0.9996,
            ["false_easting"] = 500_000,
        });
}
