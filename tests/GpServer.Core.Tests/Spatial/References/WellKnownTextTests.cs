using System.Diagnostics;
using GpServer.Core.Spatial;
using static GpServer.Core.Tests.Spatial.References.WellKnownTexts;

namespace GpServer.Core.Tests.Spatial.References;

public sealed class WellKnownTextTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    [Theory]
    [InlineData(EsriWgs84, 4326)]
    [InlineData(EsriUtm33, 32633)]
    [InlineData(GdalUtm33, 32633)]
    [InlineData(EsriWebMercator, 102100)]
    [InlineData(EsriParis, 4807)]
    [InlineData(GdalLambertParis, 27572)]
    [InlineData(GdalEurope, 3035)]
    [InlineData(GdalWebMercator, 102100)]
    public void A_text_that_equals_a_known_system_is_that_system(string wkt, int wkid)
    {
        var reference = References.FromWkt(wkt);

        reference.Wkid.ShouldBe(wkid);
        reference.Wkt.ShouldBeNull();
    }

    [Fact]
    public void A_text_with_a_known_name_and_other_parameters_is_a_custom_system()
    {
        var text = EsriUtm33.Replace("0.9996", "0.9995", StringComparison.Ordinal);

        var reference = References.FromWkt(text);

        reference.Wkid.ShouldBeNull();
        reference.Wkt.ShouldBe(text);
        reference.Name.ShouldBe("WGS_1984_UTM_Zone_33N");
    }

    [Theory]
    [InlineData("AUTHORITY[\"ESRI\",\"20002\"]")]
    [InlineData("AUTHORITY[\"EPSG\",\"4326\"]")]
    public void A_code_that_names_another_kind_of_system_or_another_figure_is_not_believed(string authority)
    {
        var text = Custom("Somewhere", "Transverse_Mercator", "PARAMETER[\"Central_Meridian\",7.0],", authority);

        References.FromWkt(text).Wkid.ShouldBeNull();
    }

    [Fact]
    public void A_vertical_system_beside_or_around_the_horizontal_one_is_carried()
    {
        const string Vertical = "VERT_CS[\"EGM96 height\",VERT_DATUM[\"EGM96 geoid\",2005],UNIT[\"metre\",1],AUTHORITY[\"EPSG\",\"5773\"]]";

        References.FromWkt($"{EsriWgs84},{Vertical}").VcsWkid.ShouldBe(5773);
        References.FromWkt($"COMPD_CS[\"both\",{EsriWgs84},{Vertical}]").VcsWkid.ShouldBe(5773);
    }

    [Theory]
    [MemberData(nameof(TextsOfKnownSystems), MemberType = typeof(WellKnownTexts))]
    public void A_custom_system_is_computed_like_the_known_one_it_repeats(int wkid, string wkt, double longitude, double latitude)
    {
        var custom = References.FromWkt(wkt);
        var (expectedX, expectedY) = Project(References.Get(wkid), longitude, latitude);

        var (x, y) = Project(custom, longitude, latitude);

        custom.Wkid.ShouldBeNull();
        x.ShouldBe(expectedX, 0.002);
        y.ShouldBe(expectedY, 0.002);
    }

    [Fact]
    public void A_custom_system_on_a_known_datum_is_shifted_as_that_datum()
    {
        var text = EsriBritish.Replace("British_National_Grid", "Our grid", StringComparison.Ordinal)
            .Replace("400000.0", "0.0", StringComparison.Ordinal);

        var (x, y) = Project(References.FromWkt(text), -1.5, 53);

        var (knownX, knownY) = Project(References.Get(27700), -1.5, 53);
        x.ShouldBe(knownX - 400000, 1e-6);
        y.ShouldBe(knownY, 1e-6);
    }

    [Fact]
    public void A_shift_in_the_text_is_used()
    {
        const string Shifted = "GEOGCS[\"mine\",DATUM[\"mine\",SPHEROID[\"Bessel 1841\",6377397.155,299.1528128],"
            + "TOWGS84[598.1,73.7,418.2,0.202,0.045,-2.455,6.7]],PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433]]";

        var (x, y) = Project(References.FromWkt(Shifted), 10, 51);

        Math.Abs(x - 10).ShouldBeInRange(1e-4, 1e-2);
        Math.Abs(y - 51).ShouldBeInRange(1e-4, 1e-2);
    }

    [Fact]
    public void A_projection_that_is_not_computed_is_read_and_refused_when_used()
    {
        var reference = References.FromWkt(Custom("Ours", "Bipolar_Oblique_Conformal_Conic", ""));

        var failure = Should.Throw<GpException>(() => References.Transform(References.Wgs84, reference));

        failure.Error.ShouldBe(GpError.SpatialReference);
        failure.Message.ShouldBe(
            "The projection method 'Bipolar_Oblique_Conformal_Conic' of the custom system 'Ours' is not computed yet.");
    }

    [Fact]
    public void Parameters_that_make_no_projection_are_refused()
    {
        var text = Custom(
            "Flat cone", "Albers", "PARAMETER[\"Standard_Parallel_1\",40.0],PARAMETER[\"Standard_Parallel_2\",-40.0],");

        var failure = Should.Throw<GpException>(() => References.Transform(References.Wgs84, References.FromWkt(text)));

        failure.Error.ShouldBe(GpError.SpatialReference);
        failure.Message.ShouldContain("'Flat cone'");
    }

    [Theory]
    [InlineData("", "character 1")]
    [InlineData("4326", "character 5")]
    [InlineData("GEOGCS", "character 7")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",6378137", "character 42")]
    [InlineData("GEOGCS[\"a", "character 8")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",1e999,0]]]", "character 35")]
    [InlineData("GEOGCS[\"a\"] x", "character 13")]
    [InlineData("GEOGCS[\"a\",UNIT[\"degree\",1]]", "character 1")]
    [InlineData("PROJCS[\"a\",GEOGCS[\"b\"]]", "character 1")]
    [InlineData("VERTCS[\"a\"]", "character 1")]
    [InlineData("+proj=utm +zone=33", "character 1")]
    [InlineData("GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",-5,0]],UNIT[\"degree\",1]]", "character 22")]
    public void A_text_that_cannot_be_read_names_the_character(string wkt, string place)
    {
        var failure = Should.Throw<GpException>(() => References.FromWkt(wkt));

        failure.Error.ShouldBe(GpError.SpatialReference);
        failure.Message.ShouldContain(place + ":");
    }

    [Fact]
    public void A_known_text_cut_anywhere_is_refused()
    {
        for (var length = 0; length < GdalUtm33.Length; length++)
        {
            Should.Throw<GpException>(() => References.FromWkt(GdalUtm33[..length])).Error.ShouldBe(GpError.SpatialReference);
        }
    }

    [Theory]
    [InlineData("GEOGCRS[\"WGS 84\",DATUM[\"World Geodetic System 1984\",ELLIPSOID[\"WGS 84\",6378137,298.257223563]]]")]
    [InlineData("PROJCRS[\"a\",BASEGEOGCRS[\"b\"],CONVERSION[\"c\"],CS[Cartesian,2],ID[\"EPSG\",32633]]")]
    public void Version_2_of_the_text_is_refused_by_its_name(string wkt) =>
        Should.Throw<GpException>(() => References.FromWkt(wkt)).Message.ShouldStartWith("WKT 2 is not read yet");

    [Theory]
    [InlineData('[')]
    [InlineData('"')]
    [InlineData('A')]
    public void A_megabyte_of_nonsense_is_refused_at_once(char character)
    {
        var watch = Stopwatch.StartNew();

        Should.Throw<GpException>(() => References.FromWkt("GEOGCS[" + new string(character, 1 << 20)));

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Deep_nesting_within_the_length_limit_is_refused()
    {
        var wkt = string.Concat(Enumerable.Repeat("A[", 8000));

        Should.Throw<GpException>(() => References.FromWkt(wkt)).Message.ShouldContain("nested deeper");
    }

    static (double X, double Y) Project(SpatialReference target, double longitude, double latitude)
    {
        double[] xs = [longitude];
        double[] ys = [latitude];
        References.Transform(References.Wgs84, target).Apply(xs, ys).ShouldBe(0);
        return (xs[0], ys[0]);
    }
}
