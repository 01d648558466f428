using GpServer.Core.Spatial;
using static GpServer.Core.Tests.Spatial.References.WellKnownTexts;

namespace GpServer.Core.Tests.Spatial.References;

public sealed class WellKnownTextVersion2Tests
{
    const string Bessel = """
        GEOGCRS["mine",DATUM["mine",ELLIPSOID["Bessel 1841",6377397.155,299.1528128]],CS[ellipsoidal,2],AXIS["lat",north],AXIS["lon",east],
        ANGLEUNIT["degree",0.0174532925199433]]
        """;

    static readonly SpatialReferences References = SpatialReferences.Default;

    [Fact]
    public void Keywords_may_be_lower_case_and_brackets_round_and_numbers_have_exponents()
    {
        var text = WithoutIds(Version2Utm33).Replace('[', '(').Replace(']', ')').Replace("500000", "5.0E+5", StringComparison.Ordinal);
        foreach (var keyword in new[] { "PROJCRS", "BASEGEOGCRS", "PARAMETER", "METHOD", "ELLIPSOID", "LENGTHUNIT", "CONVERSION" })
        {
            text = text.Replace(keyword, keyword.ToLowerInvariant(), StringComparison.Ordinal);
        }

        References.FromWkt(text).Wkid.ShouldBe(32633);
    }

    [Theory]
    [InlineData("PROJCRS", "PROJECTEDCRS")]
    [InlineData("BASEGEOGCRS", "BASEGEODCRS")]
    [InlineData("ELLIPSOID", "SPHEROID")]
    [InlineData("PRIMEM", "PRIMEMERIDIAN")]
    [InlineData("METHOD", "PROJECTION")]
    [InlineData("LENGTHUNIT", "UNIT")]
    [InlineData("ANGLEUNIT", "UNIT")]
    [InlineData("SCALEUNIT", "UNIT")]
    public void Other_keywords_mean_the_same(string keyword, string other) =>
        References.FromWkt(Version2Utm33.Replace(keyword, other, StringComparison.Ordinal)).Wkid.ShouldBe(32633);

    [Theory]
    [InlineData("GEODCRS", "GEOGCRS")]
    [InlineData("GEODCRS", "GEODETICCRS")]
    [InlineData("GEODCRS", "GEOGRAPHICCRS")]
    [InlineData("DATUM[", "GEODETICDATUM[")]
    [InlineData("DATUM[", "TRF[")]
    [InlineData("GEODCRS[\"WGS 84\",", "GEODCRS[\"WGS 84\",DYNAMIC[FRAMEEPOCH[2005.0]],")]
    [InlineData("GEODCRS[\"WGS 84\",", "GEODCRS[\"another name\",")]
    public void A_geographic_system_has_many_keywords(string part, string other) =>
        References.FromWkt(Version2Wgs84.Replace(part, other, StringComparison.Ordinal)).Wkid.ShouldBe(4326);

    [Fact]
    public void Each_parameter_has_a_unit_of_its_own_or_that_of_the_axes_and_the_base()
    {
        var own = WithoutIds(Version2Utm33)
            .Replace("500000,LENGTHUNIT[\"metre\",1]", "500,UNIT[\"kilometre\",1000]", StringComparison.Ordinal)
            .Replace(
                "origin\",15,ANGLEUNIT[\"degree\",0.0174532925199433]",
                "origin\",54000,ANGLEUNIT[\"arc-second\",4.84813681109536E-06]",
                StringComparison.Ordinal);
        var bare = WithoutIds(Version2Utm33).Replace("500000,LENGTHUNIT[\"metre\",1]", "500000", StringComparison.Ordinal)
            .Replace("origin\",15,ANGLEUNIT[\"degree\",0.0174532925199433]", "origin\",15", StringComparison.Ordinal)
            .Replace("0.9996,SCALEUNIT[\"unity\",1]", "0.9996", StringComparison.Ordinal);

        References.FromWkt(own).Wkid.ShouldBe(32633);
        References.FromWkt(bare).Wkid.ShouldBe(32633);
    }

    [Fact]
    public void The_area_of_use_of_a_custom_system_is_that_of_its_text() =>
        References.FromWkt(Version2Utm33.Replace("0.9996", "1", StringComparison.Ordinal)).AreaOfUse.ShouldBe((12, 0, 18, 84));

