using GpServer.Core.Queries;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace GpServer.Core.Tests.Queries;

public sealed class ReductionTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_grid_brings_back_every_vertex_within_half_a_cell(bool upperLeft)
    {
        var circle = GeometryServices.Factory.CreatePoint(new Coordinate(1_000_000, 6_000_000)).Buffer(5_000, 32);
        var grid = new QuantizationGrid(10, 990_000, upperLeft ? 6_010_000 : 5_990_000, upperLeft);
        var onGrid = new GeometryReduction { Grid = grid }.Apply(circle)!;
        onGrid.Coordinates.ShouldAllBe(vertex => Math.Floor(vertex.X) == vertex.X && Math.Floor(vertex.Y) == vertex.Y);
        foreach (var vertex in onGrid.Coordinates)
        {
            var x = grid.TranslateX + (vertex.X * grid.Scale);
            var y = grid.TranslateY + ((upperLeft ? -vertex.Y : vertex.Y) * grid.Scale);
            circle.Coordinates.ShouldContain(original => Math.Abs(original.X - x) <= 5 && Math.Abs(original.Y - y) <= 5);
        }
    }

    [Fact]
    public void On_a_coarse_grid_repeated_vertices_and_small_parts_are_gone()
    {
        var shape = Read("MULTIPOLYGON (((0 0, 0 40, 40 40, 40.1 40.2, 40 0, 0 0), (10 10, 11 10, 11 11, 10 10)), ((80 80, 81 80, 81 81, 80 80)))");
        var grid = new QuantizationGrid(10, 0, 0, IsUpperLeft: false);
        var onGrid = new GeometryReduction { Grid = grid }.Apply(shape)!;
        onGrid.NumGeometries.ShouldBe(1);
        ((Polygon)onGrid.GetGeometryN(0)).NumInteriorRings.ShouldBe(0);
        onGrid.NumPoints.ShouldBe(5);
        new GeometryReduction { Grid = grid with { KeepsVertices = true } }.Apply(shape)!.NumPoints.ShouldBe(shape.NumPoints);
        new GeometryReduction { Grid = new QuantizationGrid(1_000, 0, 0) }.Apply(shape).ShouldBeNull();
        new GeometryReduction { Grid = grid }.Apply(Read("LINESTRING (0 0, 1 1)")).ShouldBeNull();
        new GeometryReduction { Grid = grid }.Apply(Read("MULTIPOINT ((0 0), (1 1), (20 0))"))!.NumGeometries.ShouldBe(2);
    }

    [Fact]
    public void A_generalized_line_is_nowhere_farther_than_allowed_from_its_vertices()
    {
        var random = new Random(5);
        var line = GeometryServices.Factory.CreateLineString(
            [.. Enumerable.Range(0, 2_000).Select(i => new Coordinate(i, Math.Sin(i / 50.0) * 100 + random.NextDouble()))]);
        var simple = new GeometryReduction { MaxAllowableOffset = 2 }.Apply(line)!;
        simple.NumPoints.ShouldBeLessThan(line.NumPoints / 4);
        line.Coordinates.ShouldAllBe(vertex => GeometryServices.Factory.CreatePoint(vertex).Distance(simple) <= 2);
    }

    [Fact]
    public void A_shell_keeps_three_corners_and_holes_that_become_lines_are_closed()
    {
        var shape = Read("POLYGON ((0 0, 0 10, 5 10.1, 10 10, 10 0, 0 0), (4 4, 4.1 4, 4.2 4.1, 4.1 4.1, 4 4))");
        var simple = new GeometryReduction { MaxAllowableOffset = 0.5 }.Apply(shape)!;
        ((Polygon)simple).NumInteriorRings.ShouldBe(0);
        simple.NumPoints.ShouldBe(5);
        var tiny = new GeometryReduction { MaxAllowableOffset = 1_000 }.Apply(shape)!;
        tiny.NumPoints.ShouldBe(4);
        tiny.Area.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Coordinates_are_rounded_to_the_decimals_asked_for()
    {
        var point = new GeometryReduction { Precision = 2 }.Apply(Read("POINT (1.23456 -7.999)"))!;
        (point.Coordinate.X, point.Coordinate.Y).ShouldBe((1.23, -8));
    }

    static Geometry Read(string text) => new WKTReader(GeometryServices.Services).Read(text);
}
