using GpServer.Core.Spatial;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Polygons;

/// <summary>
/// Tells whether other rings are inside a ring. Each question walks along the ring until it has been asked often enough that an index of its
/// segments pays.
/// </summary>
sealed class RingInterior(Ring ring, NestingBudget budget)
{
    const int WalksBeforeIndex = 4;
    const int FewVertices = 64;

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
            var location = Locate(new Coordinate(inner.Vertices.GetX(i), inner.Vertices.GetY(i)));
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
            var location = Locate(new Coordinate(
                (inner.Vertices.GetX(i - 1) + inner.Vertices.GetX(i)) / 2,
                (inner.Vertices.GetY(i - 1) + inner.Vertices.GetY(i)) / 2));
            if (location != Location.Boundary)
            {
                return location == Location.Interior;
            }
        }

        // The same ring twice: the second one is its hole.
        return true;
    }

    Location Locate(Coordinate place)
    {
        if (Ring.Count <= FewVertices || _walks < WalksBeforeIndex)
        {
            _walks++;
            budget.Use(Ring.Count);
            return RayCrossingCounter.LocatePointInRing(place, Ring.Vertices);
        }

        if (_index is null)
        {
            budget.Use(8L * Ring.Count);
            _index = new IndexedPointInAreaLocator(GeometryServices.Factory.CreatePolygon(Ring.ToLinearRing()));
        }

        budget.Use(FewVertices);
        return _index.Locate(place);
    }
}
