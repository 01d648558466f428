using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Writing;

/// <summary>The parts of simple and multiple geometries alike, without empty ones.</summary>
static class GeometryParts
{
    /// <exception cref="InvalidOperationException">The geometry is not of this kind, which its set says it is.</exception>
    public static IEnumerable<T> Of<T>(Geometry geometry)
        where T : Geometry
    {
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            var part = geometry.GetGeometryN(i) as T
                ?? throw new InvalidOperationException($"A {geometry.GeometryType} is in a set whose shape is {typeof(T).Name}.");
            if (!part.IsEmpty)
            {
                yield return part;
            }
        }
    }

    /// <summary>
    /// Whether a ring must be written from its end to run clockwise, or counter-clockwise. A ring without area runs either way.
    /// </summary>
    public static bool MustReverse(LineString ring, bool clockwise)
    {
        var area = RingOrientation.SignedArea(ring.CoordinateSequence);
        return clockwise ? area > 0 : area < 0;
    }
}
