using System.Text;
using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Wire.Files.Kml;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Tests.Files.Kml;

public sealed class KmlReadingTests
{
    static readonly KmlFileReader FileReader = new();

    public static TheoryData<GeometryType, string, string> Shapes => SampleSets.Shapes;

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_is_written_is_read(GeometryType type, string one, string other)
    {
        var set = SampleSets.Of(type, one, other);

        var again = FileBytes.Read(FileReader, FileBytes.Write(new KmlFileWriter(), set));

        again.Schema.GeometryType.ShouldBe(type);
        again.Schema.HasZ.ShouldBeFalse();
        again.SpatialReference.ShouldBe(SpatialReferences.Default.Wgs84);
        again.KnownCount.ShouldBe(3);
        again.Schema.Fields.Select(field => field.Name).ShouldBe(SampleSets.AllFields.Select(field => field.Name));
        again.Schema.Fields.Select(field => field.Type).ShouldBe([
            FieldType.Integer, FieldType.SmallInteger, FieldType.Integer, FieldType.String, FieldType.Single, FieldType.Double,
            FieldType.String, FieldType.String, FieldType.String, FieldType.String]);
        again.Features.First().Attributes.ShouldBe([
            1L, -32768L, 2_147_483_647L, "-9007199254740993", 0.5, 1e-300, SampleSets.FullRow[6], "2024-02-29T12:34:56.789Z", "2024-02-29", "{7F2A}"]);
        again.Features.ElementAt(1).Attributes.ShouldBe(SampleSets.NullRow);
        again.Features.Select(feature => feature.Geometry?.AsText()).ShouldBe([one, other, null]);
    }

    [Fact]
    public void The_fields_of_the_parameter_take_what_their_types_take()
    {
        var set = SampleSets.Of(GeometryType.Point, "POINT (1 2)");
        var options = Reader.Options with { Schema = set.Schema };

        var again = FileBytes.Read(FileReader, FileBytes.Write(new KmlFileWriter(), set), options);

        again.Schema.Fields.ShouldBe(SampleSets.AllFields);
        again.Features.Select(feature => feature.Attributes).ShouldBe([SampleSets.FullRow, SampleSets.NullRow, SampleSets.OtherRow]);
    }

    [Fact]
    public void Altitudes_are_kept_even_where_all_are_zero()
    {
        var set = SampleSets.Of(GeometryType.Polyline, hasZ: true, "LINESTRING Z (1 2 0, 3 4 0)");

        var again = FileBytes.Read(FileReader, FileBytes.Write(new KmlFileWriter(), set));

        again.Schema.HasZ.ShouldBeTrue();
        again.Features.First().Geometry!.Coordinates.Select(vertex => vertex.Z).ShouldBe([0, 0]);
    }

    [Fact]
    public void Zeros_on_the_ground_are_no_altitudes() =>
        Read(Placemark("<Point><coordinates>1,2,0</coordinates></Point>")).Schema.HasZ.ShouldBeFalse();

    [Fact]
    public void Placemarks_are_found_in_whatever_folders_they_are()
    {
        var set = Read(
            "<Document><name>d</name><Placemark><name>a</name></Placemark><Folder><Folder><Placemark><name>b</name></Placemark></Folder>" +
            "<Style id='s'><LineStyle/></Style><GroundOverlay><name>x</name></GroundOverlay></Folder><Placemark/><Placemark><name>c</name></Placemark></Document>");

        set.Features.Select(feature => feature.Attributes[0]).ShouldBe(["a", "b", null, "c"]);
        set.Schema.Fields.ShouldHaveSingleItem().Name.ShouldBe("Name");
    }

    [Fact]
    public void A_folder_can_be_asked_for_by_name()
    {
        const string document =
            "<Document><Folder><name>one</name><Placemark><name>a</name></Placemark></Folder>" +
            "<Folder><name>two</name><Placemark><name>b</name></Placemark><Folder><name>x</name><Placemark><name>c</name></Placemark></Folder></Folder></Document>";

        FileBytes.Read(FileReader, Document(document), layer: "two").Features.Select(feature => feature.Attributes[0]).ShouldBe(["b", "c"]);
        Should.Throw<GpException>(() => FileBytes.Read(FileReader, Document(document), layer: "three"))
            .Message.ShouldBe("Input: input.kml: there is no folder 'three' in the document; expected the name of a Folder or Document");
    }

    [Fact]
    public void Name_description_and_data_become_fields()
    {
        var set = Read(Placemark(
            "<name> n </name><description><![CDATA[<b>d</b>]]></description>" +
            "<ExtendedData><Data name='zip'><displayName>ZIP</displayName><value>01234</value></Data><Data name='none'><value/></Data></ExtendedData>"));

        set.Schema.Fields.Select(field => (field.Name, field.Type)).ShouldBe([
            ("Name", FieldType.String), ("Description", FieldType.String), ("zip", FieldType.String), ("none", FieldType.String)]);
        set.Features.First().Attributes.ShouldBe([" n ", "<b>d</b>", "01234", ""]);
    }

