using GpServer.Core.Spatial;
using GpServer.Core.Tests.Spatial.Buffers;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Tests.Spatial;

public sealed class HilbertOrderTests
{
    [Fact]
    public void Cells_of_a_grid_follow_their_neighbours_wherever_the_grid_lies()
    {
        var grid = from x in Enumerable.Range(0, 8) from y in Enumerable.Range(0, 8) select Shapes.PointAt(-70_000 + x, 5_000_000 + y);
        Geometry[] places = [.. grid];

        HilbertOrder.Sort(places);

        places.Zip(places.Skip(1), (one, next) => one.Distance(next)).ShouldAllBe(step => step == 1);
    }

    [Fact]
    public void Geometries_without_extent_come_first()
    {
        Geometry[] places = [Shapes.PointAt(1, 1), Shapes.Factory.CreatePolygon(), Shapes.PointAt(0, 1)];

        HilbertOrder.Sort(places);

        places[0].IsEmpty.ShouldBeTrue();
    }
}
