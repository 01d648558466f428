using NetTopologySuite.Geometries;

namespace GpServer.Wire.Tests.Esri;

public sealed class EsriGeometryTests
{
    [Theory]
    [InlineData("""{"x":1,"y":2}""", "POINT (1 2)")]
    [InlineData("""{"y":2,"x":1}""", "POINT (1 2)")]
    [InlineData("""{ "x" : "1.5" , "y" : 2 }""", "POINT (1.5 2)")]
    [InlineData("""{"x":null}""", "POINT EMPTY")]
    [InlineData("""{"x":"NaN","y":"NaN"}""", "POINT EMPTY")]
    [InlineData("""{"points":[[1,2],[3,4]]}""", "MULTIPOINT ((1 2), (3 4))")]
    [InlineData("""{"points":[]}""", "MULTIPOINT EMPTY")]
    [InlineData("""{"paths":[[[1,2],[3,4]]]}""", "LINESTRING (1 2, 3 4)")]
    [InlineData("""{"paths":[[[1,2],[3,4]],[[5,6],[7,8]]]}""", "MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))")]
    [InlineData("""{"paths":[[[1,2]],[[5,6],[7,8]]]}""", "LINESTRING (5 6, 7 8)")]
    [InlineData("""{"paths":[]}""", "LINESTRING EMPTY")]
    [InlineData("""{"rings":[]}""", "POLYGON EMPTY")]
    [InlineData("""{"rings":[[[0,0],[0,1],[1,1],[0,0]]]}""", "POLYGON ((0 0, 0 1, 1 1, 0 0))")]
    [InlineData("""{"xmin":2,"ymin":1,"xmax":0,"ymax":0}""", "POLYGON ((0 0, 0 1, 2 1, 2 0, 0 0))")]
    [InlineData("""{"xmin":null}""", "POLYGON EMPTY")]
    public void Every_type_is_read(string json, string expected)
    {
        Reader.Geometry(json).AsText().ShouldBe(expected);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"rings":null}""")]
    [InlineData("""{"spatialReference":{"wkid":4326}}""")]
    public void A_geometry_without_members_is_none(string json)
    {
        Reader.One($$"""{"features":[{"geometry":{{json}}}]}""").Geometry.ShouldBeNull();
    }

    [Theory]
    [InlineData(""" "hasZ":true,"hasM":true,""", "[1,2,3,4]", 3, 4)]
    [InlineData(""" "hasZ":true,""", "[1,2,3,4]", 3, double.NaN)]
    [InlineData(""" "hasM":true,""", "[1,2,4]", double.NaN, 4)]
    [InlineData(""" "hasZ":true,"hasM":true,""", "[1,2,3]", 3, double.NaN)]
    [InlineData(""" "hasZ":true,"hasM":true,""", "[1,2,3,null]", 3, double.NaN)]
    [InlineData("", "[1,2,3]", 3, double.NaN)]
    [InlineData("", "[1,2,3,4]", 3, 4)]
    [InlineData(""" "hasZ":false,"hasM":false,""", "[1,2,3]", double.NaN, double.NaN)]
    public void Z_and_m_stand_where_the_set_says(string header, string vertex, double z, double m)
    {
        var coordinate = Reader.Geometry($$"""{"paths":[[{{vertex}},{{vertex}}]]}""", header).Coordinate;

        (coordinate.X, coordinate.Y).ShouldBe((1, 2));
        coordinate.Z.ShouldBe(z);
        coordinate.M.ShouldBe(m);
    }

    [Fact]
    public void What_a_geometry_says_of_itself_wins_also_behind_its_vertices()
    {
        var set = Reader.Set("""
            {"features":[{"geometry":{"paths":[[[1,2,4],[3,4,5]]],"hasM":true}},{"geometry":{"hasZ":true,"paths":[[[1,2,3],[3,4,5]]]}}]}
            """);

        set.Schema.HasZ.ShouldBeTrue();
        set.Schema.HasM.ShouldBeTrue();
        set.Features.Select(feature => (feature.Geometry!.Coordinate.Z, feature.Geometry.Coordinate.M))
            .ShouldBe([(double.NaN, 4), (3, double.NaN)]);
    }

    [Fact]
    public void A_point_has_z_and_m_as_members()
    {
        var coordinate = Reader.Geometry("""{"x":1,"y":2,"z":3,"m":4}""").Coordinate;

        (coordinate.Z, coordinate.M).ShouldBe((3, 4));
    }

    [Fact]
    public void Points_among_multipoints_become_multipoints()
    {
        Reader.Set("""{"features":[{"geometry":{"x":1,"y":2}},{"geometry":{"points":[[3,4]]}}]}""")
            .Features.ShouldAllBe(feature => feature.Geometry is MultiPoint);
    }

    [Theory]
    [InlineData("""{"paths":[[[0,0],["NaN",1]]]}""", "vertex 2 of a part: a coordinate is not a number")]
    [InlineData("""{"paths":[[[0,0],[1,null]]]}""", "a coordinate is not a number")]
    [InlineData("""{"paths":[[[0,0],[1e308,1]]]}""", "the coordinate 1E+308 is beyond 1e15")]
    [InlineData("""{"paths":[[[0,0],[1e309,1]]]}""", "beyond the range of a double")]
    [InlineData("""{"paths":[[[0,0],[1]]]}""", "vertex 2 of a part has 1 numbers")]
    [InlineData("""{"x":1}""", "the point has an x without a y")]
    [InlineData("""{"x":1e16,"y":0}""", "is beyond 1e15")]
    [InlineData("""{"x":1,"y":2,"z":1e20}""", "is beyond 1e15")]
    [InlineData("""{"xmin":0,"ymin":0,"xmax":1}""", "a coordinate is not a number")]
    public void A_coordinate_that_is_no_place_is_refused(string geometry, string expected)
    {
        var problem = Reader.Problem($$"""{"features":[{"geometry":{{geometry}}}]}""");

        problem.ShouldStartWith("Input: feature 1: ");
        problem.ShouldContain(expected);
    }

    [Fact]
    public void Quantised_coordinates_are_decoded()
    {
        var set = Reader.Set("""
            {"transform":{"originPosition":"upperLeft","scale":[2,3],"translate":[100,200]},"geometryType":"esriGeometryPolyline",
             "features":[{"geometry":{"paths":[[[1,1],[1,0],[0,2]],[[0,0],[5,5]]]}}]}
            """);

        set.Features.Single().Geometry!.AsText().ShouldBe("MULTILINESTRING ((102 197, 104 197, 104 191), (100 200, 110 185))");
    }

    [Fact]
    public void Quantised_coordinates_with_z_are_refused()
    {
        Reader.Problem("""{"hasZ":true,"transform":{"scale":[1,1,1],"translate":[0,0,0]},"features":[{"geometry":{"x":1,"y":1,"z":1}}]}""")
            .ShouldContain("quantised coordinates with z or m are not read");
    }
}
