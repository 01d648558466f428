using GpServer.Core.Spatial;
using GpServer.Core.Spatial.Geodesy;

namespace GpServer.Core.Tests.Spatial.Geodesy;

public sealed class GeodesicTests
{
    const double Micrometre = 1e-6;
    const double MicrometreInDegrees = 1e-11;

    [Fact]
    public void The_direct_problem_agrees_with_the_table_to_a_micrometre()
    {
        foreach (var expected in GeodesicCase.All().Where(row => row.Problem == "direct"))
        {
            var end = expected.Geodesic.Direct(
                expected.Latitude1, expected.Longitude1, expected.Azimuth1, expected.Distance);

            var parallel = Math.Cos(expected.Latitude2 * Math.PI / 180);
            end.Latitude.ShouldBe(expected.Latitude2, MicrometreInDegrees, expected.ToString());
            (Difference(end.Longitude, expected.Longitude2) * parallel).ShouldBeLessThan(MicrometreInDegrees, expected.ToString());
            Difference(end.Azimuth, expected.Azimuth2).ShouldBeLessThan(1e-9, expected.ToString());
        }
    }

    [Fact]
    public void The_inverse_problem_agrees_with_the_table_to_a_micrometre()
    {
        foreach (var expected in GeodesicCase.All().Where(row => row.Problem == "inverse"))
        {
            var segment = expected.Geodesic.Inverse(
                expected.Latitude1, expected.Longitude1, expected.Latitude2, expected.Longitude2);

            segment.Distance.ShouldBe(expected.Distance, Micrometre, expected.ToString());
            if (expected.AzimuthDetermined)
            {
                // On lines of a few metres the coordinates' own rounding turns the azimuth: a nanometre to the side is allowed.
                var tolerance = Math.Max(1e-9, 1e-9 / expected.Distance * 180 / Math.PI);
                Difference(segment.Azimuth1, expected.Azimuth1).ShouldBeLessThan(tolerance, expected.ToString());
                Difference(segment.Azimuth2, expected.Azimuth2).ShouldBeLessThan(tolerance, expected.ToString());
            }
        }
    }

    [Fact]
    public void Every_direct_case_that_is_a_shortest_line_is_found_back_by_the_inverse_problem()
    {
        foreach (var row in GeodesicCase.All().Where(row => row.Problem == "direct" && Math.Abs(row.Distance) < 19e6))
        {
            var end = row.Geodesic.Direct(row.Latitude1, row.Longitude1, row.Azimuth1, row.Distance);

            var segment = row.Geodesic.Inverse(row.Latitude1, row.Longitude1, end.Latitude, end.Longitude);

            segment.Distance.ShouldBe(Math.Abs(row.Distance), Micrometre, row.ToString());
        }
    }

    [Fact]
    public void Nearly_antipodal_points_are_joined_by_a_line_that_arrives()
    {
        var geodesic = Geodesic.Wgs84;
        var random = new Random(20130101);
        for (var i = 0; i < 2000; i++)
        {
            var latitude1 = (random.NextDouble() * 170) - 85;
            var latitude2 = -latitude1 + ((random.NextDouble() - 0.5) * 1.5);
            var longitude2 = 180 - ((random.NextDouble() - 0.5) * 2);

            var segment = geodesic.Inverse(latitude1, 0, latitude2, longitude2);
            var end = geodesic.Direct(latitude1, 0, segment.Azimuth1, segment.Distance);

            var parallel = Math.Cos(latitude2 * Math.PI / 180);
            end.Latitude.ShouldBe(latitude2, 10 * MicrometreInDegrees, $"case {i}");
            (Difference(end.Longitude, longitude2) * parallel).ShouldBeLessThan(10 * MicrometreInDegrees, $"case {i}");
            segment.Distance.ShouldBeLessThan(20_003_931.4587);
        }
    }

    [Theory]
    [InlineData(1e-14, -42, 1e-14, 42, 9_350_837.2266)]
    [InlineData(1e-14, -85, 1e-14, 85, 18_924_313.4349)]
    [InlineData(1e-300, -42, -1e-200, 42, 9_350_837.2266)]
    [InlineData(double.Epsilon, 0, -double.Epsilon, 170, 18_924_313.4349)]
    public void Points_beside_the_equator_are_as_far_apart_as_on_it(
        double latitude1, double longitude1, double latitude2, double longitude2, double distance)
    {
        var segment = Geodesic.Wgs84.Inverse(latitude1, longitude1, latitude2, longitude2);

        segment.Distance.ShouldBe(distance, 1e-4);
        segment.Azimuth1.ShouldBe(90, 1e-9);
    }

    [Fact]
    public void Lines_between_latitudes_of_any_smallness_arrive()
    {
        var random = new Random(57);
        for (var i = 0; i < 5_000; i++)
        {
            var (latitude1, latitude2) = (Small(random), i % 3 == 0 ? 0 : Small(random));
            var longitude = i % 2 == 0 ? random.NextDouble() * 180 : 180 - Math.Abs(Small(random));

            var segment = Geodesic.Wgs84.Inverse(latitude1, 0, latitude2, longitude);
            var end = Geodesic.Wgs84.Direct(latitude1, 0, segment.Azimuth1, segment.Distance);

            end.Latitude.ShouldBe(latitude2, MicrometreInDegrees, $"{latitude1:R} {latitude2:R} {longitude:R}");
            Difference(end.Longitude, longitude).ShouldBeLessThan(MicrometreInDegrees, $"{latitude1:R} {latitude2:R} {longitude:R}");
        }
    }

    static double Small(Random random) => Math.Pow(10, -324 * random.NextDouble()) * (random.Next(2) == 0 ? 1 : -1);

    [Fact]
    public void The_distance_is_the_same_from_either_end_and_mirrored()
    {
        var there = Geodesic.Wgs84.Inverse(47.3, 8.5, -33.9, 151.2);
        var back = Geodesic.Wgs84.Inverse(-33.9, 151.2, 47.3, 8.5);
        var mirrored = Geodesic.Wgs84.Inverse(47.3, -8.5, -33.9, -151.2);

        back.Distance.ShouldBe(there.Distance, Micrometre);
        Difference(back.Azimuth1, there.Azimuth2 + 180).ShouldBeLessThan(1e-9);
        mirrored.Distance.ShouldBe(there.Distance, Micrometre);
        mirrored.Azimuth1.ShouldBe(-there.Azimuth1, 1e-9);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(6378137, -0.003)]
    [InlineData(6378137, 0.1)]
    [InlineData(6378137, double.NaN)]
    public void An_ellipsoid_that_the_series_do_not_reach_is_refused(double semiMajorAxis, double flattening)
    {
        var refusal = Should.Throw<GpException>(() => new Geodesic(new Ellipsoid(semiMajorAxis, flattening)));

        refusal.Error.ShouldBe(GpError.SpatialReference);
    }

    static double Difference(double degrees1, double degrees2)
    {
        return Math.Abs(Math.IEEERemainder(degrees1 - degrees2, 360));
    }
}
