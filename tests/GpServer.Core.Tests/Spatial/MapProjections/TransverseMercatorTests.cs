using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.MapProjections;

public sealed class TransverseMercatorTests
{
    static readonly ProjectionDefinition Definition = new(
        "Transverse Mercator",
        "Transverse_Mercator",
        Ellipsoid.Wgs84,
        MetresPerUnit: 1,
        new Dictionary<string, double> { ["central_meridian"] = 15, ["scale_factor"] = 0.9996, ["false_easting"] = 500_000 });

    readonly TransverseMercatorProjection projection = new(Definition);

    [Fact]
    public void The_meridian_quadrant_has_its_known_length()
    {
        double[] xs = [Radians(15)];
        double[] ys = [Math.PI / 2];

        projection.Forward(xs, ys);

        // Karney, arXiv:1002.1417: 10,001,965.729 m for WGS 84.
        xs[0].ShouldBe(500_000, 1e-8);
        (ys[0] / 0.9996).ShouldBe(10_001_965.7293, 1e-4);
    }

    [Fact]
    public void Points_up_to_sixty_degrees_from_the_meridian_come_back()
    {
        for (var longitude = -45; longitude <= 75; longitude += 5)
        {
            for (var latitude = -90; latitude <= 90; latitude += 5)
            {
                double[] xs = [Radians(longitude)];
                double[] ys = [Radians(latitude)];
                projection.Forward(xs, ys);
                projection.Inverse(xs, ys);

                ys[0].ShouldBe(Radians(latitude), 1e-10);
                (Math.Cos(ys[0]) * (xs[0] - Radians(longitude))).ShouldBe(0, 1e-10);
            }
        }
    }

    [Fact]
    public void The_map_is_conformal()
    {
        var (step, longitude, latitude) = (1e-5, Radians(25), Radians(40));
        double[] xs = [longitude - step, longitude + step, longitude, longitude];
        double[] ys = [latitude, latitude, latitude - step, latitude + step];

        projection.Forward(xs, ys);

        // Radii of the parallel and of the meridian; a conformal map stretches both alike and keeps the right angle.
        var e2 = Ellipsoid.Wgs84.EccentricitySquared;
        var w = Math.Sqrt(1 - (e2 * Math.Sin(latitude) * Math.Sin(latitude)));
        var (parallel, meridian) = (6378137 * Math.Cos(latitude) / w, 6378137 * (1 - e2) / (w * w * w));
        ((xs[1] - xs[0]) / parallel).ShouldBe((ys[3] - ys[2]) / meridian, 1e-12);
        ((ys[1] - ys[0]) / parallel).ShouldBe(-(xs[3] - xs[2]) / meridian, 1e-12);
    }

    [Theory]
    [InlineData(105, 0)]
    [InlineData(-75, 5)]
    public void Points_near_the_infinite_ends_of_the_map_are_outside(double longitude, double latitude)
    {
        double[] xs = [Radians(longitude)];
        double[] ys = [Radians(latitude)];

        projection.Forward(xs, ys);

        xs[0].ShouldBe(double.NaN);
    }

    static double Radians(double degrees) => double.DegreesToRadians(degrees);

    [Fact]
    public void Far_from_the_central_meridian_a_point_is_outside_or_the_image_of_its_place()
    {
        var references = SpatialReferences.Default;
        var reference = references.Get(25000);
        double[] ys = [.. Enumerable.Range(-100, 201).Select(i => i * 2e5)];
        foreach (var x in new[] { -16_195_680.0, -12e6, 9e6, 16.5e6 })
        {
            var (xs, backYs) = (Enumerable.Repeat(x, ys.Length).ToArray(), ys.ToArray());
            references.Transform(reference, reference.Geographic).Apply(xs, backYs);
            var inside = Enumerable.Range(0, ys.Length).Where(i => !double.IsNaN(xs[i])).ToList();
            references.Transform(reference.Geographic, reference).Apply(xs, backYs);

            inside.ShouldNotBeEmpty();
            inside.Where(i => !(double.Hypot(xs[i] - x, backYs[i] - ys[i]) < 1e-3)).ShouldBeEmpty();
        }
    }
}
