using NetTopologySuite;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Spatial;

/// <summary>
/// The one way in which geometries are made: coordinates packed as doubles, floating precision, and the overlay of the newer
/// generation (the older one, NetTopologySuite's default, fails on inputs that the newer one handles).
/// </summary>
public static class GeometryServices
{
    /// <summary>The services from which <see cref="Factory"/> comes.</summary>
    public static NtsGeometryServices Services { get; } = new(
        PackedCoordinateSequenceFactory.DoubleFactory,
        new PrecisionModel(PrecisionModels.Floating),
        0,
        GeometryOverlay.NG,
        new CoordinateEqualityComparer());

    /// <summary>
    /// The factory of every geometry (SRID 0: the spatial reference is kept by the feature set). It has no mutable state and is
    /// shared by all threads.
    /// </summary>
    public static GeometryFactory Factory { get; } = Services.CreateGeometryFactory();

    /// <summary>
    /// Makes <see cref="Services"/> the default of the process, so that geometries made without a factory behave the same. To be
    /// called once at start; calling it again changes nothing.
    /// </summary>
    public static void Initialize()
    {
        NtsGeometryServices.Instance = Services;
    }
}
