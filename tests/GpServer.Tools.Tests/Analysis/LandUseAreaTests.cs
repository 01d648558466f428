using GpServer.Core.Spatial.Geodesy;
using GpServer.Tools.Analysis;
using NetTopologySuite.Densify;

namespace GpServer.Tools.Tests.Analysis;

public sealed class LandUseAreaTests
{
    static readonly GeodesicMeasure Geodesics = new(Geodesic.Wgs84);

    /// <summary>Geodesics between near places of a straight edge are as good as the edge.</summary>
    [Theory]
    [InlineData("POLYGON ((10 50, 10 51, 11 51, 11 50, 10 50))", 1e-4)]
    [InlineData("POLYGON ((10 50, 13 58, 14 49, 10 50), (11 51, 12 52, 12 51, 11 51))", 1e-3)]
    [InlineData("POLYGON ((-5 -20, 20 30, 30 -40, -5 -20))", 1e-2)]
    [InlineData("POLYGON ((10.5 51, 10.6 51.1, 10.7 51, 10.5 51))", 1e-3)]
    [InlineData("MULTIPOLYGON (((0 0, 0 1, 1 1, 0 0)), ((5 80, 5 90, 90 90, 90 80, 5 80)))", 1e-2)]
    public void The_area_is_the_geodesic_one_of_the_outline_in_small_steps(string polygon, double step)
    {
        var shape = Features.Shape(polygon);

        var expected = Geodesics.Area(Densifier.Densify(shape, step)) / 10_000;
        LandUseArea.Hectares(shape).ShouldBe(expected, 1e-7 * expected);
    }

    /// <summary>Five square metres, where the earth is flat: half of the base along the parallel by the height along the meridian.</summary>
    [Fact]
    public void Small_areas_keep_their_digits()
    {
        var width = Geodesics.Length(Features.Shape("LINESTRING (10.5 51, 10.50002 51)"));
        var height = Geodesics.Length(Features.Shape("LINESTRING (10.5 51, 10.5 51.00001)"));

        LandUseArea.Hectares(Features.Shape("POLYGON ((10.5 51, 10.50001 51.00001, 10.50002 51, 10.5 51))"))
            .ShouldBe(width * height / 2 / 10_000, 1e-6 * width * height / 10_000);
    }

    [Fact]
    public void The_whole_world_has_the_area_of_the_ellipsoid() =>
        LandUseArea.Hectares(Features.Shape(LandUseRun.Rectangle(-180, -90, 180, 90)))
            .ShouldBe(Geodesics.EllipsoidArea / 10_000, 1e-12 * Geodesics.EllipsoidArea / 10_000);

    [Theory]
    [InlineData("POLYGON EMPTY")]
    [InlineData("LINESTRING (0 0, 1 1)")]
    public void What_has_no_area_has_none(string shape) => LandUseArea.Hectares(Features.Shape(shape)).ShouldBe(0);
}
