using GpServer.Core.Spatial.Buffers;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;

namespace GpServer.Core.Tests.Spatial.Buffers;

public sealed class PlanarBufferTests
{
    static readonly Polygon Square = Shapes.PolygonOf(0, 0, 0, 100, 100, 100, 100, 0);

    [Fact]
    public void A_circle_has_the_vertices_of_the_librarys_buffer()
    {
        var circle = new PlanarBuffer(200).Buffer(Shapes.PointAt(500_000, 4_000_000));

        var expected = BufferOp.Buffer(Shapes.PointAt(500_000, 4_000_000), 200, new BufferParameters(16));
        circle.NumPoints.ShouldBe(expected.NumPoints);
        var distances = circle.Coordinates.Select(vertex => expected.Coordinates.Min(vertex.Distance));
        distances.Max().ShouldBeLessThan(1e-8);
        Shapes.ShouldBeWellFormed(circle);
    }

    [Theory]
    [InlineData(16, 0.0017)]
    [InlineData(64, 0.0002)]
    public void The_area_of_a_circle_is_short_of_the_true_one_by_the_stated_share(int quadrantSegments, double share)
    {
        var buffer = new PlanarBuffer(200, new PlanarBufferOptions { QuadrantSegments = quadrantSegments });

        var area = buffer.Buffer(Shapes.PointAt(3, 4)).Area / (Math.PI * 200 * 200);

        area.ShouldBeInRange(1 - share, 1);
    }

    [Fact]
    public void Overlapping_circles_of_a_multipoint_are_one_polygon()
    {
        var points = Shapes.Factory.CreateMultiPointFromCoords([new(0, 0), new(1000, 0), new(1, 0)]);

        var result = new PlanarBuffer(10).Buffer(points);

        result.NumGeometries.ShouldBe(2);
        Shapes.ShouldBeWellFormed(result);
    }

    [Theory]
    [InlineData(BufferEndCap.Round, 2000 + (Math.PI * 100))]
    [InlineData(BufferEndCap.Flat, 2000)]
    [InlineData(BufferEndCap.Square, 2400)]
    public void A_straight_line_ends_as_its_cap_says(BufferEndCap cap, double area)
    {
        var result = new PlanarBuffer(10, new PlanarBufferOptions { EndCap = cap }).Buffer(Shapes.Line(0, 0, 100, 0));

        result.Area.ShouldBe(area, 0.6);
        Shapes.ShouldBeWellFormed(result);
    }

    [Fact]
    public void A_closed_line_leaves_no_hole_where_the_distance_reaches_across()
    {
        var ring = Shapes.Line(0, 0, 0, 10, 10, 10, 10, 0, 0, 0);

        var narrow = new PlanarBuffer(2).Buffer(ring).ShouldBeOfType<Polygon>();
        var wide = new PlanarBuffer(30).Buffer(ring).ShouldBeOfType<Polygon>();

        narrow.NumInteriorRings.ShouldBe(1);
        narrow.InteriorRings[0].EnvelopeInternal.ShouldBe(new Envelope(2, 8, 2, 8));
        wide.NumInteriorRings.ShouldBe(0);
        Shapes.ShouldBeWellFormed(narrow);
    }

    [Theory]
    [InlineData(5e-324, 0, 0, 0)]
    [InlineData(0, 0, 0, 5e-324)]
    [InlineData(1e-320, 1e-320, -5e-324, 0)]
    public void Vertices_too_near_to_one_another_for_a_direction_are_passed_over(double x2, double y2, double xLast, double yLast)
    {
        var result = new PlanarBuffer(1).Buffer(Shapes.Line(0, 0, x2, y2, 10, 0, 10, 10, xLast, yLast, 0, 0));

        var expected = new PlanarBuffer(1).Buffer(Shapes.Line(0, 0, 10, 0, 10, 10, 0, 0));
        result.Area.ShouldBe(expected.Area, 1e-9);
        result.EnvelopeInternal.ShouldBe(expected.EnvelopeInternal);
        Shapes.ShouldBeWellFormed(result);
    }

    [Fact]
    public void A_closed_line_too_short_for_a_direction_leaves_nothing() =>
        new PlanarBuffer(1).Buffer(Shapes.Line(0, 0, 5e-324, 0, 0, 5e-324, 0, 0)).IsEmpty.ShouldBeTrue();

