using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

public sealed class DatumTests
{
    [Fact]
    public void A_place_on_any_latitude_comes_back_from_geocentric_coordinates_to_the_last_bits()
    {
        var conversion = new GeocentricConversion(new Ellipsoid(6377397.155, 1 / 299.1528128));
        for (var degrees = -90.0; degrees <= 90; degrees += 0.5)
        {
            var latitude = double.DegreesToRadians(degrees);
            var (x, y, z) = conversion.ToGeocentric(-2.5, latitude);

            var (longitude, back) = conversion.ToGeodetic(x, y, z);

            back.ShouldBe(latitude, 1e-15);
            (Math.Cos(latitude) * (longitude + 2.5)).ShouldBe(0, 1e-15);
        }
    }

    [Fact]
    public void The_seven_parameters_give_the_published_example()
    {
        // EPSG Guidance Note 7-2, position vector transformation: WGS 72 to WGS 84.
        var shift = new HelmertShift(0, 0, 4.5, 0, 0, 0.554, 0.219);
        var (x, y, z) = (3657660.66, 255768.55, 5201382.11);

        shift.Forward(ref x, ref y, ref z);

        x.ShouldBe(3657660.78, 0.01);
        y.ShouldBe(255778.43, 0.01);
        z.ShouldBe(5201387.75, 0.01);
    }

    [Fact]
    public void The_reversed_shift_misses_by_no_more_than_the_square_of_the_rotation()
    {
        var shift = new HelmertShift(577.326, 90.129, 463.919, 5.137, 1.474, 5.297, 2.4232);
        var (x, y, z) = (4e6, 1e6, 4.8e6);

        shift.Forward(ref x, ref y, ref z);
        shift.Inverse(ref x, ref y, ref z);

        x.ShouldBe(4e6, 0.01);
        y.ShouldBe(1e6, 0.01);
        z.ShouldBe(4.8e6, 0.01);
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
