using System.Text;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Files.Csv;

namespace GpServer.Wire.Tests.Files.Csv;

public sealed class CsvWritingTests
{
    [Fact]
    public void Points_are_columns_and_text_is_quoted_where_it_must_be()
    {
        var text = Text(SampleSets.Of(GeometryType.Point, "POINT (8.5 47.25)"));
        var first = "longitude,latitude,OBJECTID,Small,Whole,Big,Single,Double,Text,When,Day,Id\r\n"
            + "8.5,47.25,1,-32768,2147483647,-9007199254740993,0.5,1E-300,\"Ünïcödé 日本 <&\"\">\t😀\nnext\",2024-02-29T12:34:56.789Z,2024-02-29,{7F2A}\r\n";
        text.ShouldStartWith(first);
        text[first.Length..].ShouldBe(",,2,,,,,,,,,\r\n,,3,0,-1,0,-0.25,123456.789,\"\",1970-01-01T00:00:00Z,\"\",\"\"\r\n");
    }

    [Fact]
    public void Points_in_other_systems_are_x_and_y_beside_attributes_of_the_same_name()
    {
        var schema = new FeatureSchema
        {
            GeometryType = GeometryType.Point,
            HasZ = true,
            SpatialReference = SpatialReferences.Default.WebMercator,
            Fields = [new Field("x", FieldType.Double)],
        };
        Text(new FeatureSet(schema, [new Feature(SampleSets.Shape("POINT Z (1 2 3)"), [0.1])])).ShouldBe("x,y,z,x_1\r\n1,2,3,0.1\r\n");
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+41 44", "'+41 44")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\r=x", "\"'\r=x\"")]
    [InlineData("=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"")]
    [InlineData("a=b", "a=b")]
    public void Text_that_a_spreadsheet_would_run_gets_an_apostrophe(string value, string written)
    {
        var schema = new FeatureSchema { Fields = [new Field("=name", FieldType.String), new Field("n", FieldType.Double)] };
        Text(new FeatureSet(schema, [new Feature(null, [value, -5.5])])).ShouldBe($"'=name,n\r\n{written},-5.5\r\n");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_is_written_is_read(GeometryType type, string one, string other)
    {
        var again = FileBytes.Read(new CsvReader(), FileBytes.Write(new CsvWriter(), SampleSets.Of(type, one, other)));
        again.SpatialReference.ShouldBe(SpatialReferences.Default.Wgs84);
        again.Features.Select(feature => feature.Geometry?.ToText()).ShouldBe([one, other, null]);
        again.Features.First().Attributes.ShouldBe(SampleSets.FullRow.Select(value => value is "2024-02-29" ? 1_709_164_800_000L : value));
    }

    public static TheoryData<GeometryType, string, string> Shapes => SampleSets.Shapes;

    static string Text(FeatureSet set) => Encoding.UTF8.GetString(FileBytes.Write(new CsvWriter(), set));
}
