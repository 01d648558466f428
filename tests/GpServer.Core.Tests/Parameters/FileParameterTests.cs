using GpServer.Core.Parameters;
using GpServer.Core.Values;

namespace GpServer.Core.Tests.Parameters;

public sealed class FileParameterTests
{
    static readonly DataFileParameter Table = new("Table") { Extensions = ["csv", "txt"] };

    [Theory]
    [InlineData("""{"url":"https://example.com/a.csv"}""")]
    [InlineData("https://example.com/a.csv")]
    [InlineData("""{"url":"https://example.com/a.csv","itemID":null,"other":{"x":[1]}}""")]
    public void A_file_by_URL_is_an_object_or_the_bare_URL(string text) =>
        Table.ReadForm(text).ShouldBe(new DataFile { Url = "https://example.com/a.csv" });

    [Fact]
    public void A_file_can_be_an_upload_or_a_portal_item()
    {
        Table.ReadForm("""{"itemID":"i123"}""").ShouldBe(new DataFile { ItemId = "i123" });
        Table.ReadForm("""{"portalItemID":"p1"}""").ShouldBe(new DataFile { PortalItemId = "p1" });
    }

    [Theory]
    [InlineData("""{"url":"https://example.com/a.csv","token":"s3cret"}""")]
    [InlineData("""{"url":"https://example.com/a.csv?token=s3cret","serviceToken":"s3cret"}""")]
    public void A_token_is_read_but_never_shown(string text)
    {
        var file = (DataFile)Table.ReadForm(text);
        file.ToString().ShouldBe("URL https://example.com/a.csv");
        (file.Token + file.Url).ShouldContain("s3cret");
        Table.Written(file with { Url = "https://a" }).ShouldNotContain("s3cret");
        Table.Refusal(text + "}").Message.ShouldNotContain("s3cret");
    }

    [Theory]
    [InlineData("a.csv")]
    [InlineData("file:///etc/passwd")]
    [InlineData("""{"url":5}""")]
    [InlineData("""{"url":"x"}""")]
    [InlineData("{}")]
    public void What_names_no_file_is_refused(string text) =>
        Table.Refusal(text).Message.ShouldStartWith($"Table: '{text}' is not valid; expected {{\"url\":");

    [Fact]
    public void A_raster_has_a_format_as_well()
    {
        var raster = new RasterData { Url = "https://example.com/lake.tif", Format = "tif" };
        new RasterLayerParameter("Dem").ReadForm("""{"url":"https://example.com/lake.tif","format":"tif"}""").ShouldBe(raster);
        new RasterDataParameter("Dem").Written(raster).ShouldBe("""{"url":"https://example.com/lake.tif","format":"tif"}""");
        new RasterLayerParameter("Dem").DataType.ShouldBe("GPRasterDataLayer");
    }

    [Fact]
    public void The_object_that_stands_for_no_file_counts_as_not_given()
    {
        Table.WrittenWithoutValue().ShouldBe("""{"url":""}""");
        Table.IsNotGiven(ParameterText.Form("""{ "url": "" }""")).ShouldBeTrue();
        Table.IsNotGiven(ParameterText.Form("""{"url":"x"}""")).ShouldBeFalse();
    }

    [Fact]
    public void The_extensions_are_a_filter() =>
        Table.Description().ShouldContain("""
            "filter":{"type":"file","list":["csv","txt"]}
            """.Trim());

    [Fact]
    public void An_extension_with_a_dot_is_a_problem() =>
        new DataFileParameter("Table") { Extensions = [".csv"] }.Problem()
            .ShouldBe("the extension '.csv' of 'Table' is empty or has a dot");
}
