using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Tools;
using GpServer.Tools.Management;
using NetTopologySuite.Geometries;

namespace GpServer.Tools.Tests.Management;

public sealed class ProjectTests
{
    [Theory]
    [InlineData("3857")]
    [InlineData("""{"wkid":102100}""")]
    [InlineData("EPSG:3857")]
    [InlineData("WGS_1984_Web_Mercator_Auxiliary_Sphere")]
    public void The_target_is_a_wkid_or_the_json_or_the_name_of_a_system(string target)
    {
        using var results = Project(Features.Set(GeometryType.Point, 4326, "POINT (90 0)"), target);

        var set = results.Set("Output_Features");
        set.SpatialReference!.LatestWkid.ShouldBe(3857);
        set.Features.Single().Geometry!.Coordinate.X.ShouldBe(6378137 * Math.PI / 2, 1e-6);
    }

    [Fact]
    public void The_target_may_be_a_wkt()
    {
        const string wkt = """PROJCS["x",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",15],PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],UNIT["metre",1]]""";
        using var results = Project(Features.Set(GeometryType.Point, 4326, "POINT (15 0)"), wkt);

        results.Set("Output_Features").Features.Single().Geometry!.Coordinate.X.ShouldBe(500_000, 1e-6);
    }

    [Theory]
    [InlineData("1 Kilometers", 10, 1000)]
    [InlineData(null, 2, 2)]
    public void A_maximum_offset_adds_vertices(string? deviation, int least, int most)
    {
        var line = Features.Set(GeometryType.Polyline, 4326, "LINESTRING (-40 50, 40 50)");

        using var results = Project(line, "3571", deviation);

        results.Set("Output_Features").Features.Single().Geometry!.NumPoints.ShouldBeInRange(least, most);
    }

    [Theory]
    [InlineData("0 Meters")]
    [InlineData("1 DecimalDegrees")]
    public void A_maximum_offset_that_is_no_length_is_refused(string deviation)
    {
        var line = Features.Set(GeometryType.Polyline, 4326, "LINESTRING (-40 50, 40 50)");

        var failure = Should.Throw<GpException>(() => Project(line, "3571", deviation));

        failure.Error.ShouldBe(GpError.InvalidParameter);
        failure.Message.ShouldContain("Maximum_Offset_Deviation");
    }

    [Fact]
    public void Attributes_object_ids_Z_and_M_are_kept()
    {
        var input = new FeatureSet(
            new FeatureSchema
            {
                GeometryType = GeometryType.Point,
                HasZ = true,
                HasM = true,
                SpatialReference = Core.Spatial.SpatialReferences.Default.Wgs84,
                Fields = [new Field("FID", FieldType.OID)],
            },
            [new Feature(Features.Shape("POINT ZM (10 50 7 8)"), [33L])]);

        using var results = Project(input, "32632");

        var feature = results.Set("Output_Features").Features.Single();
        feature.Attributes.ShouldBe([33L]);
        feature.Geometry!.Coordinate.Z.ShouldBe(7);
        feature.Geometry.Coordinate.M.ShouldBe(8);
    }

    [Fact]
    public void A_feature_without_geometry_stays_without()
    {
        using var results = Project(Features.Set(GeometryType.Point, 4326, (string?)null), "3857");

        results.Set("Output_Features").Features.Single().Geometry.ShouldBeNull();
    }

    [Fact]
    public void Multipart_polygons_with_holes_keep_their_parts()
    {
        var input = Features.Set(
            GeometryType.Polygon, 4326, "MULTIPOLYGON (((0 0, 0 9, 9 9, 9 0, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2)), ((20 0, 20 1, 21 1, 20 0)))");

        using var results = Project(input, "3857");

        var shape = (MultiPolygon)results.Set("Output_Features").Features.Single().Geometry!;
        shape.NumGeometries.ShouldBe(2);
        ((Polygon)shape.GetGeometryN(0)).NumInteriorRings.ShouldBe(1);
    }

    [Fact]
    public void What_cannot_be_projected_loses_its_shape_and_is_counted()
    {
        using var results = Project(Features.Set(GeometryType.Point, 4326, "POINT (10 95)", "POINT (10 50)"), "3857");

        results.Set("Output_Features").Features.Select(feature => feature.Geometry is null).ShouldBe([true, false]);
        results.Messages.Single(message => message.Type == MessageType.Warning).Description.ShouldStartWith("Output_Features: 1 features lie outside");
    }

    [Theory]
    [InlineData("99999", "Output_Coordinate_System: Unknown spatial reference wkid 99999")]
    [InlineData("nowhere at all", "Output_Coordinate_System: Unknown spatial reference name 'nowhere at all'")]
    public void An_unknown_system_is_named(string target, string message) =>
        Should.Throw<GpException>(() => Project(Features.Set(GeometryType.Point, 4326, "POINT (0 0)"), target)).Message.ShouldStartWith(message);

    static Core.Execution.TaskResults Project(FeatureSet input, string target, string? deviation = null)
    {
        var values = new Dictionary<string, object> { ["Input_Features"] = input, ["Output_Coordinate_System"] = target };
        _ = deviation is not null && values.TryAdd("Maximum_Offset_Deviation", deviation);
        return new Project().RunWith(values);
    }
}
