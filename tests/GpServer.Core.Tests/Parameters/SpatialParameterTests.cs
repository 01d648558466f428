using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Parameters;

public sealed class SpatialParameterTests
{
    static readonly SpatialReferenceParameter System = new("System");

    [Theory]
    [InlineData("4326")]
    [InlineData("""{"wkid":4326}""")]
    [InlineData("""{"latestWkid":4326,"xyTolerance":0.001}""")]
    [InlineData("""{"wkid":4326,"projectionFile":"https://example.com/x.prj"}""")]
    public void A_system_is_a_wkid_or_an_object(string text)
    {
        ((SpatialReference)System.ReadForm(text)).Wkid.ShouldBe(4326);
        ((SpatialReference)new CoordinateSystemParameter("System").ReadForm(text)).Wkid.ShouldBe(4326);
    }

    [Fact]
    public void An_object_encoded_twice_is_read() =>
        ((SpatialReference)System.ReadJson("\"{\\\"wkid\\\":4326}\"")).Wkid.ShouldBe(4326);

    [Theory]
    [InlineData("\"54030\"", 54030)]
    [InlineData("\"{\\\"wkid\\\":54030}\"", 54030)]
    [InlineData("EPSG:27700", 27700)]
    [InlineData("esri:54030", 54030)]
    [InlineData("urn:ogc:def:crs:EPSG::27700", 27700)]
    [InlineData("urn:ogc:def:crs:EPSG:9.9.1:27700", 27700)]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/27700", 27700)]
    [InlineData("http://www.opengis.net/gml/srs/epsg.xml#27700", 27700)]
    [InlineData("OGC:CRS84", 4326)]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", 4326)]
    [InlineData("\uFEFFGEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],"
        + "PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]", 4326)]
    public void A_text_may_be_in_quotes_or_a_code_with_its_authority_or_begin_with_a_mark(string text, int wkid) =>
        ((SpatialReference)System.ReadForm(text)).Wkid.ShouldBe(wkid);

    [Fact]
    public void A_system_in_a_string_inside_another_object_is_read() =>
        ((Extent)new ExtentParameter("Extent").ReadForm(
            """{"xmin":1,"ymin":2,"xmax":3,"ymax":4,"spatialReference":"{\"wkid\":54030}"}""")).SpatialReference!.Wkid.ShouldBe(54030);

    [Theory]
    [InlineData("+proj=utm +zone=33", "PROJ strings are not read")]
    [InlineData("\"\\\"4326\\\"\"", "System: ")]
    [InlineData("\"4326", "System: ")]
    [InlineData("EPSG:0", "Unknown spatial reference wkid 0")]
    [InlineData("urn:ogc:def:crs:EPSG::", "Unknown spatial reference name")]
    [InlineData("99999999999", "Unknown spatial reference wkid 99999999999")]
    public void A_text_that_is_none_of_these_is_refused(string text, string expected) =>
        System.Refusal(text).Message.ShouldContain(expected);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_vertical_id_that_is_none_is_left_out(int vertical) =>
        System.Written(System.ReadForm($$"""{"wkid":4326,"vcsWkid":{{vertical}}}""")).ShouldBe("""{"wkid":4326,"latestWkid":4326}""");

    [Theory]
    [InlineData("wkt", "wkt2")]
    [InlineData("wkt2", "wkt")]
    public void A_wkt_counts_before_a_wkt2_whatever_their_order(string first, string second)
    {
        var texts = new Dictionary<string, string> { ["wkt"] = Degrees("first"), ["wkt2"] = "GEOGCRS['x']" };

        var system = (SpatialReference)System.ReadForm($$"""{"{{first}}":"{{texts[first]}}","{{second}}":"{{texts[second]}}"}""");

        system.Name.ShouldBe("first");
    }

    [Theory]
    [InlineData("GEOGCS", "SPHEROID", "wkt")]
    [InlineData("GEOGCRS", "ELLIPSOID", "wkt2")]
    public void A_custom_system_is_written_with_the_text_that_came_by_its_version(string system, string ellipsoid, string member)
    {
        var text = Degrees("mine").Replace("GEOGCS", system, StringComparison.Ordinal)
            .Replace("SPHEROID", ellipsoid, StringComparison.Ordinal);

        var read = (SpatialReference)System.ReadForm($$"""{"wkt2":"{{text}}"}""");

        System.Written(read).ShouldBe($$"""{"{{member}}":"{{text}}"}""");
    }

    [Theory]
    [InlineData("102100", """{"wkid":102100,"latestWkid":3857}""")]
    [InlineData("3785", """{"wkid":102100,"latestWkid":3857}""")]
    [InlineData("""{"latestWkid":3857}""", """{"wkid":102100,"latestWkid":3857}""")]
    [InlineData("102718", """{"wkid":102718,"latestWkid":2263}""")]
    [InlineData("""{"wkid":102718,"wkt":"PROJCS["}""", """{"wkid":102718,"latestWkid":2263}""")]
    [InlineData("""{"wkid":4326,"vcsWkid":5773}""", """{"wkid":4326,"latestWkid":4326,"vcsWkid":5773,"latestVcsWkid":5773}""")]
    public void A_known_system_is_written_by_its_ids(string text, string written) =>
        System.Written(System.ReadForm(text)).ShouldBe(written);

