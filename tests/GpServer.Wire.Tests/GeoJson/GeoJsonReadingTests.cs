using GpServer.Core;
using GpServer.Core.Features;

namespace GpServer.Wire.Tests.GeoJson;

public sealed class GeoJsonReadingTests
{
    [Theory]
    [InlineData("Point", "[1,2]", "POINT (1 2)")]
    [InlineData("Point", "[]", "POINT EMPTY")]
    [InlineData("MultiPoint", "[[1,2],[3,4]]", "MULTIPOINT ((1 2), (3 4))")]
    [InlineData("LineString", "[[1,2],[3,4]]", "LINESTRING (1 2, 3 4)")]
    [InlineData("MultiLineString", "[[[1,2],[3,4]],[[5,6],[7,8]]]", "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))")]
    [InlineData("Polygon", "[[[0,0],[3,0],[3,3],[0,0]],[[1,0.5],[2,1],[2,0.5],[1,0.5]]]",
        "POLYGON ((0 0, 3 3, 3 0, 0 0), (1 0.5, 2 0.5, 2 1, 1 0.5))")]
    [InlineData("MultiPolygon", "[[[[0,0],[3,0],[3,3],[0,0]]],[[[5,0],[8,0],[8,3],[5,0]]]]",
        "MULTIPOLYGON (((0 0, 3 3, 3 0, 0 0)), ((5 0, 8 3, 8 0, 5 0)))")]
    public void Every_type_is_read(string type, string coordinates, string expected)
    {
        var set = Reader.Set($$"""{"coordinates":{{coordinates}},"type":"{{type}}"}""");

        set.SpatialReference!.Wkid.ShouldBe(4326);
        set.Features.Single().Geometry!.AsText().ShouldBe(expected);
    }

    [Fact]
    public void A_collection_has_its_properties_as_attributes_and_its_ids_as_object_ids()
    {
        var set = Reader.Set("""
            {"features":[{"geometry":{"type":"Point","coordinates":[1,2]},"id":7,"type":"Feature","properties":{"a":"x","deep":{"b":[1]}}},
             {"type":"Feature","id":9,"properties":null,"geometry":null}],"type":"FeatureCollection"}
            """);

        set.Schema.Fields.Select(field => (field.Name, field.Type))
            .ShouldBe([("OBJECTID", FieldType.OID), ("a", FieldType.String), ("deep", FieldType.String)]);
        set.Features.Select(feature => feature.Attributes).ShouldBe([[7L, "x", """{"b":[1]}"""], [9L, null, null]]);
    }

    [Fact]
    public void A_property_OBJECTID_is_the_object_id_where_there_are_ids()
    {
        var set = Reader.Set("""
            {"type":"FeatureCollection","features":[{"type":"Feature","id":7,"properties":{"n":1,"OBJECTID":7},"geometry":null}]}
            """);

        set.Schema.Fields.Select(field => field.Type).ShouldBe([FieldType.Integer, FieldType.OID]);
    }

    [Theory]
    [InlineData("\"a\"")]
    [InlineData("1.5")]
    [InlineData("null")]
    public void Ids_that_are_no_whole_numbers_are_passed_over(string id)
    {
        Reader.Set($$"""{"type":"FeatureCollection","features":[{"type":"Feature","id":{{id}},"properties":{"n":1},"geometry":null}]}""")
            .Schema.Fields.ShouldHaveSingleItem().Name.ShouldBe("n");
    }

    [Fact]
    public void A_single_feature_is_a_set_of_one()
    {
        Reader.One("""{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[1,2]}}""").Attributes.ShouldBe([1L]);
    }

    [Fact]
    public void The_third_number_is_z_and_a_fourth_is_passed_over()
    {
        var set = Reader.Set("""
            {"type":"FeatureCollection","features":[{"geometry":{"type":"LineString","coordinates":[[1,2,3,9],[4,5,6,9]]}},
             {"geometry":{"type":"LineString","coordinates":[[1,2],[4,5]]}}]}
            """);

        (set.Schema.HasZ, set.Schema.HasM).ShouldBe((true, false));
        set.Features.Select(feature => feature.Geometry!.Coordinate.Z).ShouldBe([3, double.NaN]);
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:EPSG::3857", 102100)]
    [InlineData("EPSG:27700", 27700)]
    [InlineData("http://www.opengis.net/def/crs/EPSG/0/25832", 25832)]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84", 4326)]
    public void An_old_crs_member_is_respected(string name, int wkid)
    {
        Reader.Set($$$"""{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"{{{name}}}"}},"features":[]}""")
            .SpatialReference!.Wkid.ShouldBe(wkid);
    }

    [Fact]
    public void A_crs_that_is_not_known_is_refused()
    {
        var failure = Reader.Failure(
            """{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:mars"}},"features":[]}""");

        failure.Error.ShouldBe(GpError.SpatialReference);
        failure.Message.ShouldContain("urn:mars");
    }

    [Theory]
    [InlineData("""{"type":"GeometryCollection","geometries":[]}""", "GeometryCollection, which is not read")]
    [InlineData("""{"type":"Circle","coordinates":[1,2]}""", "no type that is known")]
    [InlineData("""{"type":"Point","coordinates":[1]}""", "the position has 1 number")]
    [InlineData("""{"type":"LineString","coordinates":[[1,2],[1e99,3]]}""", "beyond 1e15")]
    [InlineData("""{"type":"Polygon","coordinates":[[1,2],[3,4]]}""", "expected '['")]
    public void A_geometry_that_cannot_be_understood_is_refused(string geometry, string expected)
    {
        var problem = Reader.Problem($$"""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{{geometry}}}]}""");

        problem.ShouldStartWith("Input: feature 1: ");
        problem.ShouldContain(expected);
    }

    [Fact]
    public void Points_and_multipoints_together_become_multipoints()
    {
        Reader.Set("""
            {"type":"FeatureCollection","features":[{"geometry":{"type":"Point","coordinates":[1,2]}},
             {"geometry":{"type":"MultiPoint","coordinates":[[1,2]]}}]}
            """).Features.Select(feature => feature.Geometry!.AsText()).ShouldBe(["MULTIPOINT ((1 2))", "MULTIPOINT ((1 2))"]);
    }

    [Fact]
    public void A_geometry_across_the_antimeridian_stays_as_it_came()
    {
        Reader.Set("""{"type":"LineString","coordinates":[[179,0],[181,0]]}""").Features.Single().Geometry!.AsText()
            .ShouldBe("LINESTRING (179 0, 181 0)");
    }
}
