using GpServer.Core.Spatial;

namespace GpServer.Core.Tests.Spatial.References;

public sealed class ControlPointTests
{
    static readonly SpatialReferences References = SpatialReferences.Default;

    [Fact]
    public void Every_control_point_of_computed_systems_is_within_its_tolerance()
    {
        var points = ControlPoint.All.Where(IsComputed).ToList();

        var misses = points.Where(point => Error(point) is not { } error || !(error <= point.Tolerance)).ToList();

        points.Count.ShouldBeGreaterThanOrEqualTo(301);
        misses.ShouldBeEmpty();
    }

    [Fact]
    public void A_system_whose_projection_is_not_computed_is_known_and_says_so_when_it_is_used()
    {
        var points = ControlPoint.All.Where(point => !IsComputed(point)).ToList();

        points.ShouldNotBeEmpty();
        foreach (var point in points)
        {
            var failure = Should.Throw<GpException>(() => Error(point));
            failure.Error.ShouldBe(GpError.SpatialReference);
            failure.Message.ShouldContain("is not computed yet");
        }
    }

    static double? Error(ControlPoint point)
    {
        double[] xs = [point.SourceX];
        double[] ys = [point.SourceY];
        var outside = References.Transform(References.Get(point.Source), References.Get(point.Target)).Apply(xs, ys);
        return outside > 0 ? null : Math.Max(Math.Abs(xs[0] - point.X), Math.Abs(ys[0] - point.Y));
    }

    static bool IsComputed(ControlPoint point) => IsComputed(point.Source) && IsComputed(point.Target);

    static bool IsComputed(int wkid) => References.Get(wkid).System.Projection?.IsComputed ?? true;
}
