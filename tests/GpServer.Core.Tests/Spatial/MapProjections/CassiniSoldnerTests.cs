using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.MapProjections;

public sealed class CassiniSoldnerTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    [Fact]
    public void It_gives_the_published_example()
    {
        // EPSG Guidance Note 7-2: Trinidad 1903 / Trinidad Grid, 10°N 62°W, in Clarke's links.
        double[] xs = [-62];
        double[] ys = [10];

        References.Transform(References.Get(4302), References.Get(30200)).Apply(xs, ys);

        xs[0].ShouldBe(66644.94, 0.01);
        ys[0].ShouldBe(82536.22, 0.01);
    }

    [Fact]
    public void It_agrees_with_the_published_series_near_the_central_meridian()
    {
        var projection = new CassiniSoldnerProjection(Definition(Ellipsoid.Wgs84));
        for (var latitude = 5; latitude <= 60; latitude += 5)
        {
            var (phi, lambda) = (double.DegreesToRadians(latitude), double.DegreesToRadians(2));
            double[] xs = [lambda];
            double[] ys = [phi];
            projection.Forward(xs, ys);

            // Guidance Note 7-2 without the arc of the meridian, which the next test measures.
            var e2 = Ellipsoid.Wgs84.EccentricitySquared;
            var nu = 6378137 / Math.Sqrt(1 - (e2 * Math.Sin(phi) * Math.Sin(phi)));
            var (a, t) = (lambda * Math.Cos(phi), Math.Tan(phi) * Math.Tan(phi));
            var c = e2 * Math.Cos(phi) * Math.Cos(phi) / (1 - e2);
            var x = nu * (a - (t * Math.Pow(a, 3) / 6) - ((8 - t + (8 * c)) * t * Math.Pow(a, 5) / 120));
            xs[0].ShouldBe(x, 1e-4);
        }
    }

    [Fact]
    public void The_meridian_has_its_length_to_the_pole_and_beyond()
    {
        var projection = new CassiniSoldnerProjection(Definition(Ellipsoid.Wgs84));
        double[] xs = [0, Math.PI];
        double[] ys = [Math.PI / 2, 0];

        projection.Forward(xs, ys);

        ys[0].ShouldBe(10_001_965.7293, 1e-4);
        ys[1].ShouldBe(2 * 10_001_965.7293, 1e-4);
        xs.ShouldAllBe(x => Math.Abs(x) < 1e-6);
    }

    [Fact]
    public void On_a_sphere_it_is_the_closed_form_all_over_the_world()
    {
        var projection = new CassiniSoldnerProjection(Definition(new Ellipsoid(6371000, 0)));
        for (var longitude = -175; longitude <= 175; longitude += 25)
        {
            for (var latitude = -85; latitude <= 85; latitude += 10)
            {
                var (lambda, phi) = (double.DegreesToRadians(longitude), double.DegreesToRadians(latitude));
                double[] xs = [lambda];
                double[] ys = [phi];
                projection.Forward(xs, ys);

                xs[0].ShouldBe(6371000 * Math.Asin(Math.Cos(phi) * Math.Sin(lambda)), 1e-6);
                ys[0].ShouldBe(6371000 * Math.Atan2(Math.Tan(phi), Math.Cos(lambda)), 1e-6);
                projection.Inverse(xs, ys);
                ys[0].ShouldBe(phi, 1e-12);
                (Math.Cos(phi) * (xs[0] - lambda)).ShouldBe(0, 1e-12);
            }
        }
    }

    static ProjectionDefinition Definition(Ellipsoid ellipsoid) =>
        new("Cassini-Soldner", "Cassini_Soldner", ellipsoid, MetresPerUnit: 1, new Dictionary<string, double>());
}
