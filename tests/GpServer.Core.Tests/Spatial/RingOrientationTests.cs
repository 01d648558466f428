using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Tests.Spatial;

public sealed class RingOrientationTests
{
    static readonly Coordinate[] Clockwise = [new(0, 0), new(0, 2), new(3, 2), new(3, 0), new(0, 0)];
    static readonly Coordinate[] HoleClockwise = [new(1, 0.5), new(1, 1), new(2, 1), new(2, 0.5), new(1, 0.5)];

    [Fact]
    public void The_area_of_a_clockwise_ring_is_negative_in_every_kind_of_sequence()
    {
        var raised = Array.ConvertAll(Clockwise, c => (Coordinate)new CoordinateZ(c.X, c.Y, 100));

        RingOrientation.SignedArea(new CoordinateArraySequence(Clockwise)).ShouldBe(-6);
        RingOrientation.SignedArea(PackedCoordinateSequenceFactory.DoubleFactory.Create(Clockwise)).ShouldBe(-6);
        RingOrientation.SignedArea(PackedCoordinateSequenceFactory.DoubleFactory.Create(raised)).ShouldBe(-6);
        RingOrientation.SignedArea(PackedCoordinateSequenceFactory.FloatFactory.Create(Clockwise)).ShouldBe(-6);
        RingOrientation.SignedArea(PackedCoordinateSequenceFactory.DoubleFactory.Create(Clockwise).Reversed()).ShouldBe(6);
    }

    [Fact]
    public void A_small_ring_far_from_the_origin_keeps_its_area()
    {
        var far = Array.ConvertAll(Clockwise, c => new Coordinate((c.X / 1024) + 20_000_000, (c.Y / 1024) + 9_000_000));

        RingOrientation.SignedArea(new CoordinateArraySequence(far)).ShouldBe(-6 / 1024.0 / 1024.0);
    }

    [Fact]
    public void A_ring_without_area_runs_neither_way()
    {
        var flat = new CoordinateArraySequence([new(0, 0), new(1, 1), new(2, 2), new(0, 0)]);

        RingOrientation.IsClockwise(flat).ShouldBeFalse();
        RingOrientation.IsClockwise(flat.Reversed()).ShouldBeFalse();
        RingOrientation.SignedArea(new CoordinateArraySequence([])).ShouldBe(0);
    }

    [Fact]
    public void A_polygon_that_is_oriented_stays_the_same_instance()
    {
        var polygon = Polygon(Clockwise, Reversed(HoleClockwise));

        RingOrientation.EnsureClockwiseShell(polygon).ShouldBeSameAs(polygon);
        var empty = GeometryServices.Factory.CreatePolygon();
        RingOrientation.EnsureClockwiseShell(empty).ShouldBeSameAs(empty);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Shell_and_holes_are_turned_where_they_run_the_wrong_way(bool turnShell, bool turnHole)
    {
        var polygon = Polygon(
            turnShell ? Reversed(Clockwise) : Clockwise,
            turnHole ? HoleClockwise : Reversed(HoleClockwise));

        var oriented = RingOrientation.EnsureClockwiseShell(polygon);

        RingOrientation.IsClockwise(oriented.ExteriorRing).ShouldBeTrue();
        RingOrientation.IsClockwise(oriented.InteriorRings[0]).ShouldBeFalse();
        oriented.EqualsTopologically(polygon).ShouldBeTrue();
    }

    static Polygon Polygon(Coordinate[] shell, Coordinate[] hole)
    {
        var factory = GeometryServices.Factory;
        return factory.CreatePolygon(factory.CreateLinearRing(shell), [factory.CreateLinearRing(hole)]);
    }

    static Coordinate[] Reversed(Coordinate[] ring)
    {
        return [.. ring.Reverse()];
    }
}
