using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Queries;

/// <summary>
/// Leaves vertices out by the rule of Douglas and Peucker (1973): the line between two vertices that stay is off those in between by a
/// tolerance at most. Each part alone: neighbours keep no common border, and a ring may come to cross itself. A shell keeps at least three
/// corners; a hole that has fewer is closed.
/// </summary>
sealed class Generalization(double tolerance) : PartEditing
{
    protected override PackedDoubleCoordinateSequence Edit(PackedDoubleCoordinateSequence point) => point;

    protected override PackedDoubleCoordinateSequence? Edit(PackedDoubleCoordinateSequence part, bool isRing, bool isHole)
    {
        var count = part.Count;
        if (count <= (isRing ? 4 : 2))
        {
            return part;
        }

        var keep = new bool[count];
        keep[0] = keep[^1] = true;
        if (isRing)
        {
            // A ring's first and last vertex are one: it is taken as two lines to the vertex that is farthest from it.
            var far = Farthest(part, 0, 0, count - 1).Place;
            keep[far] = true;
            Mark(part, keep, 0, far);
            Mark(part, keep, far, count - 1);
            KeepThird(part, keep, far, isHole);
        }
        else
        {
            Mark(part, keep, 0, count - 1);
        }

        var places = new int[count];
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            if (keep[i])
            {
                places[kept++] = i;
            }
        }

        return isRing && kept < 4 ? null : kept == count ? part : Take(part, places.AsSpan(0, kept));
    }

    void Mark(PackedDoubleCoordinateSequence part, bool[] keep, int first, int last)
    {
        var open = new Stack<(int First, int Last)>();
        open.Push((first, last));
        var most = tolerance * tolerance;
        while (open.TryPop(out var piece))
        {
            if (piece.Last - piece.First < 2)
            {
                continue;
            }

            var (place, distance) = Farthest(part, piece.First, piece.Last, piece.Last);
            if (distance > most)
            {
                keep[place] = true;
                open.Push((piece.First, place));
                open.Push((place, piece.Last));
            }
        }
    }

    static void KeepThird(PackedDoubleCoordinateSequence part, bool[] keep, int far, bool isHole)
    {
        if (isHole || keep.Count(kept => kept) > 3)
        {
            return;
        }

        var (one, other) = (Farthest(part, 0, far, far), Farthest(part, far, keep.Length - 1, keep.Length - 1));
        var third = one.Distance >= other.Distance ? one.Place : other.Place;
        if (third >= 0)
        {
            keep[third] = true;
        }
    }

    /// <summary>The vertex between two places that is farthest from the line between the vertices <paramref name="first"/> and
    /// <paramref name="end"/>, and the square of how far; -1 where there is none.</summary>
    static (int Place, double Distance) Farthest(PackedDoubleCoordinateSequence part, int first, int end, int last)
    {
        var (ordinates, dimension) = (part.GetRawCoordinates(), part.Dimension);
        double x = ordinates[first * dimension], y = ordinates[(first * dimension) + 1];
        double dx = ordinates[end * dimension] - x, dy = ordinates[(end * dimension) + 1] - y;
        var length = (dx * dx) + (dy * dy);
        var (place, farthest) = (-1, -1.0);
        for (var i = first + 1; i < last; i++)
        {
            double px = ordinates[i * dimension] - x, py = ordinates[(i * dimension) + 1] - y;
            var along = length > 0 ? Math.Clamp(((px * dx) + (py * dy)) / length, 0, 1) : 0;
            double ox = px - (along * dx), oy = py - (along * dy);
            var distance = (ox * ox) + (oy * oy);
            if (distance > farthest)
            {
                (place, farthest) = (i, distance);
            }
        }

        return (place, farthest);
    }
}
