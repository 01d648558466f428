using System.Text.Json;
using GpServer.Core.Features;
using GpServer.Core.Spatial;

namespace GpServer.Wire.Tests.Esri;

public sealed class EsriWritingTests
{
    [Fact]
    public void A_feature_set_is_written_as_the_documentation_shows_it()
    {
        var text = Writer.Again("""
            {"geometryType":"esriGeometryPolygon","spatialReference":{"wkid":3857},
             "fields":[{"name":"OBJECTID","type":"esriFieldTypeOID"},{"name":"N","type":"esriFieldTypeString","alias":"Name","length":50}],
             "features":[{"attributes":{"OBJECTID":1,"N":"a"},"geometry":{"rings":[[[0,0],[0,1],[1,1],[0,0]]]}}]}
            """);

        text.ShouldBe("""
            {"displayFieldName":"","geometryType":"esriGeometryPolygon","spatialReference":{"wkid":102100,"latestWkid":3857},
            "fields":[{"name":"OBJECTID","type":"esriFieldTypeOID","alias":"OBJECTID"},
            {"name":"N","type":"esriFieldTypeString","alias":"Name","length":50}],
            "features":[{"attributes":{"OBJECTID":1,"N":"a"},"geometry":{"rings":[[[0,0],[0,1],[1,1],[0,0]]]}}],
            "exceededTransferLimit":false}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public void A_table_has_neither_shape_nor_system()
    {
        var set = new FeatureSet(
            new FeatureSchema { Fields = [new Field("a", FieldType.Double)], SpatialReference = SpatialReferences.Default.Wgs84 },
            [new Feature(null, [1.5]), new Feature(null, [double.NaN]), new Feature(null, [null])])
        { ExceededTransferLimit = true };

        Writer.Text(set).ShouldBe("""
            {"displayFieldName":"","fields":[{"name":"a","type":"esriFieldTypeDouble","alias":"a"}],
            "features":[{"attributes":{"a":1.5}},{"attributes":{"a":null}},{"attributes":{"a":null}}],"exceededTransferLimit":true}
            """.ReplaceLineEndings(""));
    }

    [Theory]
    [InlineData("""{"x":1,"y":2}""")]
    [InlineData("""{"points":[[1,2],[3,4]]}""")]
    [InlineData("""{"points":[]}""")]
    [InlineData("""{"paths":[[[1,2],[3,4]],[[5,6],[7,8]]]}""")]
    [InlineData("""{"paths":[]}""")]
    [InlineData("""{"rings":[[[0,0],[0,9],[9,9],[9,0],[0,0]],[[1,1],[2,1],[2,2],[1,1]]]}""")]
    [InlineData("""{"rings":[]}""")]
    public void A_geometry_is_written_as_it_was_read(string geometry)
    {
        Writer.Geometry(geometry).ShouldBe(geometry);
    }

    [Fact]
    public void An_empty_point_has_null_coordinates_and_no_geometry_has_no_member()
    {
        Writer.Geometry("""{"x":"NaN"}""").ShouldBe("""{"x":null,"y":null}""");
        Writer.Again("""{"features":[{"attributes":{"a":1},"geometry":null}]}""").ShouldContain("""[{"attributes":{"a":1}}]""");
    }

    [Fact]
    public void Rings_leave_clockwise_and_holes_counter_clockwise_whatever_a_tool_made()
    {
        var factory = GeometryServices.Factory;
        var shell = factory.CreateLinearRing([new(0, 0), new(9, 0), new(9, 9), new(0, 0)]);
        var hole = factory.CreateLinearRing([new(5, 1), new(6, 2), new(6, 1), new(5, 1)]);
        var schema = new FeatureSchema { GeometryType = GeometryType.Polygon };

        var text = Writer.Text(new FeatureSet(schema, [new Feature(factory.CreatePolygon(shell, [hole]), [])]));

        text.ShouldContain("""{"rings":[[[0,0],[9,9],[9,0],[0,0]],[[5,1],[6,1],[6,2],[5,1]]]}""");
    }

    [Theory]
    [InlineData("""{"x":1,"y":2,"z":3,"m":4}""")]
    [InlineData("""{"paths":[[[1,2,3,4],[5,6,7,null]]]}""")]
    public void Z_and_m_are_written_where_they_are_asked_for(string geometry)
    {
        Writer.Geometry(geometry, Writer.WithZAndM).ShouldBe(geometry);
        Writer.Geometry(geometry).ShouldNotContain("3");
        Writer.Again($$"""{"features":[{"geometry":{{geometry}}}]}""", Writer.WithZAndM)
            .ShouldContain("""{"displayFieldName":"","hasZ":true,"hasM":true,""");
        Writer.Again($$"""{"features":[{"geometry":{{geometry}}}]}""").ShouldNotContain("hasZ");
    }

    [Fact]
    public void A_line_without_z_in_a_set_that_has_it_gets_zero()
    {
        const string mixed = """{"features":[{"geometry":{"paths":[[[1,2,3],[4,5,6]]]}},{"geometry":{"paths":[[[1,2],[4,5]]]}}]}""";

        Writer.Again(mixed, Writer.WithZAndM)
            .ShouldContain("""{"paths":[[[1,2,0],[4,5,0]]]}""");
    }

    [Fact]
    public void Fields_keep_what_they_came_with_and_odd_names_are_escaped()
    {
        const string field = """
            {"name":"a\"b","type":"esriFieldTypeInteger","alias":"A","length":4,"nullable":true,"editable":false,
             "domain":{"type":"range","range":[1,2]},"defaultValue":"x"}
            """;

        var text = Writer.Again("{\"fields\":[" + field + """],"features":[{"attributes":{"a\"b":1}}]}""");

        using var document = JsonDocument.Parse(text);
        JsonElement.DeepEquals(document.RootElement.GetProperty("fields")[0], JsonDocument.Parse(field).RootElement).ShouldBeTrue();
        document.RootElement.GetProperty("features")[0].GetProperty("attributes").GetProperty("a\"b").GetInt32().ShouldBe(1);
    }

    [Fact]
    public void A_layer_has_a_definition_that_clients_can_draw()
    {
        using var document = JsonDocument.Parse(Writer.Again("""
            {"spatialReference":{"wkid":4326},"objectIdFieldName":"id","features":[{"attributes":{"id":1},"geometry":{"x":1,"y":2}},
             {"attributes":{"id":2},"geometry":{"x":3,"y":5}}]}
            """, Writer.Layer));

        var definition = document.RootElement.GetProperty("layerDefinition");
        definition.GetProperty("name").GetString().ShouldBe("Output");
        definition.GetProperty("type").GetString().ShouldBe("Feature Layer");
        definition.GetProperty("geometryType").GetString().ShouldBe("esriGeometryPoint");
        definition.GetProperty("objectIdField").GetString().ShouldBe("id");
        definition.GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("type").GetString())
            .ShouldBe(["esriFieldTypeOID", "esriFieldTypeGeometry"]);
        definition.GetProperty("drawingInfo").GetProperty("renderer").GetProperty("symbol").GetProperty("type").GetString()
            .ShouldBe("esriSMS");
        definition.GetProperty("templates").GetArrayLength().ShouldBe(0);
        definition.GetProperty("extent").GetRawText()
            .ShouldBe("""{"xmin":1,"ymin":2,"xmax":3,"ymax":5,"spatialReference":{"wkid":4326,"latestWkid":4326}}""");
        var set = document.RootElement.GetProperty("featureSet");
        set.GetProperty("spatialReference").GetProperty("wkid").GetInt32().ShouldBe(4326);
        set.TryGetProperty("fields", out _).ShouldBeFalse();
        set.GetProperty("features").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void A_layer_that_was_written_reads_back()
    {
        var set = Reader.Set(Writer.Again("""
            {"spatialReference":{"wkid":4326},"fields":[{"name":"id","type":"esriFieldTypeOID"}],
             "features":[{"attributes":{"id":1},"geometry":{"paths":[[[1,2],[3,4]]]}}]}
            """, Writer.Layer));

        set.Schema.GeometryType.ShouldBe(GeometryType.Polyline);
        set.Schema.ObjectIdIndex.ShouldBe(0);
        set.Features.Single().Geometry!.AsText().ShouldBe("LINESTRING (1 2, 3 4)");
    }

    [Fact]
    public void Real_countries_come_back_byte_by_byte()
    {
        var bytes = Sample.Read("countries.esri.json");
        var set = (FeatureSet)new FeatureReader().Read(bytes, Reader.Options);

        var once = Writer.Text(set);
        var twice = Writer.Again(once);

        twice.ShouldBe(once);
        using var original = JsonDocument.Parse(bytes);
        using var written = JsonDocument.Parse(once);
        var countries = written.RootElement.GetProperty("features").EnumerateArray();
        original.RootElement.GetProperty("features").EnumerateArray().Zip(countries)
            .Count(pair => JsonElement.DeepEquals(pair.First, pair.Second)).ShouldBe(50);
    }
}
