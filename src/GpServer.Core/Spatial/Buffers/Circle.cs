using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>A circle drawn once around the origin, clockwise from its easternmost vertex, and moved to each point.</summary>
sealed class Circle
{
    /// <summary>x and y of each vertex in turn, the first one repeated at the end.</summary>
    readonly double[] _offsets;

    public Circle(double radius, int quadrantSegments)
    {
        var segments = 4 * quadrantSegments;
        _offsets = new double[2 * (segments + 1)];
        for (var i = 0; i < segments; i++)
        {
            // Each quadrant repeats the first, so that the extreme vertices lie exactly one radius away.
            var (sin, cos) = Math.SinCos(Math.PI / 2 * (i % quadrantSegments) / quadrantSegments);
            (double x, double y) = (i / quadrantSegments) switch
            {
                0 => (cos, -sin),
                1 => (-sin, -cos),
                2 => (-cos, sin),
                _ => (sin, cos),
            };
            _offsets[2 * i] = radius * x;
            _offsets[(2 * i) + 1] = radius * y;
        }

        _offsets[^2] = _offsets[0];
        _offsets[^1] = _offsets[1];
    }

    public Polygon Around(double x, double y)
    {
        var offsets = _offsets;
        var ordinates = new double[offsets.Length];
        for (var i = 0; i + 1 < offsets.Length && i + 1 < ordinates.Length; i += 2)
        {
            ordinates[i] = x + offsets[i];
            ordinates[i + 1] = y + offsets[i + 1];
        }

        var factory = GeometryServices.Factory;
        return factory.CreatePolygon(new LinearRing(new PackedDoubleCoordinateSequence(ordinates, 2, 0), factory));
    }
}
