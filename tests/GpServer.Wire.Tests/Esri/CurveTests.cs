using NetTopologySuite.Geometries;

namespace GpServer.Wire.Tests.Esri;

public sealed class CurveTests
{
    const double Tolerance = 1e-4;

    [Theory]
    [InlineData("""{"c":[[0,10],[-10,0]]}""", -10)] // through the left
    [InlineData("""{"c":[[0,10],[10,0]]}""", 10)] // through the right
    [InlineData("""{"a":[[0,10],[0,0],0,1]}""", -10)] // clockwise from the bottom goes left
    [InlineData("""{"a":[[0,10],[0,0],0,0]}""", 10)]
    [InlineData("""{"a":[[0,10],[0,0],true,false]}""", 10)]
    public void A_half_circle_lies_on_its_circle_on_the_right_side(string curve, double middle)
    {
        var line = Reader.Geometry($$"""{"curvePaths":[[[0,-10],{{curve}}]]}""");

        line.NumPoints.ShouldBeGreaterThan(100);
        line.Coordinates.ShouldAllBe(vertex => Math.Abs(vertex.Distance(new Coordinate(0, 0)) - 10) < 1e-12);
        line.Distance(new Point(middle, 0)).ShouldBeLessThan(10 * Tolerance);
        line.Length.ShouldBe(10 * Math.PI, 0.01);
        line.Coordinates[^1].ShouldBe(new Coordinate(0, 10));
    }

    [Theory]
    [InlineData("""{"a":[[10,0],[0,0],0,1]}""")]
    [InlineData("""{"c":[[10,0],[-10,0]]}""")]
    public void A_circle_that_ends_at_its_start_is_whole(string curve)
    {
        var polygon = Reader.Geometry($$"""{"curveRings":[[[10,0],{{curve}}]]}""");

        // An inscribed polygon of n vertices has the area (n/2) r² sin(2π/n).
        var n = polygon.NumPoints - 1;
        polygon.Area.ShouldBe(n / 2.0 * 100 * Math.Sin(Math.Tau / n), 1e-9);
        (10 * (1 - Math.Cos(Math.PI / n))).ShouldBeLessThan(10 * Tolerance);
    }

    [Theory]
    [InlineData("""{"curvePaths":[[[1,0],{"c":[[0,0],[1,1]]},{"c":[[1,0],[1,1]]},{"c":[[0,0],[1,1]]}]]}""")]
    [InlineData("""{"paths":[[[0,0],[1,1],[2,2]],[[0,0],[1,1],[2,2]],[[0,0],[1,1],[2,2]]]}""")]
    [InlineData("""{"points":[[0,0],[1,1],[2,2],[3,3],[4,4],[5,5],[6,6],[7,7]]}""")]
    public void Vertices_over_the_limit_are_refused_inside_one_feature(string geometry)
    {
        var options = Reader.With(new Core.Parameters.ReadLimits { Vertices = 7 });

        Reader.Failure($$$"""{"features":[{"geometry":{{{geometry}}}}]}""", options).Error.ShouldBe(Core.GpError.LimitExceeded);
    }

    [Fact]
    public void An_elliptic_arc_lies_on_its_ellipse()
    {
        // A quarter of an ellipse with half axes 8 and 4, turned by a quarter: from (0,8) to (-4,0).
        var line = Reader.Geometry($$"""{"curvePaths":[[[0,8],{"a":[[-4,0],[0,0],1,0,{{Math.PI / 2}},8,0.5]}]]}""");

        line.NumPoints.ShouldBeGreaterThan(50);
        line.Coordinates.ShouldAllBe(vertex => Math.Abs((vertex.Y * vertex.Y / 64) + (vertex.X * vertex.X / 16) - 1) < 1e-9);
        line.Coordinates.ShouldAllBe(vertex => vertex.X < 1e-9 && vertex.Y > -1e-9);
    }

    [Fact]
    public void A_Bézier_curve_is_nowhere_farther_than_the_tolerance()
    {
        var line = Reader.Geometry("""{"curvePaths":[[[0,0],{"b":[[9,0],[0,12],[9,12]]}]]}""");

        for (var i = 0; i <= 1000; i++)
        {
            double t = i / 1000.0, s = 1 - t;
            var place = new Point((3 * s * t * t * 9) + (t * t * t * 9), (3 * s * s * t * 12) + (3 * s * t * t * 12));
            line.Distance(place).ShouldBeLessThan(12 * Tolerance);
        }
    }

    [Fact]
    public void Straight_parts_and_curves_alternate()
    {
        var polygon = Reader.Geometry("""{"curveRings":[[[0,0],[0,10],{"c":[[10,10],[5,15]]},[10,0],[0,0]]]}""");

        polygon.Area.ShouldBe(100 + (Math.PI * 25 / 2), 0.01);
    }

    [Fact]
    public void Z_and_m_change_evenly_along_a_curve()
    {
        var line = Reader.Geometry("""{"hasZ":true,"hasM":true,"curvePaths":[[[0,0,0,10],{"b":[[3,0,30,40],[1,0],[2,0]]}]]}""");

        line.Coordinates.ShouldAllBe(vertex => Math.Abs(vertex.Z - (10 * vertex.X)) < 1e-9 && Math.Abs(vertex.M - 10 - vertex.Z) < 1e-9);
    }

    [Fact]
    public void An_arc_through_three_places_on_a_line_is_straight()
    {
        Reader.Geometry("""{"curvePaths":[[[0,0],{"c":[[10,0],[5,0]]}]]}""").AsText().ShouldBe("LINESTRING (0 0, 5 0, 10 0)");
    }

    [Theory]
    [InlineData(""" "rings":[[[0,0],[0,9],[9,9],[0,0]]],"curveRings":[[[0,0],[0,1],[1,1],[0,0]]]""")]
    [InlineData(""" "curveRings":[[[0,0],[0,1],[1,1],[0,0]]],"rings":[[[0,0],[0,9],[9,9],[0,0]]]""")]
    public void Curves_win_over_the_straight_rings_beside_them(string members)
    {
        Reader.Geometry("{" + members + "}").Area.ShouldBe(0.5);
    }

    [Theory]
    [InlineData("""[{"c":[[1,1],[2,2]]}]""", "a part begins with a curve")]
    [InlineData("""[[0,0],{"d":[[1,1],[2,2]]}]""", "a curve is of an unknown kind")]
    [InlineData("""[[0,0],{"c":[[1,1]]}]""", "a curve is of an unknown kind")]
    [InlineData("""[[0,0],{"b":[]}]""", "a curve is of an unknown kind")]
    [InlineData("""[[0,0],{"c":[[1,1],[2,"NaN"]]}]""", "a point without x and y")]
    [InlineData("""[[0,0],{"a":[[1,1],[2,2],0,"NaN"]}]""", "a value that is not a number")]
    public void A_curve_that_cannot_be_understood_is_refused(string part, string expected)
    {
        Reader.Problem($$$"""{"features":[{"geometry":{"curvePaths":[{{{part}}}]}}]}""").ShouldContain(expected);
    }

    [Fact]
    public void The_vertices_of_curves_count()
    {
        var options = Reader.With(new Core.Parameters.ReadLimits { Vertices = 100 });

        Reader.Failure("""{"features":[{"geometry":{"curvePaths":[[[10,0],{"a":[[10,0],[0,0],0,1]}]]}}]}""", options)
            .Error.ShouldBe(Core.GpError.LimitExceeded);
    }
}
