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
    [InlineData(Version2Wgs84, 4326)]
    [InlineData(Version2Utm33, 32633)]
    [InlineData(Version2LambertParis, 27572)]
    public void A_text_that_equals_a_known_system_is_that_system(string wkt, int wkid)
    {
        var reference = References.FromWkt(wkt);

        reference.Wkid.ShouldBe(wkid);
        reference.Wkt.ShouldBeNull();
    }

    [Theory]
    [InlineData(GdalUtm33, 32633)]
    [InlineData(GdalLambertParis, 27572)]
    [InlineData(Version2Utm33, 32633)]
    [InlineData(Version2LambertParis, 27572)]
    public void A_text_without_codes_is_known_by_its_name_and_parameters(string wkt, int wkid) =>
        References.FromWkt(WithoutIds(wkt)).Wkid.ShouldBe(wkid);

    [Theory]
    [InlineData(EsriUtm33, "0.9996", "0.99961")]
    [InlineData(EsriUtm33, "500000.0", "500001.0")]
    [InlineData(EsriUtm33, ",15.0]", ",15.001]")]
    [InlineData(EsriUtm33, "298.257223563", "298.257222101")]
    [InlineData(EsriUtm33, "Meter\",1.0", "Foot\",0.3048")]
    [InlineData(EsriUtm33, "Greenwich\",0.0", "Paris\",2.337229166666667")]
    [InlineData(EsriUtm33, "GCS_WGS_1984", "GCS_ETRS_1989")]
    [InlineData(GdalUtm33, "\"scale_factor\",0.9996", "\"scale_factor\",1")]
    [InlineData(GdalUtm33, "6378137", "6378136")]
    [InlineData(GdalLambertParis, "origin\",52]", "origin\",51]")]
    [InlineData(Version2Utm33, "0.9996", "0.99961")]
    [InlineData(Version2Utm33, "origin\",15,", "origin\",15.5,")]
    [InlineData(Version2Utm33, "Transverse Mercator", "Transverse Mercator (South Orientated)")]
    [InlineData(Version2LambertParis, "2.5969213", "2.6969213")]
    public void A_text_with_one_thing_changed_is_a_custom_system_whatever_its_code(string known, string part, string other)
    {
        var text = known.Replace(part, other, StringComparison.Ordinal);
        text.ShouldNotBe(known);

        var reference = References.FromWkt(text);

        reference.Wkid.ShouldBeNull();
        reference.Wkt.ShouldBe(text);
        References.FromWkt(WithoutIds(text)).Wkid.ShouldBeNull();
    }

    [Fact]
    public void The_texts_of_Esri_are_read_as_their_codes_or_as_systems_that_compute_the_same()
    {
        var table = CrsTable.Load();
        for (var wkid = 2001; wkid < 33000; wkid += 97)
        {
            if (table.Find(wkid) is not { IsDeprecated: false, EsriText: { Length: > 0 } text } row)
            {
                continue;
            }

            var (read, known) = (References.FromWkt(text).System, References.Get(wkid).System);

            (read.Projection?.ClassName).ShouldBe(known.Projection?.ClassName, text);
            read.UnitFactor.ShouldBe(known.UnitFactor, 1e-12, text);
            read.PrimeMeridian.ShouldBe(known.PrimeMeridian, 1e-9, text);
            foreach (var (name, value) in known.Projection?.Parameters ?? new Dictionary<string, double>())
            {
                read.Projection!.Value(name).ShouldBe(value, 1e-8 * Math.Max(1, Math.Abs(value)), text);
            }
        }
    }

    [Fact]
    public void A_custom_text_is_written_under_the_name_of_its_version()
    {
        References.FromWkt(EsriUtm33.Replace("0.9996", "0.9995", StringComparison.Ordinal)).IsWkt2.ShouldBeFalse();
        References.FromWkt(Version2Utm33.Replace("0.9996", "0.9995", StringComparison.Ordinal)).IsWkt2.ShouldBeTrue();
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

    static (double X, double Y) Project(SpatialReference target, double longitude, double latitude)
    {
        double[] xs = [longitude];
        double[] ys = [latitude];
        References.Transform(References.Wgs84, target).Apply(xs, ys).ShouldBe(0);
        return (xs[0], ys[0]);
    }
}
