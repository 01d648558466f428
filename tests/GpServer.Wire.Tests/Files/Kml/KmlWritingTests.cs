using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Files;
using GpServer.Wire.Files.Kml;

namespace GpServer.Wire.Tests.Files.Kml;

public sealed class KmlWritingTests
{
    static readonly XNamespace Ns = "http://www.opengis.net/kml/2.2";

    [Fact]
    public void Fields_are_declared_with_their_types_and_aliases()
    {
        var schema = Write(SampleSets.Of(GeometryType.Point)).Element(Ns + "Document")!.Element(Ns + "Schema")!;

        schema.Elements(Ns + "SimpleField").Select(field => (string)field.Attribute("name")!)
            .ShouldBe(SampleSets.AllFields.Select(field => field.Name));
        schema.Elements(Ns + "SimpleField").Select(field => (string)field.Attribute("type")!)
            .ShouldBe(["int", "short", "int", "string", "float", "double", "string", "string", "string", "string"]);
        schema.Descendants(Ns + "displayName").ShouldHaveSingleItem().Value.ShouldBe("A whole number");
    }

    [Fact]
    public void Values_are_data_of_the_schema_and_null_is_left_out()
    {
        var set = SampleSets.Of(GeometryType.Point);
        var placemarks = Write(set).Descendants(Ns + "Placemark").ToList();

        var data = placemarks[0].Descendants(Ns + "SimpleData").ToDictionary(value => (string)value.Attribute("name")!, value => value.Value);
        data["Big"].ShouldBe("-9007199254740993");
        data["When"].ShouldBe("2024-02-29T12:34:56.789Z");
        data["Text"].ShouldBe((string)SampleSets.FullRow[6]!);
        placemarks[1].Descendants(Ns + "SimpleData").ShouldHaveSingleItem().Value.ShouldBe("2");
    }

    [Fact]
    public void The_display_field_names_placemarks()
    {
        var set = SampleSets.Of(GeometryType.Point);
        var named = new FeatureSet(set.Schema with { DisplayFieldName = "text" }, set.Features);

        var placemarks = Write(named).Descendants(Ns + "Placemark").ToList();

        placemarks[0].Element(Ns + "name")!.Value.ShouldBe((string)SampleSets.FullRow[6]!);
        placemarks[1].Element(Ns + "name").ShouldBeNull();
    }

    [Fact]
    public void Outer_boundaries_run_counter_clockwise_and_holes_clockwise()
    {
        var polygon = Write(SampleSets.Of(GeometryType.Polygon, "POLYGON ((0 0, 0 4, 4 4, 4 0, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))"))
            .Descendants(Ns + "Polygon").ShouldHaveSingleItem();

        polygon.Element(Ns + "outerBoundaryIs")!.Value.ShouldBe("0,0 4,0 4,4 0,4 0,0");
        polygon.Element(Ns + "innerBoundaryIs")!.Value.ShouldBe("1,1 1,2 2,2 2,1 1,1");
    }

    [Fact]
    public void Altitudes_are_absolute_and_left_out_where_they_were_not_asked_for()
    {
        var set = SampleSets.Of(GeometryType.Point, hasZ: true, "POINT Z (1 2 -3.5)");
        var output = new MemoryStream();
        new KmlFileWriter().Write(set, new FeatureFileTarget(output, "Layer", "") { ReturnZ = false }, CancellationToken.None);

        var point = Write(set).Descendants(Ns + "Point").ShouldHaveSingleItem();
        point.Element(Ns + "altitudeMode")!.Value.ShouldBe("absolute");
        point.Element(Ns + "coordinates")!.Value.ShouldBe("1,2,-3.5");
        Encoding.UTF8.GetString(output.ToArray()).ShouldContain("<coordinates>1,2</coordinates>");
    }

    [Fact]
    public void Coordinates_never_have_an_exponent()
    {
        var text = Write(SampleSets.Geometries(GeometryType.Point, SampleSets.Shape("POINT (0.0000000012 -0.00001)"))).Value;

        text.ShouldEndWith("0.000000001200000,-0.00001");
    }

    [Fact]
    public void Characters_that_xml_cannot_hold_are_replaced()
    {
        var schema = new FeatureSchema { Fields = [new Field("a\u0001b", FieldType.String)] };
        var set = new FeatureSet(schema, [new Feature(null, ["x\u0000y\ud800z"])]);

        Write(set).Descendants(Ns + "SimpleData").ShouldHaveSingleItem().Value.ShouldBe("x\uFFFDy\uFFFDz");
    }

    [Fact]
    public void A_set_in_another_system_is_a_fault_of_the_server()
    {
        var set = SampleSets.Empty(GeometryType.Point);
        var projected = new FeatureSet(set.Schema with { SpatialReference = SpatialReferences.Default.WebMercator }, []);

        Should.Throw<InvalidOperationException>(() => Write(projected));
    }

    [Fact]
    public void Kmz_is_an_archive_with_the_document()
    {
        using var archive = new ZipArchive(new MemoryStream(FileBytes.Write(new KmzFileWriter(), SampleSets.Of(GeometryType.Point, "POINT (1 2)"))));

        var entry = archive.Entries.ShouldHaveSingleItem();
        entry.FullName.ShouldBe("doc.kml");
        using var document = entry.Open();
        XDocument.Load(document).Root!.Name.ShouldBe(Ns + "kml");
    }

    static XElement Write(FeatureSet set) =>
        XDocument.Parse(Encoding.UTF8.GetString(FileBytes.Write(new KmlFileWriter(), set)), LoadOptions.PreserveWhitespace).Root!;
}
