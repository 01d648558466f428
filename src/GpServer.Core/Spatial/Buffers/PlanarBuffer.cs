using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>Buffers in the plane.</summary>
public sealed class PlanarBuffer
{
    readonly BufferParameters _parameters;

    /// <summary>Makes ready for buffers to one distance in the units of the coordinates.</summary>
    public PlanarBuffer(double distance, PlanarBufferOptions? options = null)
    {
        Distance = distance;
        options ??= new();
        _parameters = new BufferParameters(options.QuadrantSegments);
    }

    /// <summary>The distance in the units of the coordinates.</summary>
    public double Distance { get; }

    /// <summary>The buffer.</summary>
    public Geometry Buffer(Geometry? geometry, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        return geometry is null ? GeometryServices.Factory.CreatePolygon() : BufferOp.Buffer(geometry, Distance, _parameters);
    }
}
