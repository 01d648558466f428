using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Foretells how often the offset curves of boundaries cross one another before a buffer throws away what lies inside, which is what
/// the time of a buffer depends on. Two arcs whose centres are within twice the distance cross when both run through the direction
/// between them, so the chance goes with the product of the angles turned.
/// </summary>
static class OffsetCrossings
{
    /// <summary>
    /// The sum over neighbouring vertices of the product of their turns, as shares of a half turn. Neighbours are those in the same or
    /// an adjoining cell of a grid of twice the distance. Takes time linear in the number of vertices.
    /// </summary>
    public static double Estimate(IReadOnlyList<Boundary> boundaries, double distance)
    {
        var cell = 2 * Math.Abs(distance);
        var turns = new Dictionary<(double X, double Y), double>();
        foreach (var (points, closed) in boundaries)
        {
            for (var i = 0; i < points.Length; i++)
            {
                var key = (Math.Floor(points[i].X / cell), Math.Floor(points[i].Y / cell));
                CollectionsMarshal.GetValueRefOrAddDefault(turns, key, out _) += Turn(points, closed, i);
            }
        }

        var sum = 0.0;
        foreach (var ((x, y), turn) in turns)
        {
            sum += turn * Around(turns, x, y);
        }

        return sum;
    }

    static double Around(Dictionary<(double X, double Y), double> turns, double x, double y)
    {
        var sum = 0.0;
        for (var dx = -1; dx <= 1; dx++)
        {
            for (var dy = -1; dy <= 1; dy++)
            {
                sum += turns.GetValueOrDefault((x + dx, y + dy));
            }
        }

        return sum;
    }

    /// <summary>The angle between the segments that meet at a vertex as a share of a half turn; 1 at the end of a line.</summary>
    static double Turn(Coordinate[] points, bool closed, int index)
    {
        var last = points.Length - 1;
        if (index == last && closed)
        {
            return 0;
        }

        if (last == 0 || (!closed && (index == 0 || index == last)))
        {
            return 1;
        }

        Coordinate before = points[index == 0 ? last - 1 : index - 1], at = points[index], after = points[index + 1];
        double x1 = at.X - before.X, y1 = at.Y - before.Y, x2 = after.X - at.X, y2 = after.Y - at.Y;
        return Math.Abs(Math.Atan2((x1 * y2) - (y1 * x2), (x1 * x2) + (y1 * y2))) / Math.PI;
    }
}
