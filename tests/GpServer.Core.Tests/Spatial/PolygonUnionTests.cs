using GpServer.Core.Spatial;
using GpServer.Core.Spatial.Buffers;
using GpServer.Core.Tests.Spatial.Buffers;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace GpServer.Core.Tests.Spatial;

public sealed class PolygonUnionTests
{
    [Fact]
    public void Overlapping_squares_become_one_polygon_of_their_common_area()
    {
        var row = Enumerable.Range(0, 100).Select(i => Square(i, 0, 2));

        var union = PolygonUnion.Union(row, CancellationToken.None);

        union.ShouldBeOfType<Polygon>();
        union.Area.ShouldBe(101 * 2, 1e-9);
    }

    [Fact]
    public void Squares_apart_become_the_parts_of_one_geometry()
    {
        var grid = from x in Enumerable.Range(0, 20) from y in Enumerable.Range(0, 20) select Square(3 * x, 3 * y, 1);

        var union = PolygonUnion.Union(grid, CancellationToken.None);

        union.NumGeometries.ShouldBe(400);
        union.Area.ShouldBe(400, 1e-9);
    }

    [Fact]
    public void The_union_of_nothing_is_an_empty_polygon() =>
        PolygonUnion.Union([], CancellationToken.None).ShouldBeOfType<Polygon>().IsEmpty.ShouldBeTrue();

    [Fact]
    public void An_empty_polygon_adds_nothing() =>
        PolygonUnion.Union([GeometryServices.Factory.CreatePolygon(), Square(0, 0, 1)], CancellationToken.None).Area.ShouldBe(1, 1e-12);

    [Fact]
    public void A_run_that_is_to_stop_stops() =>
        Should.Throw<OperationCanceledException>(() => PolygonUnion.Union([Square(0, 0, 1), Square(5, 5, 1)], new CancellationToken(true)));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Circles_near_one_another_become_what_the_librarys_union_makes_of_them(int cores)
    {
        var random = new Random(5);
        var circle = new PlanarBuffer(40);
        var circles = Enumerable.Range(0, 400)
            .Select(_ => circle.Buffer(Shapes.PointAt(random.NextDouble() * 1000, 5_000_000 + (random.NextDouble() * 1000))))
            .ToList();

        var union = PolygonUnion.Union(circles, CancellationToken.None, cores);

        var expected = OverlayNGRobust.Union(circles);
        union.IsValid.ShouldBeTrue();
        union.NumGeometries.ShouldBe(expected.NumGeometries);
        union.SymmetricDifference(expected).Area.ShouldBeLessThan(1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Narrow_strips_that_cross_one_another_too_often_are_refused(int cores)
    {
        var refusal = Should.Throw<GpException>(() => PolygonUnion.Union(Strips(), CancellationToken.None, cores));

        refusal.Error.ShouldBe(GpError.LimitExceeded);
        refusal.Message.ShouldContain("100000");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_union_that_is_to_stop_in_the_middle_of_a_step_stops_there(int cores)
    {
        var checks = 0;
        void StopInTheMiddleOfTheLast()
        {
            if (Interlocked.Increment(ref checks) >= 514)
            {
                throw new OperationCanceledException();
            }
        }

        Should.Throw<OperationCanceledException>(() => PolygonUnion.Union(Strips(), StopInTheMiddleOfTheLast, cores));

        // One at the start, one for each of 511 steps, the rest within the last. Other threads come to their next check once for each run that
        // they had begun, as with a token that is cancelled.
        checks.ShouldBeInRange(514, cores == 1 ? 514 : 600);
    }

    /// <summary>256 strips side by side, and as many that run across their ends; the middles of both kinds are far apart.</summary>
    static IEnumerable<Geometry> Strips()
    {
        for (var i = 0; i < 256; i++)
        {
            yield return GeometryServices.Factory.ToGeometry(new Envelope(-1, 1000, i / 100.0, (i + 0.2) / 100));
            yield return GeometryServices.Factory.ToGeometry(new Envelope(i / 100.0, (i + 0.2) / 100, -1, 1000));
        }
    }

    static Geometry Square(double x, double y, double size) =>
        GeometryServices.Factory.ToGeometry(new Envelope(x, x + size, y, y + size));
}