    [Fact]
    public void A_negative_distance_shrinks_polygons_and_leaves_nothing_of_points_and_lines()
    {
        var buffer = new PlanarBuffer(-10);

        buffer.Buffer(Square).EnvelopeInternal.ShouldBe(new Envelope(10, 90, 10, 90));
        new PlanarBuffer(-60).Buffer(Square).IsEmpty.ShouldBeTrue();
        buffer.Buffer(Shapes.PointAt(0, 0)).IsEmpty.ShouldBeTrue();
        buffer.Buffer(Shapes.Line(0, 0, 1, 1)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void No_distance_gives_polygons_back_and_nothing_of_points_and_lines()
    {
        var buffer = new PlanarBuffer(0);

        buffer.Buffer(Square).ShouldBeSameAs(Square);
        buffer.Buffer(Shapes.PointAt(0, 0)).IsEmpty.ShouldBeTrue();
        buffer.Buffer(Shapes.Line(0, 0, 1, 1)).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_hole_becomes_smaller_and_vanishes()
    {
        var hole = Shapes.PolygonOf(40, 40, 60, 40, 60, 60, 40, 60).Shell;
        var withHole = Shapes.Factory.CreatePolygon(Square.Shell, [hole]);

        var small = new PlanarBuffer(5).Buffer(withHole).ShouldBeOfType<Polygon>();
        var large = new PlanarBuffer(11).Buffer(withHole).ShouldBeOfType<Polygon>();

        small.InteriorRings.ShouldHaveSingleItem().EnvelopeInternal.ShouldBe(new Envelope(45, 55, 45, 55));
        large.NumInteriorRings.ShouldBe(0);
        Shapes.ShouldBeWellFormed(small);
    }

    [Fact]
    public void Parts_that_grow_together_become_one()
    {
        var parts = Shapes.Factory.CreateMultiPolygon([Square, Shapes.PolygonOf(110, 0, 110, 100, 200, 100, 200, 0)]);

        new PlanarBuffer(4).Buffer(parts).NumGeometries.ShouldBe(2);
        new PlanarBuffer(6).Buffer(parts).NumGeometries.ShouldBe(1);
    }

    [Fact]
    public void Both_halves_of_a_figure_of_eight_take_part()
    {
        var bowTie = Shapes.PolygonOf(0, 0, 100, 100, 100, 0, 0, 100);

        var result = new PlanarBuffer(1).Buffer(bowTie);

        result.Covers(Shapes.PointAt(10, 50)).ShouldBeTrue();
        result.Covers(Shapes.PointAt(90, 50)).ShouldBeTrue();
        result.Covers(Shapes.PointAt(50, 90)).ShouldBeFalse();
        Shapes.ShouldBeWellFormed(result);
    }

    [Fact]
    public void The_middle_of_a_pentagram_is_outside()
    {
        var tips = new[] { 0, 2, 4, 1, 3 }.Select(i => Math.SinCos(2 * Math.PI * i / 5));
        var pentagram = Shapes.PolygonOf(tips.SelectMany(tip => new[] { 100 * tip.Sin, 100 * tip.Cos }).ToArray());

        var result = new PlanarBuffer(1).Buffer(pentagram);

        result.Covers(Shapes.PointAt(0, 0)).ShouldBeFalse();
        result.Covers(Shapes.PointAt(0, 60)).ShouldBeTrue();
        new PlanarBuffer(0).Buffer(pentagram).Area.ShouldBe(7756.77, 0.01, "five tips of the star that the pentagram is drawn in");
        Shapes.ShouldBeWellFormed(result);
    }

    [Fact]
    public void Parts_that_overlap_are_joined_and_a_hole_beyond_its_shell_is_land()
    {
        var shifted = Shapes.PolygonOf(50, 0, 50, 100, 150, 100, 150, 0);
        var across = Shapes.Factory.CreatePolygon(Square.Shell, [shifted.Shell]);

        new PlanarBuffer(0).Buffer(Shapes.Factory.CreateMultiPolygon([Square, shifted])).Area.ShouldBe(15_000, 1e-9);
        new PlanarBuffer(0).Buffer(across).Area.ShouldBe(10_000, 1e-9);
    }

    [Fact]
    public void A_collection_is_buffered_member_by_member_and_united()
    {
        var members = Shapes.Factory.CreateGeometryCollection([Square, Shapes.PointAt(300, 300), Shapes.Line(100, 50, 150, 50)]);

        var result = new PlanarBuffer(10).Buffer(members);

        result.NumGeometries.ShouldBe(2);
        result.EnvelopeInternal.ShouldBe(new Envelope(-10, 310, -10, 310));
        Shapes.ShouldBeWellFormed(result);
    }

    [Fact]
    public void Heights_and_measures_are_left_behind()
    {
        var line = Shapes.Factory.CreateLineString([new CoordinateZM(0, 0, 5, 6), new CoordinateZM(100, 0, 7, 8)]);
        var polygon = Shapes.Factory.CreatePolygon(
            [new CoordinateZ(0, 0, 1), new CoordinateZ(0, 9, 2), new CoordinateZ(9, 9, 3), new CoordinateZ(0, 0, 1)]);

        foreach (var distance in new double[] { 0, 10 })
        {
            var buffer = new PlanarBuffer(distance);
            buffer.Buffer(polygon).ShouldBeOfType<Polygon>().ExteriorRing.CoordinateSequence.Dimension.ShouldBe(2);
        }

        new PlanarBuffer(10).Buffer(line).ShouldBeOfType<Polygon>().ExteriorRing.CoordinateSequence.Dimension.ShouldBe(2);
        new PlanarBuffer(10).Buffer(Shapes.Factory.CreatePoint(new CoordinateZM(1, 2, 3, 4))).Area.ShouldBe(313.7, 0.1);
    }

    [Fact]
    public void Nothing_has_an_empty_buffer()
    {
        var buffer = new PlanarBuffer(10);

        buffer.Buffer(null).ShouldBeOfType<Polygon>().IsEmpty.ShouldBeTrue();
        buffer.Buffer(Shapes.Factory.CreatePoint()).IsEmpty.ShouldBeTrue();
        buffer.Buffer(Shapes.Factory.CreateMultiPolygon()).IsEmpty.ShouldBeTrue();
        buffer.Buffer(Shapes.Factory.CreateGeometryCollection()).IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData(double.NaN, 16)]
    [InlineData(double.PositiveInfinity, 16)]
    [InlineData(1, 0)]
    [InlineData(1, 257)]
    public void Distances_and_segments_outside_their_range_are_refused(double distance, int quadrantSegments)
    {
        var options = new PlanarBufferOptions { QuadrantSegments = quadrantSegments };

        Should.Throw<GpException>(() => new PlanarBuffer(distance, options)).Error.ShouldBe(GpError.InvalidParameter);
    }
}