    [Fact]
    public void Data_counts_before_the_name_of_the_same_field()
    {
        var set = Read(
            Placemark("<name>own</name><ExtendedData><Data name='NAME'><value>data</value></Data></ExtendedData>") + Placemark("<name>alone</name>"));

        set.Schema.Fields.ShouldHaveSingleItem().Name.ShouldBe("NAME");
        set.Features.Select(feature => feature.Attributes[0]).ShouldBe(["data", "alone"]);
    }

    [Theory]
    [InlineData("int", "5", FieldType.Integer, 5L)]
    [InlineData("int", "5000000000", FieldType.BigInteger, 5_000_000_000L)]
    [InlineData("int", "1.5", FieldType.Double, 1.5)]
    [InlineData("int", "n/a", FieldType.String, "n/a")]
    [InlineData("short", "-7", FieldType.SmallInteger, -7L)]
    [InlineData("uint", "4294967295", FieldType.BigInteger, 4_294_967_295L)]
    [InlineData("ushort", "65535", FieldType.Integer, 65_535L)]
    [InlineData("bool", "true", FieldType.SmallInteger, 1L)]
    [InlineData("bool", "0", FieldType.SmallInteger, 0L)]
    [InlineData("float", "0.5", FieldType.Single, 0.5)]
    [InlineData("float", "0.123456789", FieldType.Double, 0.123456789)]
    [InlineData("float", "16777217", FieldType.Double, 16_777_217.0)]
    [InlineData("double", "1e3", FieldType.Double, 1000.0)]
    [InlineData("double", "true", FieldType.String, "true")]
    [InlineData("int", " ", FieldType.Integer, null)]
    [InlineData("wstring", "x", FieldType.String, "x")]
    public void Types_of_a_schema_are_widened_where_values_need_it(string type, string text, FieldType expected, object? value)
    {
        var set = Read(
            $"<Document><Schema id='s'><SimpleField name='f' type='{type}'/></Schema>" +
            $"<Placemark><ExtendedData><SchemaData schemaUrl='#s'><SimpleData name='f'>{text}</SimpleData></SchemaData></ExtendedData></Placemark></Document>");

        set.Schema.Fields.ShouldHaveSingleItem().Type.ShouldBe(expected);
        set.Features.First().Attributes.ShouldBe([value]);
    }

    [Theory]
    [InlineData("1,2 3,4", "LINESTRING (1 2, 3 4)")]
    [InlineData("\n\t1,2,0\n\t3,4,0\n", "LINESTRING (1 2, 3 4)")]
    [InlineData(" 1, 2, 0  3 ,4 , 0 ", "LINESTRING (1 2, 3 4)")]
    [InlineData("1e0,+2 3.,.4e1", "LINESTRING (1 2, 3 4)")]
    [InlineData("1,2, 3,4,", "1 number")]
    [InlineData("1 2", "a vertex has 1 number")]
    [InlineData("1,2,3,4", "a vertex has more than 3 numbers")]
    [InlineData("1,x 2,3", "'x' is not a coordinate")]
    [InlineData("1,NaN 2,3", "'NaN' is not a coordinate")]
    [InlineData("1,2 3,1e99", "beyond 1e15")]
    public void Coordinates_may_have_blanks_beside_commas(string text, string expected)
    {
        var document = Placemark($"<LineString><coordinates>{text}</coordinates></LineString>");
        if (expected.StartsWith("LINE", StringComparison.Ordinal))
        {
            Read(document).Features.ShouldHaveSingleItem().Geometry!.AsText().ShouldBe(expected);
        }
        else
        {
            Problem(document).ShouldContain(expected);
        }
    }

