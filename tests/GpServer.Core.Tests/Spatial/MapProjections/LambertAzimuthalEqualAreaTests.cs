using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.MapProjections;

public sealed class LambertAzimuthalEqualAreaTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    [Fact]
    public void The_ellipsoidal_form_gives_the_published_example()
    {
        // EPSG Guidance Note 7-2: ETRS89 / ETRS-LAEA, 50°N 5°E.
        double[] xs = [5];
        double[] ys = [50];

        References.Transform(References.Get(4258), References.Get(3035)).Apply(xs, ys);

        xs[0].ShouldBe(3962799.45, 0.005);
        ys[0].ShouldBe(2999718.85, 0.005);
    }

    [Theory]
    [InlineData(3035, 10, 52)]
    [InlineData(2163, -100, 45)]
    [InlineData(6931, 0, 90)]
    [InlineData(6932, 0, -90)]
    public void The_centre_comes_back(int wkid, double longitude, double latitude)
    {
        var system = References.Get(wkid);
        double[] xs = [system.System.Projection!.Value("false_easting")];
        double[] ys = [system.System.Projection!.Value("false_northing")];

        References.Transform(system, system.Geographic).Apply(xs, ys).ShouldBe(0);

        ys[0].ShouldBe(latitude, 1e-12);
        (Math.Cos(ys[0] * Math.PI / 180) * (xs[0] - longitude)).ShouldBe(0, 1e-12);
    }

    [Fact]
    public void The_map_of_an_ellipsoid_keeps_areas()
    {
        // A cell of the graticule, small enough to be flat, against the area element of the ellipsoid.
        var (step, latitude, e2) = (1e-4, 70.0, new Ellipsoid(6378137, 1 / 298.257222101).EccentricitySquared);
        double[] xs = [30 - step, 30 + step, 30, 30];
        double[] ys = [latitude, latitude, latitude - step, latitude + step];

        References.Transform(References.Get(4258), References.Get(3035)).Apply(xs, ys);

        var (sin, cos) = Math.SinCos(latitude * Math.PI / 180);
        var w2 = 1 - (e2 * sin * sin);
        var expected = 6378137.0 * 6378137 * (1 - e2) * cos / (w2 * w2) * Math.Pow(2 * step * Math.PI / 180, 2);
        var area = ((xs[1] - xs[0]) * (ys[3] - ys[2])) - ((xs[3] - xs[2]) * (ys[1] - ys[0]));
        (area / expected).ShouldBe(1, 1e-7);
    }

    [Fact]
    public void What_lies_beyond_the_rim_of_the_map_is_outside()
    {
        double[] xs = [4_321_000 + 12_800_000];
        double[] ys = [3_210_000];

        References.Transform(References.Get(3035), References.Get(4258)).Apply(xs, ys).ShouldBe(1);
    }
}