    [Theory]
    [InlineData("")]
    [InlineData("\"wkt\":\" \",")]
    public void A_wkt2_counts_where_there_is_no_wkt(string before) =>
        ((SpatialReference)System.ReadForm($$"""{{{before}}"wkt2":"{{Degrees("second")}}"}""")).Name.ShouldBe("second");

    [Theory]
    [InlineData("NAD83(2011) / Conus Albers", 6350)]
    [InlineData("NTF (Paris)", 4807)]
    [InlineData("NAD83 / New York Long Island (ftUS)", 2263)]
    public void A_name_with_brackets_is_no_text(string name, int wkid) => ((SpatialReference)System.ReadForm(name)).Wkid.ShouldBe(wkid);

    [Fact]
    public void A_text_with_round_brackets_is_one() => ((SpatialReference)System.ReadForm(
        "GEOGCS(\"mine\",DATUM(\"mine\",SPHEROID(\"mine\",6378137,300)),PRIMEM(\"Greenwich\",0),UNIT(\"Degree\",0.0174532925199433))"))
        .Name.ShouldBe("mine");

    [Theory]
    [InlineData("\"wkid\":99999")]
    [InlineData("\"wkid\":99999,\"latestWkid\":99998")]
    [InlineData("\"latestWkid\":99998")]
    public void A_text_beside_an_unknown_wkid_is_used_and_without_one_the_wkid_is_refused(string ids)
    {
        ((SpatialReference)System.ReadForm($$"""{{{ids}},"wkt":"{{Degrees("mine")}}"}""")).Name.ShouldBe("mine");
        System.Refusal($$"""{{{ids}}}""").Message.ShouldContain("Unknown spatial reference wkid");
    }

    [Theory]
    [InlineData("""{"projectionFile":"https://example.com/x.prj"}""")]
    [InlineData("""{"projectionFileItemID":"i1"}""")]
    public void A_projection_file_is_not_available(string text)
    {
        var refusal = System.Refusal(text);
        refusal.Error.ShouldBe(GpError.NotAvailable);
        refusal.Message.ShouldBe("System: A spatial reference cannot be read from a projection file; send its wkid or wkt.");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("0")]
    [InlineData("""{"wkid":"x"}""")]
    [InlineData("[4326]")]
    public void What_names_no_system_is_refused(string text) => System.Refusal(text).Message.ShouldStartWith("System: ");

    [Theory]
    [InlineData("""{"xmin":1,"ymin":2,"xmax":3,"ymax":4,"spatialReference":{"wkid":4326}}""")]
    [InlineData("""{"xmin":3,"ymin":4,"xmax":1,"ymax":2,"spatial_reference":4326}""")]
    public void An_extent_has_its_system_under_either_name(string text)
    {
        var extent = (Extent)new ExtentParameter("Extent").ReadForm(text);
        (extent with { SpatialReference = null }).ShouldBe(new Extent(1, 2, 3, 4));
        extent.SpatialReference!.Wkid.ShouldBe(4326);
    }

    [Fact]
    public void An_extent_without_system_takes_that_of_the_default_value_but_an_envelope_does_not()
    {
        const string text = """{"xmin":1,"ymin":2,"xmax":3,"ymax":4}""";
        var whole = new Extent(0, 0, 1, 1) { SpatialReference = SpatialReferences.Default.Get(3857) };
        ((Extent)new ExtentParameter("Extent") { Default = whole }.ReadForm(text)).SpatialReference.ShouldBe(whole.SpatialReference);
        ((Extent)new EnvelopeParameter("Extent") { Default = whole }.ReadForm(text)).SpatialReference.ShouldBeNull();
    }

    [Fact]
    public void The_object_that_stands_for_no_extent_counts_as_not_given()
    {
        var parameter = new EnvelopeParameter("Extent");
        parameter.IsNotGiven(ParameterText.Form(parameter.WrittenWithoutValue())).ShouldBeTrue();
        System.IsNotGiven(ParameterText.Form("{ }")).ShouldBeTrue();
    }

    [Fact]
    public void An_extent_without_a_side_is_refused() =>
        new ExtentParameter("Extent").Refusal("""{"xmin":1,"ymin":2,"xmax":3}""").Message.ShouldContain("expected {\"xmin\":number");

    // As it stands inside a JSON string.
    static string Degrees(string name) =>
        $"""GEOGCS["{name}",DATUM["{name}",SPHEROID["{name}",6378137,300]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]"""
            .Replace("\"", "\\\"", StringComparison.Ordinal);
}