    [Fact]
    public void Long_coordinates_are_read_whole()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i / 1000.0},{i % 90}\n");
        }

        var line = Read(Placemark($"<LineString><coordinates>{text}</coordinates></LineString>")).Features.First().Geometry!;

        line.NumPoints.ShouldBe(20_000);
        line.Coordinates.Select(vertex => (vertex.X, vertex.Y)).ShouldBe(Enumerable.Range(0, 20_000).Select(i => (i / 1000.0, (double)(i % 90))));
    }

    [Fact]
    public void A_track_is_a_line()
    {
        var set = Read(Placemark(
            "<gx:MultiTrack xmlns:gx='http://www.google.com/kml/ext/2.2'><gx:Track><when>2024-01-01T00:00:00Z</when>" +
            "<gx:coord>1 2 10</gx:coord><gx:coord>3 4 20</gx:coord></gx:Track></gx:MultiTrack>"));

        set.Schema.HasZ.ShouldBeTrue();
        set.Features.First().Geometry.ShouldBeOfType<LineString>().Coordinates.Select(vertex => vertex.Z).ShouldBe([10, 20]);
    }

    [Fact]
    public void Of_several_types_the_only_one_that_the_parameter_takes_is_read()
    {
        var document = Placemark("<name>p</name><Point><coordinates>1,2</coordinates></Point>")
            + Placemark("<name>m</name><MultiGeometry><Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing>" +
                "</outerBoundaryIs></Polygon><LineString><coordinates>5,5 6,6</coordinates></LineString></MultiGeometry>");

        var lines = FileBytes.Read(FileReader, Document(document), Reader.Options with { GeometryTypes = [GeometryType.Polyline] });

        lines.Features.Select(feature => feature.Geometry?.AsText()).ShouldBe([null, "LINESTRING (5 5, 6 6)"]);
        Problem(document).ShouldBe("Input: input.kml: the document has points and lines and polygons; expected geometries of one type, whichever");
        Problem(document, Reader.Options with { GeometryTypes = [GeometryType.Point, GeometryType.Polygon] })
            .ShouldEndWith("expected geometries of one type, points or polygons");
    }

    [Fact]
    public void A_parameter_of_points_takes_collections_of_one_point()
    {
        var document = Placemark("<MultiGeometry><Point><coordinates>1,2</coordinates></Point></MultiGeometry>");

        Read(document).Schema.GeometryType.ShouldBe(GeometryType.Multipoint);
        FileBytes.Read(FileReader, Document(document), Reader.Options with { GeometryTypes = [GeometryType.Point] })
            .Features.First().Geometry.ShouldBeOfType<Point>();
    }

    [Fact]
    public void A_type_that_the_parameter_does_not_take_is_refused() =>
        Problem(Placemark("<Point><coordinates>1,2</coordinates></Point>"), Reader.Options with { GeometryTypes = [GeometryType.Polygon] })
            .ShouldBe("Input: input.kml: the features are points; expected polygons");

    [Fact]
    public void A_document_without_geometries_is_a_table_for_record_sets() =>
        FileBytes.Read(FileReader, Document(Placemark("<name>x</name>")), Reader.Options with { Table = true }).Schema.IsTable.ShouldBeTrue();

    [Fact]
    public void A_network_link_is_refused_and_never_followed() =>
        Problem("<NetworkLink><Link><href>http://127.0.0.1:1/x.kml</href></Link></NetworkLink>").ShouldContain("NetworkLink, which is not followed");

    [Fact]
    public void A_model_is_refused() => Problem(Placemark("<Model/>")).ShouldBe(
        "Input: input.kml: feature 1: the geometry is a Model, which is not read; expected points, lines or polygons");

    [Fact]
    public void Another_document_is_refused() => Failure(FileReader, "<gpx/>"u8).ShouldBe("Input: input.kml: the document begins with <gpx>; expected <kml>");

    [Fact]
    public void Too_much_of_anything_is_refused()
    {
        var document = Placemark("<name>0123456789</name><LineString><coordinates>1,2 3,4 5,6</coordinates></LineString>")
            + Placemark("<ExtendedData><Data name='a'><value>1</value></Data></ExtendedData>");

        Problem(document, Reader.With(new ReadLimits { Features = 1 })).ShouldContain("more than 1 features");
        Problem(document, Reader.With(new ReadLimits { Fields = 0 })).ShouldContain("more than 0 ");
        Problem(document, Reader.With(new ReadLimits { Vertices = 2 })).ShouldContain("more than 2 vertices");
        Problem(document, Reader.With(new ReadLimits { TextBytes = 9 })).ShouldContain("name: the text has more than 9 bytes");
        Problem(document, Reader.With(new ReadLimits { JsonDepth = 3 })).ShouldContain("more than 3 levels deep");
    }

    static FeatureSet Read(string content) => FileBytes.Read(FileReader, Document(content));

    static string Problem(string content, FeatureReadOptions? options = null) => Failure(FileReader, Document(content), options);

    static string Failure(KmlFileReader reader, ReadOnlySpan<byte> bytes, FeatureReadOptions? options = null)
    {
        var document = bytes.ToArray();
        return Should.Throw<GpException>(() => FileBytes.Read(reader, document, options)).Message;
    }

    static string Placemark(string content) => $"<Placemark>{content}</Placemark>";

    static byte[] Document(string content) =>
        Encoding.UTF8.GetBytes(content.StartsWith("<Document", StringComparison.Ordinal)
            ? $"<?xml version='1.0' encoding='UTF-8'?><kml xmlns='http://www.opengis.net/kml/2.2'>{content}</kml>"
            : $"<kml xmlns='http://earth.google.com/kml/2.1'><Document>{content}</Document></kml>");
}
