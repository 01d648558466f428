using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Polygons;

/// <summary>
/// Tells whether other rings are inside a ring. The first question walks along the whole ring and notes the bounds of each stretch of it,
/// so that later ones walk only along the stretches that a ray can cross.
/// </summary>
sealed class RingInterior(Ring ring, NestingBudget budget)
{
    const int StretchSegments = 32;

    Stretch[]? _stretches;

    public Ring Ring { get; } = ring;

    /// <summary>Whether another ring is inside.</summary>
    /// <param name="whole">Whether no vertex may be outside; else the first one that is not on the boundary decides.</param>
    public bool Contains(Ring inner, bool whole)
    {
        var onBoundary = true;
        for (var i = 0; i < inner.Count - 1; i++)
        {
            var location = Locate(inner.Vertices.GetX(i), inner.Vertices.GetY(i));
            if (location == Location.Exterior)
            {
                return false;
            }

            onBoundary &= location == Location.Boundary;
            if (location == Location.Interior && !whole)
            {
                return true;
            }
        }

        return !onBoundary || MiddleIsInside(inner);
    }

    /// <summary>For a ring with all vertices on the boundary: whether the middle of one of its segments is inside.</summary>
    bool MiddleIsInside(Ring inner)
    {
        for (var i = 1; i < inner.Count; i++)
        {
            var location = Locate(
                (inner.Vertices.GetX(i - 1) + inner.Vertices.GetX(i)) / 2,
                (inner.Vertices.GetY(i - 1) + inner.Vertices.GetY(i)) / 2);
            if (location != Location.Boundary)
            {
                return location == Location.Interior;
            }
        }

        // The same ring twice: the second one is its hole.
        return true;
    }

    /// <summary>Counts the segments that a ray from the place to the right crosses, as in every textbook.</summary>
    Location Locate(double x, double y)
    {
        _stretches ??= Stretches();
        budget.Use(_stretches.Length);
        var inside = false;
        for (var i = 0; i < _stretches.Length; i++)
        {
            if (_stretches[i].IsCrossedBy(x, y))
            {
                budget.Use(StretchSegments);
                var crossings = Crossings(i, x, y);
                if (crossings < 0)
                {
                    return Location.Boundary;
                }

                inside ^= crossings % 2 != 0;
            }
        }

        return inside ? Location.Interior : Location.Exterior;
    }

    /// <summary>How often a ray crosses one stretch, or -1 where the place is on it.</summary>
    int Crossings(int stretch, double x, double y)
    {
        var ordinates = Ring.Vertices.GetRawCoordinates();
        var step = Ring.Vertices.Dimension;
        var start = stretch * StretchSegments * step;
        var end = Math.Min(ordinates.Length - step, start + (StretchSegments * step));
        var crossings = 0;
        double fromX = ordinates[start], fromY = ordinates[start + 1];
        for (var i = start + step; i <= end; i += step)
        {
            double toX = ordinates[i], toY = ordinates[i + 1];

            // Nearly all segments are above or below, and nothing more is computed for them.
            if (toY > y != fromY > y || toY == y)
            {
                switch (Side(fromX, fromY, toX, toY, x, y))
                {
                    case Location.Boundary:
                        return -1;
                    case Location.Interior:
                        crossings++;
                        break;
                }
            }

            (fromX, fromY) = (toX, toY);
        }

        return crossings;
    }

    Stretch[] Stretches()
    {
        budget.Use(Ring.Count);
        var ordinates = Ring.Vertices.GetRawCoordinates();
        var step = Ring.Vertices.Dimension;
        var stretches = new Stretch[(Ring.Count - 2 + StretchSegments) / StretchSegments];
        for (var i = 0; i < stretches.Length; i++)
        {
            var start = i * StretchSegments * step;
            var end = Math.Min(ordinates.Length - step, start + (StretchSegments * step));
            stretches[i] = Stretch.Of(ordinates, step, start, end);
        }

        return stretches;
    }

    /// <summary>Whether the place is on a segment, or left of it so that the ray crosses it (Interior), or neither (Exterior).</summary>
    static Location Side(double fromX, double fromY, double toX, double toY, double x, double y)
    {
        if (toX == x && toY == y)
        {
            return Location.Boundary;
        }

        if (fromY == y && toY == y)
        {
            return Math.Min(fromX, toX) <= x && x <= Math.Max(fromX, toX) ? Location.Boundary : Location.Exterior;
        }

        if (toY > y == fromY > y || (fromX < x && toX < x))
        {
            return Location.Exterior;
        }

        // Computed with as many digits as it takes: whether the place is left of the upward segment.
        var side = Orientation.Index(new Coordinate(fromX, fromY), new Coordinate(toX, toY), new Coordinate(x, y));
        return side switch
        {
            OrientationIndex.Collinear => Location.Boundary,
            OrientationIndex.Left => toY > fromY ? Location.Interior : Location.Exterior,
            _ => toY > fromY ? Location.Exterior : Location.Interior,
        };
    }

    /// <summary>The bounds of some segments that follow one another.</summary>
    readonly record struct Stretch(double MinY, double MaxY, double MaxX)
    {
        public static Stretch Of(double[] ordinates, int step, int start, int end)
        {
            double minY = ordinates[start + 1], maxY = minY, maxX = ordinates[start];
            for (var i = start + step; i <= end; i += step)
            {
                minY = Math.Min(minY, ordinates[i + 1]);
                maxY = Math.Max(maxY, ordinates[i + 1]);
                maxX = Math.Max(maxX, ordinates[i]);
            }

            return new Stretch(minY, maxY, maxX);
        }

        public bool IsCrossedBy(double x, double y) => y >= MinY && y <= MaxY && x <= MaxX;
    }
}
