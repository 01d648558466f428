using GpServer.Core;
using GpServer.Core.Parameters;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Tests.Polygons;

public sealed class RingRepairTests
{
    const string Shell = "[[0,0],[0,10],[10,10],[10,0],[0,0]]";
    const string Hole = "[[2,2],[8,2],[8,8],[2,8],[2,2]]";
    const string Island = "[[4,4],[4,6],[6,6],[6,4],[4,4]]";
    const string Elsewhere = "[[20,0],[20,5],[25,5],[25,0],[20,0]]";
    const string ElsewhereHole = "[[21,1],[22,1],[22,2],[21,2],[21,1]]";

    [Theory]
    [InlineData(Shell + "," + Hole, "POLYGON", 64)]
    [InlineData(Hole + "," + Shell, "POLYGON", 64)]
    [InlineData(Shell + "," + Hole + "," + Island, "MULTIPOLYGON", 68)]
    [InlineData(Island + "," + Hole + "," + Shell, "MULTIPOLYGON", 68)]
    [InlineData(ElsewhereHole + "," + Hole + "," + Shell + "," + Elsewhere, "MULTIPOLYGON", 88)]
    [InlineData(Shell + "," + Elsewhere, "MULTIPOLYGON", 125)]
    public void Holes_find_their_shells_in_any_order(string rings, string type, double area)
    {
        var geometry = Rings(rings);

        geometry.AsText().ShouldStartWith(type);
        geometry.Area.ShouldBe(area);
        geometry.IsValid.ShouldBeTrue();
        ShouldBeOriented(geometry);
    }

    [Theory]
    [InlineData(Shell)]
    [InlineData(Shell + "," + Hole)]
    [InlineData(Hole + "," + Shell + "," + Island)]
    [InlineData(Island + "," + ElsewhereHole + "," + Hole + "," + Elsewhere + "," + Shell)]
    public void Rings_that_all_run_one_way_are_nested_by_containment(string rings)
    {
        var expected = Rings(rings).Area;
        foreach (var clockwise in new[] { true, false })
        {
            var geometry = Rings(OneWay(rings, clockwise));

            geometry.Area.ShouldBe(expected);
            geometry.IsValid.ShouldBeTrue();
            ShouldBeOriented(geometry);
        }
    }

    [Fact]
    public void Clockwise_rings_that_only_overlap_are_both_shells()
    {
        var geometry = Rings("[[0,0],[0,10],[10,10],[10,0],[0,0]],[[9,1],[9,2],[12,2],[12,1],[9,1]]");

        geometry.NumGeometries.ShouldBe(2);
    }

    [Fact]
    public void The_same_ring_twice_does_not_confuse_the_nesting()
    {
        Rings(Shell + "," + Shell).NumGeometries.ShouldBe(1);
    }

    [Fact]
    public void A_hole_without_a_shell_becomes_one()
    {
        var geometry = Rings("[[0,0],[0,1],[1,1],[0,0]],[[20,1],[22,1],[22,2],[20,1]]");

        geometry.NumGeometries.ShouldBe(2);
        ShouldBeOriented(geometry);
    }

    [Fact]
    public void A_hole_that_touches_its_shell_is_found_inside()
    {
        var polygon = Rings("[[0,0],[0,10],[10,10],[10,0],[0,0]],[[0,0],[5,1],[1,5],[0,0]]").ShouldBeOfType<Polygon>();

        polygon.NumInteriorRings.ShouldBe(1);
    }

    [Fact]
    public void An_open_ring_is_closed()
    {
        Rings("[[0,0],[0,10],[10,10],[10,0]]").AsText().ShouldBe("POLYGON ((0 0, 0 10, 10 10, 10 0, 0 0))");
    }

    [Theory]
    [InlineData("[[5,5]]")]
    [InlineData("[[5,5],[6,6]]")]
    [InlineData("[[5,5],[6,6],[5,5]]")]
    [InlineData("[[5,5],[6,6],[5,5],[6,6],[5,5]]")]
    [InlineData("[]")]
    public void A_ring_without_three_places_is_dropped(string ring)
    {
        Rings(Shell + "," + ring).Area.ShouldBe(100);
        Rings(ring).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void Without_simplifying_rings_run_as_they_came_and_are_closed()
    {
        var options = Reader.With(new ReadLimits(), simplify: false);
        var open = Reader.Geometry("""{"rings":[[[0,0],[10,0],[10,10],[0,10]]]}""", options: options);

        open.AsText().ShouldBe("POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0))");
    }

    [Fact]
    public void Two_hundred_islands_with_lakes_are_put_in_order()
    {
        var rings = Enumerable.Range(0, 200).SelectMany(i => new[]
        {
            Square(4 * i, 0, 2, clockwise: false),
            Square((4 * i) - 0.5, -0.5, 3, clockwise: true),
        });

        var geometry = Rings(string.Join(',', rings));

        geometry.NumGeometries.ShouldBe(200);
        geometry.Area.ShouldBe(200 * 5);
    }

    [Fact]
    public void Rings_entangled_beyond_measure_are_refused()
    {
        var rings = Enumerable.Range(0, 5_000).Select(i => FormattableString.Invariant(
            $"[[{i},{i}],[{i},{i + 0.5}],[{i + 90000},{i + 90000.5}],[{i + 90000},{i + 90000}],[{i},{i}]]"));
        var text = $$$"""{"features":[{"geometry":{"rings":[{{{string.Join(',', rings)}}}]}}]}""";

        var failure = Reader.Failure(text);

        failure.Error.ShouldBe(GpError.LimitExceeded);
        failure.Message.ShouldContain("so many rings around one another");
    }

    static Geometry Rings(string rings) => Reader.Geometry($$"""{"rings":[{{rings}}]}""");

    static string Square(double x, double y, double size, bool clockwise)
    {
        double right = x + size, top = y + size;
        return clockwise
            ? FormattableString.Invariant($"[[{x},{y}],[{x},{top}],[{right},{top}],[{right},{y}],[{x},{y}]]")
            : FormattableString.Invariant($"[[{x},{y}],[{right},{y}],[{right},{top}],[{x},{top}],[{x},{y}]]");
    }

    static string OneWay(string rings, bool clockwise)
    {
        using var document = System.Text.Json.JsonDocument.Parse($"[{rings}]");
        return string.Join(',', document.RootElement.EnumerateArray().Select(ring =>
        {
            var vertices = ring.EnumerateArray().Select(vertex => vertex.GetRawText()).ToList();
            var corners = ring.EnumerateArray().Select(vertex => new Coordinate(vertex[0].GetDouble(), vertex[1].GetDouble())).ToArray();
            if (NetTopologySuite.Algorithm.Orientation.IsCCW(corners) == clockwise)
            {
                vertices.Reverse();
            }

            return $"[{string.Join(',', vertices)}]";
        }));
    }

    static void ShouldBeOriented(Geometry geometry)
    {
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            var polygon = (Polygon)geometry.GetGeometryN(i);
            polygon.Shell.IsCCW.ShouldBeFalse();
            polygon.Holes.ShouldAllBe(hole => hole.IsCCW);
        }
    }
}
