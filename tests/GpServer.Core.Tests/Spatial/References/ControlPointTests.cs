using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

public sealed class ControlPointTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    [Fact]
    public void Every_control_point_is_within_its_tolerance()
    {
        var misses = ControlPoint.All.Where(point => Error(point) is not { } error || !(error <= point.Tolerance)).ToList();

        ControlPoint.All.Count.ShouldBe(417);
        misses.ShouldBeEmpty();
    }

    [Fact]
    public void A_system_whose_projection_is_not_computed_is_known_and_says_so_when_it_is_used()
    {
        const int fuller = 54050;

        var failure = Should.Throw<GpException>(() => References.Transform(References.Wgs84, References.Get(fuller)));

        References.Get(fuller).System.Projection!.IsComputed.ShouldBeFalse();
        failure.Error.ShouldBe(GpError.SpatialReference);
        failure.Message.ShouldContain("is not computed yet");
    }

    static double? Error(ControlPoint point)
    {
        double[] xs = [point.SourceX];
        double[] ys = [point.SourceY];
        var outside = References.Transform(References.Get(point.Source), References.Get(point.Target)).Apply(xs, ys);
        return outside > 0 ? null : Math.Max(Math.Abs(xs[0] - point.X), Math.Abs(ys[0] - point.Y));
    }
}
