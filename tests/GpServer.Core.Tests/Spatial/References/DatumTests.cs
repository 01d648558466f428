using System.Numerics;
using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

public sealed class DatumTests
{
    [Theory]
    [InlineData(-10_000)]
    [InlineData(-1_000)]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    public void A_place_at_any_latitude_and_some_height_comes_back_from_geocentric_coordinates_to_the_last_bits(double height)
    {
        var conversion = new GeocentricConversion(new Ellipsoid(6377397.155, 1 / 299.1528128));
        for (var degrees = -90.0; degrees <= 90; degrees += 0.5)
        {
            var (longitude, latitude) = (-2.5, double.DegreesToRadians(degrees));
            var (x, y, z) = conversion.ToGeocentric(At(longitude, latitude));
            var across = height * Math.Cos(latitude);
            var place = (
                X: x + new Vector<double>(across * Math.Cos(longitude)),
                Y: y + new Vector<double>(across * Math.Sin(longitude)),
                Z: z + new Vector<double>(height * Math.Sin(latitude)));

            var (east, north) = conversion.TurnFrom(At(longitude - 0.01, latitude * 0.999), place.X, place.Y, place.Z);

            // Rounding of the three metres alone is 1e-9 m, 2e-16 radians.
            ((latitude * 0.999) + north[0]).ShouldBe(latitude, 6e-16);
            (Math.Cos(latitude) * (east[0] - 0.01)).ShouldBe(0, 6e-16);
        }

        static GeocentricConversion.Direction At(double longitude, double latitude) =>
            new(new Vector<double>(longitude), new Vector<double>(latitude));
    }

    [Fact]
    public void The_seven_parameters_give_the_published_example()
    {
        // EPSG Guidance Note 7-2, position vector transformation: WGS 72 to WGS 84.
        var shift = new HelmertShift(0, 0, 4.5, 0, 0, 0.554, 0.219);
        var (x, y, z) = (new Vector<double>(3657660.66), new Vector<double>(255768.55), new Vector<double>(5201382.11));

        shift.Forward(ref x, ref y, ref z);

        x[0].ShouldBe(3657660.78, 0.01);
        y[0].ShouldBe(255778.43, 0.01);
        z[0].ShouldBe(5201387.75, 0.01);
    }

    [Fact]
    public void The_reversed_shift_misses_by_no_more_than_the_square_of_the_rotation()
    {
        var shift = new HelmertShift(577.326, 90.129, 463.919, 5.137, 1.474, 5.297, 2.4232);
        var (x, y, z) = (new Vector<double>(4e6), new Vector<double>(1e6), new Vector<double>(4.8e6));

        shift.Forward(ref x, ref y, ref z);
        shift.Inverse(ref x, ref y, ref z);

        x[0].ShouldBe(4e6, 0.01);
        y[0].ShouldBe(1e6, 0.01);
        z[0].ShouldBe(4.8e6, 0.01);
    }

    [Fact]
    public void A_longitude_keeps_its_turn_in_another_datum()
    {
        var datum = new GeodeticDatum("a", new Ellipsoid(6377397.155, 1 / 299.1528128), null, new HelmertShift(600, 70, 470, 0, 0, 0, 0));
        var world = new GeodeticDatum("b", Ellipsoid.Wgs84, null, null);
        double[] longitudes = [0.2, 0.2 + Math.Tau, 0.2 - (3 * Math.Tau)];
        double[] latitudes = [0.9, 0.9, 0.9];

        DatumTransformation.Between(datum, world).ShouldNotBeNull().Apply(longitudes, latitudes);

        (longitudes[1] - longitudes[0]).ShouldBe(Math.Tau, 1e-14);
        (longitudes[2] - longitudes[0]).ShouldBe(-3 * Math.Tau, 1e-14);
    }

    [Fact]
    public void A_shift_of_zeros_still_leads_to_another_ellipsoid()
    {
        var from = new GeodeticDatum("a", new Ellipsoid(6378136.5, 1 / 298.2564151), null, default(HelmertShift));
        var to = new GeodeticDatum("b", Ellipsoid.Wgs84, null, null);
        double[] longitudes = [1];
        double[] latitudes = [1];

        DatumTransformation.Between(from, to).ShouldNotBeNull().Apply(longitudes, latitudes);

        latitudes[0].ShouldNotBe(1);
        latitudes[0].ShouldBe(1, 1e-7);
    }

    [Fact]
    public void Datums_without_shifts_and_one_datum_with_itself_need_no_transformation()
    {
        var plain = new GeodeticDatum("a", Ellipsoid.Wgs84, null, null);
        var other = new GeodeticDatum("b", new Ellipsoid(6377397.155, 1 / 299.1528128), null, null);
        var shifted = other with { BaseWkid = 4267, ToWgs84 = new HelmertShift(1, 2, 3, 0, 0, 0, 0) };
        var elsewhere = shifted with { Name = "c", ToWgs84 = new HelmertShift(4, 5, 6, 0, 0, 0, 0) };

        DatumTransformation.Between(plain, other).ShouldBeNull();
        DatumTransformation.Between(shifted, elsewhere).ShouldBeNull();
        DatumTransformation.Between(shifted, plain).ShouldNotBeNull();
        DatumTransformation.Between(
            shifted with { Name = null, BaseWkid = null }, elsewhere with { Name = null, BaseWkid = null }).ShouldNotBeNull();
    }
}
