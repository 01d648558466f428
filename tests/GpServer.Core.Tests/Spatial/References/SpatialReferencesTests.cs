using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

public sealed class SpatialReferencesTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    [Theory]
    [InlineData(3857)]
    [InlineData(102100)]
    [InlineData(102113)]
    [InlineData(3785)]
    [InlineData(900913)]
    public void Web_Mercator_is_presented_as_102100_and_3857_whatever_it_was_asked_for_by(int wkid)
    {
        var reference = References.Get(wkid);

        reference.Wkid.ShouldBe(102100);
        reference.LatestWkid.ShouldBe(3857);
        reference.IsEquivalentTo(References.WebMercator).ShouldBeTrue();
    }

    [Theory]
    [InlineData(4326, 4326)]
    [InlineData(27700, 27700)]
    [InlineData(102718, 2263)]
    [InlineData(102067, 5514)]
    public void The_id_asked_for_is_kept_and_the_latest_one_stands_beside_it(int wkid, int latest)
    {
        var reference = References.Get(wkid);

        reference.Wkid.ShouldBe(wkid);
        reference.LatestWkid.ShouldBe(latest);
        reference.IsEquivalentTo(References.Get(latest)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(2155, 3102)]
    [InlineData(2244, 2965)]
    [InlineData(5388, 5839)]
    public void A_retired_system_that_is_defined_otherwise_is_another_one_and_points_move(int retired, int current)
    {
        var (from, to) = (References.Get(retired), References.Get(current));
        var middle = from.AreaOfUse.ShouldNotBeNull();
        double[] xs = [(middle.West + middle.East) / 2];
        double[] ys = [(middle.South + middle.North) / 2];
        References.Transform(from.Geographic, from).Apply(xs, ys).ShouldBe(0);
        var (x, y) = (xs[0], ys[0]);

        References.Transform(from, to).Apply(xs, ys).ShouldBe(0);

        from.LatestWkid.ShouldBe(current);
        from.IsEquivalentTo(to).ShouldBeFalse();
        to.IsEquivalentTo(from).ShouldBeFalse();
        (Math.Abs(xs[0] - x) + Math.Abs(ys[0] - y)).ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public void A_retired_system_that_is_defined_alike_keeps_coordinates_to_the_last_bit()
    {
        double[] xs = [1_000_000.1];
        double[] ys = [200_000.3];

        References.Transform(References.Get(102718), References.Get(2263)).Apply(xs, ys).ShouldBe(0);

        (xs[0], ys[0]).ShouldBe((1_000_000.1, 200_000.3));
    }

    [Fact]
    public void A_projected_system_tells_its_unit_ellipsoid_name_and_area()
    {
        var reference = References.Get(2263);

        reference.IsGeographic.ShouldBeFalse();
        reference.UnitName.ShouldBe("US survey foot");
        reference.UnitFactor.ShouldBe(1200 / 3937.0, 1e-12);
        reference.Ellipsoid.SemiMajorAxis.ShouldBe(6378137);
        (1 / reference.Ellipsoid.Flattening).ShouldBe(298.257222101, 1e-9);
        reference.Name.ShouldBe("NAD83 / New York Long Island (ftUS)");
        reference.AreaOfUse.ShouldNotBeNull().South.ShouldBe(40.47, 0.01);
    }

    [Fact]
    public void A_geographic_system_in_grads_counts_from_its_own_meridian()
    {
        var paris = References.Get(4807);
        double[] xs = [2.337229166667];
        double[] ys = [45];

        References.Transform(References.Get(4275), paris).Apply(xs, ys);

        paris.UnitFactor.ShouldBe(Math.PI / 200, 1e-15);
        xs[0].ShouldBe(0, 1e-9);
        ys[0].ShouldBe(50, 1e-9);
    }

    [Fact]
    public void An_area_of_use_that_the_data_does_not_know_is_null() => References.Get(4296).AreaOfUse.ShouldBeNull();

    [Theory]
    [InlineData(99999)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void An_unknown_wkid_is_refused_by_name_and_number(int wkid)
    {
        var failure = Should.Throw<GpException>(() => References.Get(wkid));

        failure.Error.ShouldBe(GpError.SpatialReference);
        failure.Message.ShouldStartWith($"Unknown spatial reference wkid {wkid}: ");
        References.TryGet(wkid, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(4812, "New Beijing / 3-degree Gauss-Kruger CM 132E")]
    [InlineData(20002, "MWC18 Grid")]
    public void A_code_under_both_authorities_means_the_one_of_Epsg(int wkid, string name) => References.Get(wkid).Name.ShouldBe(name);

    [Theory]
    [InlineData("World_Sinusoidal", 54008)]
    [InlineData("WGS_1984_UTM_Zone_33N", 32633)]
    [InlineData("wgs 84 / utm zone 33n", 32633)]
    [InlineData("GCS_WGS_1984", 4326)]
    [InlineData("WGS_1984_Web_Mercator_Auxiliary_Sphere", 102100)]
    public void A_system_is_found_by_the_name_that_Esri_or_Epsg_gives_it(string name, int wkid) =>
        References.FromName(name).Wkid.ShouldBe(wkid);

    [Fact]
    public void A_name_whose_hash_is_that_of_a_known_one_is_still_unknown()
    {
        // It has the hash of "WGS 84".
        var failure = Should.Throw<GpException>(() => References.FromName("zgmkahbc"));

        failure.Message.ShouldStartWith("Unknown spatial reference name 'zgmkahbc'");
    }

    [Fact]
    public void An_unknown_name_is_refused_and_shortened_in_the_message()
    {
        var failure = Should.Throw<GpException>(() => References.FromName("Atlantis" + new string('x', 100_000)));

        failure.Error.ShouldBe(GpError.SpatialReference);
        failure.Message.ShouldContain("'Atlantisxxx");
        failure.Message.Length.ShouldBeLessThan(300);
    }

    [Fact]
    public void Ids_of_a_vertical_system_are_carried_and_count_for_equality_only()
    {
        var plain = References.WebMercator;

        var vertical = plain.WithVertical(5773);

        vertical.VcsWkid.ShouldBe(5773);
        vertical.LatestVcsWkid.ShouldBe(5773);
        vertical.ShouldNotBe(plain);
        vertical.IsEquivalentTo(plain).ShouldBeTrue();
        References.Transform(vertical, plain).IsIdentity.ShouldBeTrue();
    }
}
