using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using NetTopologySuite.IO;

namespace GpServer.Core.Tests.Spatial.Projecting;

public sealed class EdgeDivisionTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;
    static readonly CoordinateTransform ToPolar = References.Transform(References.Wgs84, References.Get(3571));

    [Theory]
    [InlineData(10_000)]
    [InlineData(100)]
    public void No_place_of_an_edge_is_off_by_more_than_the_tolerance(double tolerance)
    {
        var line = new WKTReader().Read("LINESTRING (-40 50, 40 50, 45 80)");

        var divided = ToPolar.Apply(line, tolerance, out var outside);

        outside.ShouldBe(0);
        var farthest = NetTopologySuite.Densify.Densifier.Densify(line, 0.1).Coordinates
            .Max(place => ToPolar.Apply(line.Factory.CreatePoint(place)).Distance(divided));
        farthest.ShouldBeLessThanOrEqualTo(tolerance);
        ToPolar.Apply(line).Distance(ToPolar.Apply(line.Factory.CreatePoint(new Coordinate(0, 50)))).ShouldBeGreaterThan(500_000);
        divided.NumPoints.ShouldBeInRange(5, 2_000);
    }

    [Fact]
    public void An_edge_is_divided_into_4096_at_most()
    {
        var line = new WKTReader().Read("LINESTRING (-90 10, 89 10)");

        ToPolar.Apply(line, 1e-9, out _).NumPoints.ShouldBe(4097);
    }

    [Fact]
    public void A_geometry_with_too_many_vertices_is_refused()
    {
        var line = GeometryFactory.Default.CreateLineString(
            [.. Enumerable.Range(0, 400).Select(i => new Coordinate(i % 2 == 0 ? -90 : 89, 10 + (i * 0.1)))]);

        var failure = Should.Throw<GpException>(() => ToPolar.Apply(line, 1e-9, out _));

        failure.Error.ShouldBe(GpError.LimitExceeded);
        failure.Message.ShouldContain("1000000 vertices");
    }

    [Fact]
    public void Z_and_M_lie_in_between()
    {
        var sequence = new PackedDoubleCoordinateSequence([0, 50, 100, 1, 10, 50, 300, 2], dimension: 4, measures: 1);
        var divided = (LineString)ToPolar.Apply(GeometryFactory.Default.CreateLineString(sequence), 5_000, out _);

        var middle = divided.NumPoints / 2;
        middle.ShouldBeGreaterThan(0);
        divided.CoordinateSequence.GetZ(middle).ShouldBe(200);
        divided.CoordinateSequence.GetM(middle).ShouldBe(1.5);
    }

    [Fact]
    public void An_edge_that_jumps_is_divided_over_the_antimeridian()
    {
        var polygon = new WKTReader().Read("POLYGON ((160 60, 160 75, -160 75.5, -160 60.5, 160 60))");

        var divided = ToPolar.Apply(polygon, 1_000, out _);

        divided.IsValid.ShouldBeTrue();
        divided.NumPoints.ShouldBeGreaterThan(20);
        var back = References.Transform(References.Get(3571), References.Wgs84).Apply(divided);
        back.Area.ShouldBe(40 * 15, 0.1);
    }

    [Fact]
    public void Rings_stay_closed_and_straight_edges_stay_as_they_are()
    {
        var polygon = new WKTReader().Read("POLYGON ((0 50, 0 60, 20 60, 20 50, 0 50), (5 55, 10 55, 10 57, 5 55))");

        var divided = ToPolar.Apply(polygon, 1_000, out _).ShouldBeOfType<Polygon>();

        divided.IsValid.ShouldBeTrue();
        divided.NumInteriorRings.ShouldBe(1);
        divided.Coordinates.ShouldContain(ToPolar.Apply(polygon).Coordinates[0]);

        // Meridians are straight on this map, parallels are not.
        ToPolar.Apply(new WKTReader().Read("LINESTRING (5 50, 5 80)"), 1, out _).NumPoints.ShouldBe(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Without_a_tolerance_nothing_is_added(double tolerance)
    {
        ToPolar.Apply(new WKTReader().Read("LINESTRING (-40 50, 40 50)"), tolerance, out _).NumPoints.ShouldBe(2);
    }
}
