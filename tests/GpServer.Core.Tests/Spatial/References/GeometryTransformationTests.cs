using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using NetTopologySuite.IO;

namespace GpServer.Core.Tests.Spatial.References;

public sealed class GeometryTransformationTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;
    static readonly CoordinateTransform ToMercator = References.Transform(References.Wgs84, References.WebMercator);
    static readonly CoordinateTransform ToUtm = References.Transform(References.Wgs84, References.Get(32633));

    [Theory]
    [InlineData("POINT (1 2)")]
    [InlineData("LINESTRING (1 2, 3 4)")]
    [InlineData("LINEARRING (0 0, 1 0, 1 1, 0 0)")]
    [InlineData("POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1))")]
    [InlineData("MULTIPOINT ((1 2), (3 4), EMPTY)")]
    [InlineData("MULTILINESTRING ((1 2, 3 4), (5 6, 7 8))")]
    [InlineData("MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))")]
    [InlineData("GEOMETRYCOLLECTION (POINT (1 2), GEOMETRYCOLLECTION (LINESTRING (1 2, 3 4)), POLYGON EMPTY)")]
    [InlineData("POINT EMPTY")]
    [InlineData("POLYGON EMPTY")]
    [InlineData("GEOMETRYCOLLECTION EMPTY")]
    public void Every_kind_of_geometry_keeps_its_structure(string wkt)
    {
        var geometry = new WKTReader().Read(wkt);

        var result = ToMercator.Apply(geometry);

        result.ShouldNotBeSameAs(geometry);
        result.GeometryType.ShouldBe(geometry.GeometryType);
        var back = References.Transform(References.WebMercator, References.Wgs84).Apply(result);
        back.EqualsExact(geometry, 1e-12).ShouldBeTrue(back.AsText());
    }

    [Fact]
    public void Z_and_M_are_kept_and_coordinates_are_packed()
    {
        var sequence = new PackedDoubleCoordinateSequence([10, 50, 7, 0.5, 11, 51, 8, 0.75], dimension: 4, measures: 1);
        var line = GeometryFactory.Default.CreateLineString(sequence);

        var result = ((LineString)ToMercator.Apply(line)).CoordinateSequence;

        result.ShouldBeOfType<PackedDoubleCoordinateSequence>();
        (result.HasZ, result.HasM).ShouldBe((true, true));
        (result.GetZ(1), result.GetM(1)).ShouldBe((8, 0.75));
        result.GetX(1).ShouldBe(11 * Math.PI / 180 * 6378137, 1e-6);
        line.CoordinateSequence.GetX(1).ShouldBe(11);
    }

    [Fact]
    public void A_measure_without_Z_is_kept()
    {
        var point = GeometryFactory.Default.CreatePoint(new PackedDoubleCoordinateSequence([10, 50, 3], dimension: 3, measures: 1));

        var result = (Point)ToMercator.Apply(point);

        result.M.ShouldBe(3);
        result.CoordinateSequence.HasZ.ShouldBeFalse();
    }

    [Fact]
    public void Equivalent_systems_return_the_same_instance()
    {
        var point = GeometryFactory.Default.CreatePoint(new Coordinate(1, 2));

        References.Transform(References.WebMercator, References.Get(102113)).Apply(point).ShouldBeSameAs(point);
    }

    [Fact]
    public void A_point_that_cannot_be_projected_is_named_with_both_systems()
    {
        var line = new WKTReader().Read("LINESTRING (15 50, 105 0)");

        var failure = Should.Throw<GpException>(() => ToUtm.Apply(line));

        failure.Error.ShouldBe(GpError.SpatialReference);
        failure.Message.ShouldBe("The point (105, 0) cannot be projected from wkid 4326 to wkid 32633.");
    }

    [Theory]
    [InlineData("POINT (105 0)", 1)]
    [InlineData("POLYGON ((104 0, 105 0, 15 50, 104 0), (105 0, 105 1, 14 50, 105 0))", 6)]
    [InlineData("MULTIPOLYGON (((14 50, 15 50, 15 51, 14 50)), ((105 0, 105.1 0, 105 1, 105 0)))", 4)]
    [InlineData("GEOMETRYCOLLECTION (POINT (15 50), POINT (105 0))", 1)]
    public void A_geometry_with_points_outside_becomes_an_empty_one_of_its_kind(string wkt, int expected)
    {
        var geometry = new WKTReader().Read(wkt);

        var result = ToUtm.Apply(geometry, out var outside);

        outside.ShouldBe(expected);
        result.IsEmpty.ShouldBeTrue();
        result.GeometryType.ShouldBe(geometry.GeometryType);
    }

    [Fact]
    public void Nothing_is_counted_when_all_points_can_be_projected()
    {
        var result = ToUtm.Apply(new WKTReader().Read("POINT (15 50)"), out var outside);

        outside.ShouldBe(0);
        result.Coordinate.X.ShouldBe(500_000, 1e-6);
    }
}
