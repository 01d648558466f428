using GpServer.Core.Spatial.Buffers;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Tests.Spatial.Buffers;

public sealed class RoundingFailureTests
{
    [Fact]
    public void A_failure_of_rounding_names_what_was_done_and_the_place()
    {
        var failure = Should.Throw<GpException>(
            () => RoundingFailure.Report(() => throw new TopologyException("side location conflict", new Coordinate(3, 4)), "joined"));

        failure.Error.ShouldBe(GpError.ToolFailed);
        failure.Message.ShouldContain("joined");
        failure.Message.ShouldContain("side location conflict");
    }

    [Fact]
    public void Other_failures_come_out_as_they_are() =>
        Should.Throw<OperationCanceledException>(() => RoundingFailure.Report(() => throw new OperationCanceledException(), "joined"));
}
