using GpServer.Core.Spatial;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Polygons;

/// <summary>
/// Tells whether other rings are inside a ring. Each question walks along the ring until it has been asked often enough that an index of
/// its
/// segments pays.
/// </summary>
sealed class RingInterior(Ring ring, NestingBudget budget)
{
    const int WalksBeforeIndex = 200;
    const int IndexSteps = 64;

    IndexedPointInAreaLocator? _index;
    int _walks;

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

    Location Locate(double x, double y)
    {
        if (_walks < WalksBeforeIndex)
        {
            _walks++;
            budget.Use(Ring.Count);
            return Walk(x, y);
        }

        if (_index is null)
        {
            budget.Use((long)IndexSteps * Ring.Count);
            _index = new IndexedPointInAreaLocator(GeometryServices.Factory.CreatePolygon(Ring.ToLinearRing()));
        }

        budget.Use(IndexSteps);
        return _index.Locate(new Coordinate(x, y));
    }

    /// <summary>Counts the segments that a ray from the place to the right crosses, as in every textbook.</summary>
    Location Walk(double x, double y)
    {
        var ordinates = Ring.Vertices.GetRawCoordinates();
        var step = Ring.Vertices.Dimension;
        var inside = false;
        double fromX = ordinates[0], fromY = ordinates[1];
        for (var i = step; i < ordinates.Length; i += step)
        {
            double toX = ordinates[i], toY = ordinates[i + 1];

            // Nearly all segments are above or below, and nothing more is computed for them.
            if (toY > y != fromY > y || toY == y)
            {
                switch (Side(fromX, fromY, toX, toY, x, y))
                {
                    case Location.Boundary:
                        return Location.Boundary;
                    case Location.Interior:
                        inside = !inside;
                        break;
                }
            }

            (fromX, fromY) = (toX, toY);
        }

        return inside ? Location.Interior : Location.Exterior;
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
}
