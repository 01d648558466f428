using GpServer.Core.Spatial.Buffers;
using NetTopologySuite.Algorithm.Distance;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;

namespace GpServer.Core.Tests.Spatial.Buffers;

public sealed class GeometryBombTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(-0.5)]
    [InlineData(-2)]
    public void Pieces_give_the_buffer_that_the_library_gives_at_once(double distance)
    {
        var star = Shapes.Star(60);
        var boundaries = Boundary.OfPolygons(star, distance);

        var pieces = new PiecewiseBuffer(distance, new PlanarBufferOptions()).OfPolygons(star, boundaries, () => { });

        var expected = BufferOp.Buffer(star, distance, new BufferParameters(16));
        var result = PolygonalResult.Of(pieces, 1e-9 * distance * distance);
        result.Area.ShouldBe(expected.Area, expected.Area * 1e-4);
        DiscreteHausdorffDistance.Distance(result, expected).ShouldBeLessThan(0.003 * Math.Abs(distance));
        Shapes.ShouldBeWellFormed(result);
    }

    [Theory]
    [InlineData(BufferEndCap.Round)]
    [InlineData(BufferEndCap.Flat)]
    [InlineData(BufferEndCap.Square)]
    public void Pieces_of_a_line_give_the_buffer_that_the_library_gives_at_once(BufferEndCap cap)
    {
        var line = Shapes.Line(0, 0, 40, 10, 80, -30, 82, 40, 85, -25, 150, 0);

        var pieces = new PiecewiseBuffer(6, new PlanarBufferOptions { EndCap = cap }).OfLines(Boundary.OfLines(line), () => { });

        var style = Enum.Parse<EndCapStyle>(cap.ToString());
        var expected = BufferOp.Buffer(line, 6, new BufferParameters(16, style) { SimplifyFactor = 0 });
        pieces.SymmetricDifference(expected).Area.ShouldBeLessThan(expected.Area * 2e-4);
    }

    [Fact]
    public void Islands_in_lakes_stay_apart_until_the_distance_closes_the_lake()
    {
        var lake = Shapes.PolygonOf(20, 20, 80, 20, 80, 80, 20, 80).Shell;
        var land = Shapes.Factory.CreatePolygon(Shapes.PolygonOf(0, 0, 0, 100, 100, 100, 100, 0).Shell, [lake]);
        var both = Shapes.Factory.CreateMultiPolygon([land, Shapes.PolygonOf(45, 45, 45, 55, 55, 55, 55, 45)]);

        foreach (var distance in new[] { 5.0, 13, -3, -6 })
        {
            var pieces = new PiecewiseBuffer(distance, new PlanarBufferOptions())
                .OfPolygons(both, Boundary.OfPolygons(both, distance), () => { });

            var expected = BufferOp.Buffer(both, distance, new BufferParameters(16));
            pieces.NumGeometries.ShouldBe(expected.NumGeometries, $"distance {distance}");
            pieces.SymmetricDifference(expected).Area.ShouldBeLessThan(0.1, $"distance {distance}");
        }
    }

    [Fact]
    public void A_star_is_taken_to_pieces_only_where_its_offset_curves_cross_often()
    {
        var star = Shapes.Star(1000);

        IsTakenToPieces(star, 0.05).ShouldBeFalse();
        IsTakenToPieces(star, 10).ShouldBeTrue();
        IsTakenToPieces(star, 1000).ShouldBeTrue();
        IsTakenToPieces(Shapes.Star(50), 1000).ShouldBeFalse();
    }

    [Fact]
    public void A_buffer_far_out_of_a_star_can_be_cancelled_while_it_is_at_work()
    {
        var checks = 0;
        void StopAtTheHundredth()
        {
            if (++checks == 100)
            {
                throw new OperationCanceledException();
            }
        }

        Should.Throw<OperationCanceledException>(() => new PlanarBuffer(200).Buffer(Shapes.Star(1000), StopAtTheHundredth));

        checks.ShouldBe(100);
    }

    [Fact]
    public async Task A_token_cancelled_from_elsewhere_ends_the_buffer_of_a_star()
    {
        using var source = new CancellationTokenSource();
        var buffering = Task.Run(() => new PlanarBuffer(0.02).Buffer(Shapes.Star(6000), source.Token));

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(buffering);
    }

    [Fact]
    public void A_cancelled_token_stops_before_anything_is_done()
    {
        var cancelled = new CancellationToken(canceled: true);

        Should.Throw<OperationCanceledException>(() => new PlanarBuffer(1).Buffer(Shapes.PointAt(0, 0), cancelled));
        Should.Throw<OperationCanceledException>(() => new PlanarBuffer(1).Buffer(Shapes.Star(10), cancelled));
    }

    [Fact]
    public void A_line_that_crosses_itself_too_often_is_refused()
    {
        var refusal = Should.Throw<GpException>(() => new PlanarBuffer(1).Buffer(Shapes.Scribble(2000)));

        refusal.Error.ShouldBe(GpError.LimitExceeded);
        refusal.Message.ShouldContain("100000");
    }

    [Fact]
    public void A_ring_that_crosses_itself_too_often_is_refused()
    {
        var scribble = Shapes.Scribble(1000).Coordinates;
        var ring = Shapes.Factory.CreatePolygon([.. scribble, scribble[0].Copy()]);

        Should.Throw<GpException>(() => new PlanarBuffer(1).Buffer(ring)).Error.ShouldBe(GpError.LimitExceeded);
    }

    [Fact]
    public void A_star_that_takes_too_long_to_check_is_refused()
    {
        Should.Throw<GpException>(() => new PlanarBuffer(1).Buffer(Shapes.Star(40_000))).Error.ShouldBe(GpError.LimitExceeded);
    }

    [Fact]
    public void Pieces_of_a_long_line_are_united_while_it_is_cut()
    {
        const int vertices = 2000;
        var line = Shapes.Line(Enumerable.Range(0, vertices).SelectMany(i => new double[] { i, i % 2 }).ToArray());
        var checks = 0;
        IEnumerable<Polygon> pieces = new BoundaryPieces(0.1, new PlanarBufferOptions()).Cut(line.Coordinates, false);
        var union = new CascadedUnion(() => checks++);

        foreach (var piece in pieces.Take(vertices / 2))
        {
            union.Add(piece);
        }

        checks.ShouldBeGreaterThan((vertices / 2) - 20);
        union.Result().ShouldBeOfType<Polygon>().EnvelopeInternal.MaxX.ShouldBeInRange(vertices / 2, (vertices / 2) + 0.1);
    }

    [Fact]
    public void Shared_extents_of_a_few_segments_are_counted_exactly_across_boundaries()
    {
        var boundaries = Boundary.OfLines(Shapes.Factory.CreateMultiLineString(
            [Shapes.Line(0, 0, 10, 10), Shapes.Line(5, 5, 20, 6, 30, 0), Shapes.Line(100, 100, 101, 101)]));

        // Each segment meets itself, and two pairs overlap, both seen from both sides.
        SharedExtents.Estimate(boundaries, 0).ShouldBe((4 + 4) / 2.0);
        SharedExtents.Estimate([], 0).ShouldBe(0);
    }

    static bool IsTakenToPieces(Polygon polygon, double distance)
    {
        return new PiecewiseBuffer(distance, new PlanarBufferOptions()).IsWorthwhile(Boundary.OfPolygons(polygon, distance), 0);
    }
}
