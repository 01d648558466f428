using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Spatial;

/// <summary>
/// Orientation of rings by their signed area. The wire formats of the field want exterior rings clockwise and holes
/// counter-clockwise.
/// </summary>
public static class RingOrientation
{
    /// <summary>
    /// The area enclosed by a closed ring in square units of its coordinates, positive when the ring runs counter-clockwise,
    /// 0 for fewer than four coordinates (the shoelace formula, taken relative to the first vertex so that small rings far from
    /// the origin keep their digits).
    /// </summary>
    public static double SignedArea(CoordinateSequence ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        return ring is PackedDoubleCoordinateSequence packed
            ? SignedArea(packed.GetRawCoordinates(), packed.Dimension, packed.Count)
            : SignedAreaByOrdinate(ring);
    }

    /// <summary>Whether the ring runs clockwise. A ring without area does not.</summary>
    public static bool IsClockwise(CoordinateSequence ring)
    {
        return SignedArea(ring) < 0;
    }

    /// <summary>Whether the ring runs clockwise. A ring without area does not.</summary>
    public static bool IsClockwise(LineString ring)
    {
        ArgumentNullException.ThrowIfNull(ring);
        return IsClockwise(ring.CoordinateSequence);
    }

    /// <summary>
    /// The polygon with a clockwise shell and counter-clockwise holes; the same instance when it is that already. Rings without
    /// area stay as they are.
    /// </summary>
    public static Polygon EnsureClockwiseShell(Polygon polygon)
    {
        ArgumentNullException.ThrowIfNull(polygon);
        if (polygon.IsEmpty || IsOriented(polygon))
        {
            return polygon;
        }

        var holes = new LinearRing[polygon.NumInteriorRings];
        for (var i = 0; i < holes.Length; i++)
        {
            var hole = (LinearRing)polygon.GetInteriorRingN(i);
            holes[i] = IsClockwise(hole) ? Reversed(hole) : hole;
        }

        var shell = (LinearRing)polygon.ExteriorRing;
        return polygon.Factory.CreatePolygon(SignedArea(shell.CoordinateSequence) > 0 ? Reversed(shell) : shell, holes);
    }

    static bool IsOriented(Polygon polygon)
    {
        if (SignedArea(polygon.ExteriorRing.CoordinateSequence) > 0)
        {
            return false;
        }

        for (var i = 0; i < polygon.NumInteriorRings; i++)
        {
            if (IsClockwise(polygon.GetInteriorRingN(i)))
            {
                return false;
            }
        }

        return true;
    }

    static LinearRing Reversed(LinearRing ring)
    {
        return ring.Factory.CreateLinearRing(ring.CoordinateSequence.Reversed());
    }

    static double SignedArea(double[] ordinates, int dimension, int count)
    {
        if (count < 4)
        {
            return 0;
        }

        double originX = ordinates[0], originY = ordinates[1];
        double previousX = 0, previousY = 0, doubled = 0;
        for (var i = dimension; i < count * dimension; i += dimension)
        {
            double x = ordinates[i] - originX, y = ordinates[i + 1] - originY;
            doubled += (previousX * y) - (x * previousY);
            previousX = x;
            previousY = y;
        }

        return doubled / 2;
    }

    static double SignedAreaByOrdinate(CoordinateSequence ring)
    {
        if (ring.Count < 4)
        {
            return 0;
        }

        double originX = ring.GetX(0), originY = ring.GetY(0);
        double previousX = 0, previousY = 0, doubled = 0;
        for (var i = 1; i < ring.Count; i++)
        {
            double x = ring.GetX(i) - originX, y = ring.GetY(i) - originY;
            doubled += (previousX * y) - (x * previousY);
            previousX = x;
            previousY = y;
        }

        return doubled / 2;
    }
}