    [Fact]
    public void A_vertical_system_is_carried_and_an_epoch_is_not()
    {
        const string vertical = "VERTCRS[\"EGM96 height\",VDATUM[\"EGM96 geoid\"],CS[vertical,1],AXIS[\"H\",up],LENGTHUNIT[\"metre\",1],"
            + "ID[\"EPSG\",5773]]";
        var compound = $"COMPOUNDCRS[\"both\",{Version2Utm33},{vertical}]";

        References.FromWkt(compound).ShouldBe(References.Get(32633).WithVertical(5773));
        References.FromWkt($"COORDINATEMETADATA[{compound},EPOCH[2016.47]]").ShouldBe(References.Get(32633).WithVertical(5773));
    }

    [Theory]
    [InlineData(9606, "Position Vector transformation (geog2D domain)", 1)]
    [InlineData(9607, "Coordinate Frame rotation (geog2D domain)", -1)]
    public void Seven_parameters_of_a_bound_system_are_its_shift(int code, string method, int sign)
    {
        const string version1 = "GEOGCS[\"mine\",DATUM[\"mine\",SPHEROID[\"Bessel 1841\",6377397.155,299.1528128],"
            + "TOWGS84[598.1,73.7,418.2,0.202,0.045,-2.455,6.7]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]";
        var byCode = Bound(Bessel, $"METHOD[\"{method}\",ID[\"EPSG\",{code}]]", sign);
        var byName = Bound(Bessel, $"METHOD[\"{method}\"]", sign);

        var shift = References.FromWkt(version1).System.Datum.ToWgs84;

        References.FromWkt(byCode).System.Datum.ToWgs84.ShouldBe(shift);
        References.FromWkt(byName).System.Datum.ToWgs84.ShouldBe(shift);
        References.FromWkt(byName).IsWkt2.ShouldBeTrue();
    }

    [Theory]
    [InlineData("METHOD[\"NTv2\",ID[\"EPSG\",9615]],PARAMETERFILE[\"grid\",\"a.gsb\"]", "grids are not read")]
    [InlineData("METHOD[\"Molodensky-Badekas\",ID[\"EPSG\",9636]]", "three or seven parameters")]
    public void A_transformation_that_is_not_computed_is_refused(string method, string reason) =>
        Should.Throw<GpException>(() => References.FromWkt(Bound(Bessel, method, 1))).Message.ShouldContain(reason);

    [Theory]
    [InlineData("GEODCRS[\"a\",DATUM[\"b\",ELLIPSOID[\"c\",6378137,300]],CS[Cartesian,3],LENGTHUNIT[\"metre\",1]]", "geocentric")]
    [InlineData("GEOGCRS[\"a\",BASEGEOGCRS[\"b\"],DERIVINGCONVERSION[\"c\"]]", "derived")]
    [InlineData("ENGCRS[\"a\",EDATUM[\"b\"]]", "ENGCRS came where a horizontal system was expected")]
    [InlineData("DERIVEDPROJCRS[\"a\"]", "DERIVEDPROJCRS came where")]
    public void Other_kinds_of_systems_are_refused_by_name(string text, string reason) =>
        Should.Throw<GpException>(() => References.FromWkt(text)).Message.ShouldContain(reason);

    static string Bound(string system, string method, int sign)
    {
        string[] names =
            ["X-axis translation", "Y-axis translation", "Z-axis translation", "X-axis rotation", "Y-axis rotation", "Z-axis rotation"];
        double[] values = [598.1, 73.7, 418.2, sign * 0.202, sign * 0.045, sign * -2.455];
        var parameters = names.Select((name, i) => FormattableString.Invariant(
            $"PARAMETER[\"{name}\",{values[i]},ID[\"EPSG\",{8605 + i}]]"));
        return $"BOUNDCRS[SOURCECRS[{system}],TARGETCRS[{Version2Wgs84}],ABRIDGEDTRANSFORMATION[\"t\",{method},"
            + string.Join(",", parameters)
            + ",PARAMETER[\"Scale difference\",6.7,SCALEUNIT[\"parts per million\",1E-06],ID[\"EPSG\",8611]]]]";
    }
}
