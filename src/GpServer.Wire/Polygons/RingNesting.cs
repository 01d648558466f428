using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;

namespace GpServer.Wire.Polygons;

/// <summary>Finds which of many rings are around another one.</summary>
sealed class RingNesting
{
    // Beside few rings, building a tree costs more than it saves.
    const int FewRings = 16;
    const int VisitSteps = 10;

    readonly List<RingInterior> _rings;
    readonly STRtree<RingInterior>? _tree;
    readonly NestingBudget _budget;

    /// <summary>Ranks the rings from small to large.</summary>
    public RingNesting(List<Ring> rings, ReadingPlace place)
    {
        _budget = new NestingBudget(place);
        _rings = [.. rings.OrderBy(ring => ring.Area).Select(ring => new RingInterior(ring, _budget))];
        for (var i = 0; i < _rings.Count; i++)
        {
            _rings[i].Ring.Rank = i + 1;
        }

        if (rings.Count > FewRings)
        {
            _tree = new STRtree<RingInterior>();
            foreach (var ring in _rings)
            {
                _tree.Insert(ring.Ring.Envelope, ring);
            }
        }
    }

    /// <summary>The smallest ring around this one, or null.</summary>
    /// <param name="whole">
    /// Whether all of the ring must be inside, so that rings that only overlap do not count; else one place decides.
    /// </param>
    public Ring? SmallestAround(Ring inner, bool whole)
    {
        foreach (var candidate in Candidates(inner))
        {
            if (candidate.Ring.Rank > inner.Rank
                && candidate.Ring.Area >= inner.Area
                && candidate.Ring.Envelope.Contains(inner.Envelope)
                && candidate.Contains(inner, whole))
            {
                return candidate.Ring;
            }
        }

        return null;
    }

    List<RingInterior> Candidates(Ring inner)
    {
        if (_tree is null)
        {
            return _rings;
        }

        var found = new List<RingInterior>();

        // Whatever is around the ring is around the middle of its envelope, and much else is not.
        _tree.Query(new Envelope(inner.Envelope.Centre), new Visitor(found, inner.Envelope, _budget));
        found.Sort((one, other) => one.Ring.Area.CompareTo(other.Ring.Area));
        return found;
    }

    /// <summary>Takes those whose envelope is around another, without making a list of all that only touch it.</summary>
    sealed class Visitor(List<RingInterior> found, Envelope inner, NestingBudget budget) : NetTopologySuite.Index.IItemVisitor<RingInterior>
    {
        public void VisitItem(RingInterior item)
        {
            budget.Use(VisitSteps);
            if (item.Ring.Envelope.Contains(inner))
            {
                found.Add(item);
            }
        }
    }
}
