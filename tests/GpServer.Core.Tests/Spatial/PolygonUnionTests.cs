using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

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

    static Geometry Square(double x, double y, double size) =>
        GeometryServices.Factory.ToGeometry(new Envelope(x, x + size, y, y + size));
}
