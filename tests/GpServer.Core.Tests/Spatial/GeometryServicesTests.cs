using GpServer.Core.Spatial;
using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Tests.Spatial;

public sealed class GeometryServicesTests
{
    [Fact]
    public void Geometries_are_packed_doubles_in_floating_precision()
    {
        var line = GeometryServices.Factory.CreateLineString([new Coordinate(1, 2), new Coordinate(3, 4)]);

        line.CoordinateSequence.ShouldBeOfType<PackedDoubleCoordinateSequence>();
        line.PrecisionModel.IsFloating.ShouldBeTrue();
        line.SRID.ShouldBe(0);
    }

    [Fact]
    public void Initializing_makes_the_newer_overlay_the_default_of_the_process()
    {
        GeometryServices.Initialize();

        NtsGeometryServices.Instance.ShouldBeSameAs(GeometryServices.Services);
        NtsGeometryServices.Instance.GeometryOverlay.ShouldBeSameAs(GeometryOverlay.NG);
        NtsGeometryServices.Instance.DefaultCoordinateSequenceFactory.ShouldBeOfType<PackedCoordinateSequenceFactory>();
    }
}
