using GpServer.Core.Spatial;
using static GpServer.Core.Tests.Spatial.References.WellKnownTexts;
using static GpServer.Core.Tests.Spatial.References.WellKnownTextsInUse;

namespace GpServer.Core.Tests.Spatial.References;

public sealed class WellKnownTextInUseTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    [Theory]
    [InlineData(GeoToolsWebMercator)]
    [InlineData(GeoServerGoogle)]
    [InlineData(PostGisGoogle)]
    [InlineData(PrjGoogle)]
    [InlineData(PrjPseudo)]
    public void Web_Mercator_is_known_in_its_older_forms(string text)
    {
        References.FromWkt(text).Wkid.ShouldBe(102100);
        References.FromWkt(WithoutIds(text)).Wkid.ShouldBe(102100);
    }

    [Theory]
    [InlineData("PARAMETER[\"central_meridian\",0]", "PARAMETER[\"central_meridian\",9]")]
    [InlineData("Google_Maps_Global_Mercator", "My_Mercator")]
    [InlineData("\"standard_parallel_1\",0", "\"standard_parallel_1\",30")]
    public void A_Mercator_of_another_name_or_place_is_no_Web_Mercator(string part, string other)
    {
        var reference = References.FromWkt(PrjGoogle.Replace(part, other, StringComparison.Ordinal));

        reference.Wkid.ShouldNotBe(102100);
        reference.System.Projection!.ClassName.ShouldBe("Mercator_1SP");
    }

    [Theory]
    [InlineData(GdalBelgium, 31370)]
    [InlineData(GdalBritain, 27700)]
    [InlineData(GdalNetherlands, 28992)]
    [InlineData(PostGisSwitzerland, 21781)]
    [InlineData(GdalGermany, 31467)]
    [InlineData(GdalCzechia, 5514)]
    public void A_text_with_a_code_is_that_system_whatever_shift_software_added(string text, int wkid) =>
        References.FromWkt(text).Wkid.ShouldBe(wkid);

    [Fact]
    public void Krovak_towards_east_and_north_is_known_in_the_form_of_Esri() => References.FromWkt(EsriCzechia).Wkid.ShouldBe(5514);

    [Theory]
    [InlineData("TOWGS84[446.448,-125.157,542.06,0.1502,0.247,0.8421,-20.4894]", true)]
    [InlineData("TOWGS84[446.448,-125.157,542.06,0.16,0.247,0.8421,-20.4894]", false)]
    [InlineData("TOWGS84[446.548,-125.157,542.06,0.15,0.247,0.842,-20.489]", false)]
    [InlineData("TOWGS84[446.448,-125.157,542.06,0.15,0.247,0.842,-20.479]", false)]
    [InlineData("TOWGS84[375,-111,431,0,0,0,0]", false)]
    public void Without_a_code_a_shift_must_be_that_of_the_known_system(string shift, bool isKnown)
    {
        const string end = "299.3249646]";
        var text = EsriBritish.Replace(end, $"{end},{shift}", StringComparison.Ordinal);

        References.FromWkt(text).Wkid.ShouldBe(isKnown ? 27700 : null);
    }

    [Fact]
    public void The_shift_beside_the_code_of_a_system_without_a_known_one_is_used()
    {
        // 4296 has a datum of which no shift is published.
        const string text = "GEOGCS[\"Sudan\",DATUM[\"Sudan\",SPHEROID[\"Clarke 1880 (IGN)\",6378249.2,293.466021293627],TOWGS84[1,2,300]],"
            + "PRIMEM[\"Greenwich\",0],UNIT[\"degree\",0.0174532925199433],AUTHORITY[\"EPSG\",\"4296\"]]";

        var reference = References.FromWkt(text);

        reference.Wkid.ShouldBeNull();
        reference.System.Datum.ToWgs84.ShouldBe(new HelmertShift(1, 2, 300, 0, 0, 0, 0));
        References.FromWkt(text.Replace(",TOWGS84[1,2,300]", "", StringComparison.Ordinal)).Wkid.ShouldBe(4296);
    }

    [Theory]
    [InlineData("Sinusoidal", "PARAMETER[\"Central_Meridian\",0.0],", 54008)]
    [InlineData("Azimuthal_Equidistant", "PARAMETER[\"Central_Meridian\",0.0],PARAMETER[\"Latitude_Of_Origin\",0.0],", 54032)]
    public void Axes_among_the_parameters_are_those_that_are_projected(string projection, string parameters, int onEllipsoid)
    {
        const string axes = "PARAMETER[\"semi_major\",6371000],PARAMETER[\"semi_minor\",6371000],";
        const string own = "PARAMETER[\"semi_major\",6378137],PARAMETER[\"semi_minor\",6356752.314245179],";

        var sphere = Project(References.FromWkt(Custom("Ours", projection, parameters + axes)), 0, 60);
        var same = Project(References.FromWkt(Custom("Ours", projection, parameters + own)), 20, 60);

        sphere.Y.ShouldBe(6371000 * Math.PI / 3, 1e-6);
        same.ShouldBe(Project(References.Get(onEllipsoid), 20, 60));
    }

    [Theory]
    [InlineData("PARAMETER[\"semi_major\",6378137],PARAMETER[\"semi_minor\",6378138],", "semi_minor is 6378138 where 6378137")]
    [InlineData("PARAMETER[\"semi_major\",0],", "the parameter 'semi_major' is 0 where a positive length in metres was expected")]
    public void Axes_that_make_no_ellipsoid_are_refused(string axes, string expected) =>
        Should.Throw<GpException>(() => References.FromWkt(Custom("Ours", "Sinusoidal", axes))).Message.ShouldContain(expected);

    [Theory]
    [InlineData("LOCAL_CS[\"Ours\",LOCAL_DATUM[\"Ours\",0],UNIT[\"metre\",1],AXIS[\"x\",EAST],AXIS[\"y\",NORTH]]", "LOCAL_CS")]
    [InlineData("GEOCCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0]]", "GEOCCS")]
    public void A_system_that_is_not_horizontal_is_refused_by_its_keyword(string text, string keyword) =>
        Should.Throw<GpException>(() => References.FromWkt(text)).Message
            .ShouldContain($"{keyword} came where a horizontal system was expected");

    static (double X, double Y) Project(SpatialReference target, double longitude, double latitude)
    {
        double[] xs = [longitude];
        double[] ys = [latitude];
        References.Transform(References.Wgs84, target).Apply(xs, ys).ShouldBe(0);
        return (xs[0], ys[0]);
    }
}
