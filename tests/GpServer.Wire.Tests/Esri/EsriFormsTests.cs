using GpServer.Core;
using GpServer.Core.Features;

namespace GpServer.Wire.Tests.Esri;

public sealed class EsriFormsTests
{
    [Fact]
    public void A_feature_set_is_read_with_its_header_and_features()
    {
        var set = Reader.Set("""
            {"geometryType":"esriGeometryPoint","hasZ":false,"hasM":false,"spatialReference":{"wkid":4326},
             "fields":[{"name":"Id","type":"esriFieldTypeOID","alias":"Key"},{"name":"Name","type":"esriFieldTypeString","length":50}],
             "features":[{"geometry":{"x":-104.44,"y":34.83},"attributes":{"Id":43,"Name":"A"}}]}
            """);

        set.Schema.GeometryType.ShouldBe(GeometryType.Point);
        set.SpatialReference!.Wkid.ShouldBe(4326);
        set.Schema.Fields.Select(field => (field.Name, field.Type, field.Alias, field.Length))
            .ShouldBe([("Id", FieldType.OID, "Key", null), ("Name", FieldType.String, "Name", 50)]);
        set.KnownCount.ShouldBe(1);
        var feature = set.Features.ShouldHaveSingleItem();
        feature.Attributes.ShouldBe([43L, "A"]);
        feature.Geometry!.AsText().ShouldBe("POINT (-104.44 34.83)");
    }

    [Fact]
    public void Members_may_stand_in_any_order()
    {
        var set = Reader.Set("""
            {"features":[{"attributes":{"n":1},"geometry":{"y":2,"x":1}}],"fields":[{"type":"esriFieldTypeDouble","name":"n"}],
             "spatialReference":{"wkid":3857},"geometryType":"esriGeometryPoint"}
            """);

        set.SpatialReference!.LatestWkid.ShouldBe(3857);
        set.Features.Single().Attributes.ShouldBe([1.0]);
    }

