using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// The regions into which the surroundings of the boundary of polygons divide the plane. Each ring of the surroundings keeps the
/// distance from the boundary, so beyond it the plane is wholly inside or wholly outside of the polygons, and any of its vertices tells
/// which. That saves the overlay of the polygons with the surroundings, which for many long segments is the slowest step.
/// </summary>
sealed class Regions
{
    readonly List<LinearRing> _inside = [];
    readonly List<LinearRing> _outside = [];
    readonly Action _checkpoint;

    /// <param name="polygons">Valid polygons.</param>
    /// <param name="surroundings">Everything within a distance of their boundary.</param>
    /// <param name="checkpoint">Ends the work by throwing.</param>
    public Regions(Geometry polygons, Geometry surroundings, Action checkpoint)
    {
        _checkpoint = checkpoint;
        var locator = new IndexedPointInAreaLocator(polygons);
        for (var i = 0; i < surroundings.NumGeometries; i++)
        {
            var part = (Polygon)surroundings.GetGeometryN(i);
            Add(part.Shell, locator);
            Array.ForEach(part.Holes, hole => Add(hole, locator));
        }
    }

    /// <summary>
    /// The polygons with their surroundings, which end where the outside begins; or without, which is what is left of the inside.
    /// </summary>
    public Geometry Select(bool withSurroundings)
    {
        // Towards the outside shells of the surroundings stay shells. Seen from the inside their holes become shells.
        var rings = withSurroundings ? _outside : _inside;
        var shells = rings.FindAll(ring => RingOrientation.IsClockwise(ring) == withSurroundings);
        var holes = rings.FindAll(ring => RingOrientation.IsClockwise(ring) != withSurroundings);
        var holesOf = Assign(holes, shells);
        var factory = GeometryServices.Factory;
        return factory.CreateMultiPolygon(
            shells.Select((shell, i) => factory.CreatePolygon(shell, holesOf[i].ToArray())).ToArray());
    }

    void Add(LinearRing ring, IndexedPointInAreaLocator locator)
    {
        _checkpoint();
        (locator.Locate(ring.GetCoordinateN(0)) == Location.Interior ? _inside : _outside).Add(ring);
    }

    /// <summary>Each hole belongs to the smallest shell around it.</summary>
    List<LinearRing>[] Assign(List<LinearRing> holes, List<LinearRing> shells)
    {
        var holesOf = shells.ConvertAll(_ => new List<LinearRing>()).ToArray();
        var areas = shells.ConvertAll(shell => Math.Abs(RingOrientation.SignedArea(shell.CoordinateSequence)));
        var index = new STRtree<int>();
        for (var i = 0; i < shells.Count; i++)
        {
            index.Insert(shells[i].EnvelopeInternal, i);
        }

        var locators = new IndexedPointInAreaLocator?[shells.Count];
        foreach (var hole in holes)
        {
            _checkpoint();
            var at = hole.GetCoordinateN(0);
            var around = index.Query(hole.EnvelopeInternal).Where(i => shells[i].EnvelopeInternal.Contains(hole.EnvelopeInternal));
            foreach (var i in around.OrderBy(i => areas[i]))
            {
                var locator = locators[i] ??= new IndexedPointInAreaLocator(shells[i]);
                if (locator.Locate(at) != Location.Exterior)
                {
                    holesOf[i].Add(hole);
                    break;
                }
            }
        }

        return holesOf;
    }
}
