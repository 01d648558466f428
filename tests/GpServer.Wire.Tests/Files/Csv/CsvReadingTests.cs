using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Wire.Files.Csv;

namespace GpServer.Wire.Tests.Files.Csv;

public sealed class CsvReadingTests
{
    static readonly CsvReader Csv = new();

    [Theory]
    [InlineData("lon,lat,name\r\n8.5,47.25,a\r\n")]
    [InlineData("name;Longitude;Latitude\na;8.5;47.25")]
    [InlineData("LONG\tLAT\tname\r8.5\t47.25\ta\r")]
    [InlineData("sep=;\nlon;lat;name\n8.5;47.25;a")]
    [InlineData("\n\nlon,lat,name\n\n\"8.5\",\"47.25\",\"a\"\n\n")]
    public void A_place_in_longitude_and_latitude_is_a_point_in_WGS_84(string text)
    {
        var set = Read(text);
        set.SpatialReference.ShouldBe(SpatialReferences.Default.Wgs84);
        set.KnownCount.ShouldBe(1);
        var feature = set.Features.ShouldHaveSingleItem();
        feature.Geometry!.ToText().ShouldBe("POINT (8.5 47.25)");
        feature.Attributes.ShouldBe(["a"]);
        set.Schema.Fields.ShouldHaveSingleItem().Name.ShouldBe("name");
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Text_is_read_in_the_encoding_of_its_mark(bool utf16, bool bigEndian)
    {
        Encoding encoding = utf16 ? new UnicodeEncoding(bigEndian, byteOrderMark: true) : new UTF8Encoding(encoderShouldEmitUTF8Identifier: bigEndian);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes("lon,lat,Größe\n1,2,日本\n")];
        var set = FileBytes.Read(Csv, bytes);
        set.Schema.Fields[0].Name.ShouldBe("Größe");
        set.Features.Single().Attributes.ShouldBe(["日本"]);
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_refused() =>
        Problem([.. "lon,lat,a\n1,2,"u8, 0xE4, 0x0A]).ShouldContain("not UTF-8");

    [Fact]
    public void Types_are_those_that_hold_for_all_rows()
    {
        var set = Read("""
            lon,lat,whole,big,decimal,mixed,code,date,text,none,wide
            1,2,1,1,0.5,1,007,2024-02-29,1,,12345678901234567890
            1,2,-2147483648,9007199254740993,-1e3,2.5,12,2024-02-29T12:34:56.789+01:00,a,,1
            1,2,,,,,,,,,
            """);
        set.Schema.Fields.Select(field => field.Type).ShouldBe(
        [
            FieldType.Integer, FieldType.BigInteger, FieldType.Double, FieldType.Double, FieldType.String, FieldType.Date, FieldType.String,
            FieldType.String, FieldType.String,
        ]);
        var rows = set.Features.Select(feature => feature.Attributes).ToList();
        rows[0].ShouldBe([1L, 1L, 0.5, 1.0, "007", 1_709_164_800_000L, "1", null, "12345678901234567890"]);
        rows[1].ShouldBe([-2147483648L, 9007199254740993L, -1000.0, 2.5, "12", 1_709_206_496_789L, "a", null, "1"]);
        rows[2].ShouldAllBe(value => value == null);
    }

    [Fact]
    public void Quotes_hold_separators_lines_and_quotes_and_make_an_empty_text()
    {
        var rows = Read("lon,lat,a,b\n1,2,\"x,\"\"y\"\"\nz\",\"\"\n1,2,5\" pipe,\n").Features.ToList();
        rows[0].Attributes.ShouldBe(["x,\"y\"\nz", ""]);
        rows[1].Attributes.ShouldBe(["5\" pipe", null]);
    }

    [Fact]
    public void Text_like_a_formula_is_text() =>
        Read("lon,lat,a\n1,2,=cmd|' /C calc'!A0\n").Features.Single().Attributes.ShouldBe(["=cmd|' /C calc'!A0"]);

    [Fact]
    public void Well_known_text_is_the_geometry_of_its_row()
    {
        var set = Read("wkt;name\n\"SRID=2056;POLYGON Z ((0 0 1, 0 9 1, 9 9 1, 0 0 1))\";a\n;b\n\"SRID=2056;MULTIPOLYGON EMPTY\";c\n");
        set.SpatialReference!.Wkid.ShouldBe(2056);
        set.Schema.HasZ.ShouldBeTrue();
        var shapes = set.Features.Select(feature => feature.Geometry).ToList();
        shapes[0]!.Area.ShouldBe(40.5);
        shapes[1].ShouldBeNull();
        shapes[2]!.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Well_known_text_that_can_be_degrees_is_in_WGS_84_where_nobody_says_another() =>
        Read("the_geom,a\n\"LINESTRING (-180 90, 5 6)\",1\n").SpatialReference.ShouldBe(SpatialReferences.Default.Wgs84);

    [Theory]
    [InlineData("wkt\n\"POINT (500000 5000000)\"\n")]
    [InlineData("x,y\n1,2\n")]
    public void Other_coordinates_ask_for_their_system_and_take_it_from_the_parameter(string text)
    {
        Problem(Encoding.UTF8.GetBytes(text)).ShouldContain("nothing says in which spatial reference");
        var utm = SpatialReferences.Default.Get(32632);
        Read(text, Reader.Options with { Schema = new FeatureSchema { SpatialReference = utm } }).SpatialReference.ShouldBe(utm);
    }

    [Fact]
    public void A_record_set_keeps_all_columns()
    {
        var set = Read("lon,lat,a\n1,2,3\n", Reader.Options with { Table = true });
        set.Schema.IsTable.ShouldBeTrue();
        set.Features.Single().Attributes.ShouldBe([1L, 2L, 3L]);
    }

    [Theory]
    [InlineData("", "does not begin with a row of column names")]
    [InlineData("a,b\n1,2\n", "no columns have the places")]
    [InlineData("lon,lat\n1,2,3\n", "line 2 has 3 values; expected 2")]
    [InlineData("lon,lat\n1,\n", "feature 1: lat is ''; expected a number")]
    [InlineData("lon,lat\n1,2\n8,5,47\n", "line 3 has")]
    [InlineData("lon,lat\n8.5,north\n", "feature 1: lat is 'north'")]
    [InlineData("lon,lat\n8.5,NaN\n", "lat is 'NaN'")]
    [InlineData("lon,lat,a\n1,2,\"open\n3,4,5\n", "begins in line 2 is not closed")]
    [InlineData("wkt\nPOINT (1)\n", "expected two or more numbers")]
    [InlineData("wkt\nPOINT (1 2\n", "ends early")]
    [InlineData("wkt\nPOINT (1 2) x\n", "has 'x'; expected its end")]
    [InlineData("wkt\nPOINT (1 2)\nLINESTRING(0 0)\n", "feature 2: the geometry is a line")]
    [InlineData("wkt\nPOINT (1 2)\nGEOMETRYCOLLECTION (POINT (1 2))\n", "of a kind that is not read")]
    [InlineData("wkt,a\nSRID=4326;POINT (1 2),1\nSRID=3857;POINT (1 2),2\n", "expected one spatial reference for all")]
    public void What_cannot_be_read_is_named(string text, string said) => Problem(Encoding.UTF8.GetBytes(text)).ShouldContain(said);

    [Fact]
    public void Columns_rows_and_texts_are_bounded()
    {
        var limits = Reader.With(new ReadLimits { Fields = 3, Features = 2, TextBytes = 10 });
        Failure("lon,lat,a,b,c,d,e,f\n", limits).Message.ShouldContain("more than 7 values");
        Failure("lon,lat\n1,2\n1,2\n1,2\n", limits).Message.ShouldContain("more than 2 features");
        Failure("lon,lat,a\n1,2,elevenbytes\n", limits).Message.ShouldContain("a has more than 10 bytes");
        Failure($"lon,lat,a\n1,2,\"{new string('x', 17 * 1024 * 1024)}\"\n", Reader.Options).Message.ShouldContain("the limit of one row");
    }

    [Fact]
    public void Deeply_nested_brackets_are_refused_at_once() =>
        Problem(Encoding.UTF8.GetBytes($"wkt\nMULTIPOLYGON {new string('(', 1_000_000)}\n")).ShouldContain("expected two or more numbers");

    [Fact]
    public void Whatever_is_cut_or_changed_fails_as_the_callers_fault()
    {
        var bytes = "wkt,a,b\n\"POLYGON ((0 0, 0 9, 9 9, 0 0))\",1,x\n\"MULTIPOLYGON (((0 0, 0 1, 1 1, 0 0)), EMPTY)\",2.5,\"y\"\n"u8.ToArray();
        Hostile.CutEverywhere(Csv, bytes).ShouldBeGreaterThan(0);
        Hostile.Change(Csv, bytes, 1_500, 3).ShouldBeGreaterThan(0);
    }

    static FeatureSet Read(string text, FeatureReadOptions? options = null) => FileBytes.Read(Csv, Encoding.UTF8.GetBytes(text), options);

    static GpException Failure(string text, FeatureReadOptions options)
    {
        var failure = Should.Throw<GpException>(() => Read(text, options));
        failure.Error.ShouldBe(GpError.LimitExceeded);
        return failure;
    }

    static string Problem(byte[] bytes) => Should.Throw<GpException>(() => FileBytes.Read(Csv, bytes)).Message;
}