    [Fact]
    public void A_layer_has_its_schema_from_the_definition()
    {
        var set = Reader.Set("""
            {"featureSet":{"features":[{"attributes":{"FID":7},"geometry":{"x":1,"y":2,"z":3}}],"geometryType":"esriGeometryPoint"},
             "layerDefinition":{"name":"L","type":"Feature Layer","objectIdField":"FID","geometryType":"esriGeometryPoint","hasZ":true,
              "extent":{"xmin":0,"ymin":0,"xmax":1,"ymax":1,"spatialReference":{"wkid":102100}},
              "fields":[{"name":"FID","type":"esriFieldTypeInteger"},{"name":"SHAPE","type":"esriFieldTypeGeometry"}]}}
            """);

        set.SpatialReference!.Wkid.ShouldBe(102100);
        set.Schema.HasZ.ShouldBeTrue();
        set.Schema.Fields.ShouldHaveSingleItem().Type.ShouldBe(FieldType.OID);
        set.Features.Single().Geometry!.Coordinate.Z.ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"layers":[{"layerDefinition":{},"featureSet":{"features":[{"attributes":{"a":1}}]}},{"url":"http://x"}]}""")]
    [InlineData("""{"paramName":"Out","dataType":"GPFeatureRecordSetLayer","value":{"features":[{"attributes":{"a":1}}]}}""")]
    [InlineData("""[{"attributes":{"a":1},"geometry":null}]""")]
    [InlineData("""{"attributes":{"a":1}}""")]
    public void A_wrapped_set_a_list_and_a_single_feature_are_taken(string text)
    {
        Reader.One(text).Attributes.ShouldBe([1L]);
    }

    [Theory]
    [InlineData("""{"x":1,"y":2,"spatialReference":{"wkid":3857}}""", "POINT (1 2)")]
    [InlineData("""{"rings":[[[0,0],[0,1],[1,1],[0,0]]],"spatialReference":{"wkid":3857}}""", "POLYGON ((0 0, 0 1, 1 1, 0 0))")]
    [InlineData("""[{"x":1,"y":2,"spatialReference":{"wkid":3857}}]""", "POINT (1 2)")]
    [InlineData("""{"x":null,"spatialReference":{"wkid":3857}}""", "POINT EMPTY")]
    public void A_bare_geometry_is_a_set_of_one(string text, string expected)
    {
        var set = Reader.Set(text);

        set.SpatialReference!.Wkid.ShouldBe(102100);
        set.Schema.Fields.ShouldBeEmpty();
        set.Features.Single().Geometry!.AsText().ShouldBe(expected);
    }

    [Fact]
    public void An_empty_list_is_an_empty_set()
    {
        Reader.Set("[]").Features.ShouldBeEmpty();
        Reader.Set("""{"features":[]}""").KnownCount.ShouldBe(0);
    }

    [Fact]
    public void The_input_of_the_JavaScript_SDK_is_read_whole()
    {
        var set = Reader.Set("""
            {"features":[{"geometry":{"spatialReference":{"latestWkid":3857,"wkid":102100},"x":1,"y":2,"z":30},"symbol":null,
             "attributes":{"name":"a","n":1,"d":2.5,"b":true,"nothing":null},"popupTemplate":null,"aggregateGeometries":null},
             {"geometry":{"spatialReference":{"latestWkid":3857,"wkid":102100},"x":3,"y":4},"symbol":{"type":"esriSMS"},
             "attributes":{"name":"b","late":9007199254740991},"popupTemplate":null}],"transform":null}
            """);

        set.SpatialReference!.Wkid.ShouldBe(102100);
        set.Schema.HasZ.ShouldBeTrue();
        set.Schema.Fields.Select(field => (field.Name, field.Type)).ShouldBe(
        [
            ("name", FieldType.String), ("n", FieldType.Integer), ("d", FieldType.Double), ("b", FieldType.SmallInteger),
            ("nothing", FieldType.String), ("late", FieldType.BigInteger),
        ]);
        set.Features.Select(feature => feature.Geometry!.Coordinate.Z).ShouldBe([30, double.NaN]);
        set.Features.Last().Attributes.ShouldBe(["b", null, null, null, null, 9007199254740991L]);
    }

    [Fact]
    public void The_input_of_esri_leaflet_takes_its_system_from_the_geometries()
    {
        var set = Reader.Set("""
            {"features":[{"geometry":{"x":1,"y":2,"spatialReference":{"wkid":4326}},"attributes":{}}]}
            """);

        set.SpatialReference!.Wkid.ShouldBe(4326);
        set.Schema.GeometryType.ShouldBe(GeometryType.Point);
    }

    [Fact]
    public void Bounds_of_esri_leaflet_become_polygons()
    {
        var geometry = Reader.Geometry("""{"xmin":0,"ymin":0,"xmax":2,"ymax":1}""", """ "geometryType":"esriGeometryEnvelope",""");

        geometry.AsText().ShouldBe("POLYGON ((0 0, 0 1, 2 1, 2 0, 0 0))");
    }

    [Fact]
    public void A_feature_in_another_system_than_its_set_is_projected()
    {
        var set = Reader.Set("""
            {"spatialReference":{"wkid":102100},"features":[{"geometry":{"x":180,"y":0,"spatialReference":{"wkid":4326}}},
             {"geometry":{"x":1,"y":2}}]}
            """);

        set.Features.First().Geometry!.Coordinate.X.ShouldBe(20037508.342789, 1e-6);
        set.Features.Last().Geometry!.Coordinate.X.ShouldBe(1);
    }

    [Fact]
    public void Python_text_of_a_dictionary_is_taken()
    {
        Reader.One("{'features': [{'attributes': {'a': u'x', 'b': None}, 'geometry': {'x': 1, 'y': 2}}]}").Attributes.ShouldBe(["x", null]);
        Reader.One("{features:[{attributes:{a:1}}]}").Attributes.ShouldBe([1L]);
    }

    [Theory]
    [InlineData("{}", "members by which features are known")]
    [InlineData("5", "'5' is not a value of features")]
    [InlineData("Roads;Rivers", "'Roads;Rivers' is not a value of features")]
    [InlineData("[1]", "the list begins with 1")]
    [InlineData("""{"portalItemID":"abc"}""", "portalItemID is not taken")]
    [InlineData("""{"url":""}""", "the URL is empty")]
    [InlineData("""{"featureSet":{}}""", "the feature set has no features")]
    [InlineData("""{"layers":[]}""", "no layers")]
    [InlineData("""{"geometryType":"esriGeometryCircle","features":[]}""", "geometryType is 'esriGeometryCircle'")]
    [InlineData("""{"geometryType":"esriGeometryMultiPatch","features":[]}""", "esriGeometryMultiPatch, which is not read")]
    [InlineData("""{"hasZ":"yes","features":[]}""", "hasZ is \"yes\"; expected true or false")]
    public void What_is_no_value_of_features_is_refused(string text, string expected)
    {
        var problem = Reader.Problem(text);

        problem.ShouldStartWith("Input: ");
        problem.ShouldContain(expected);
    }

    [Fact]
    public void A_system_that_nobody_knows_is_refused_with_the_name_of_the_parameter()
    {
        var failure = Reader.Failure("""{"spatialReference":{"wkid":99},"features":[]}""");

        failure.Error.ShouldBe(GpError.SpatialReference);
        failure.Message.ShouldStartWith("Input: ");
    }
}
