using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index;
using NetTopologySuite.Index.Strtree;

namespace GpServer.Wire.Polygons;

/// <summary>Finds which of many rings are around another one.</summary>
sealed class RingNesting
{
    // Beside fewer rings, building a tree costs more than it saves.
    const int FewRings = 200;

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
    public Ring? SmallestAround(Ring inner, bool whole) =>
        _tree is null ? FirstAround(_rings, inner.Rank, inner, whole) : FirstAround(Candidates(_tree, inner), 0, inner, whole);

    /// <summary>The first ring of a list, from small to large, that is around another one.</summary>
    static Ring? FirstAround(List<RingInterior> rings, int start, Ring inner, bool whole)
    {
        for (var i = start; i < rings.Count; i++)
        {
            var candidate = rings[i];
            if (candidate.Ring.Envelope.Contains(inner.Envelope)
                && candidate.Ring.Rank > inner.Rank
                && candidate.Ring.Area >= inner.Area
                && candidate.Contains(inner, whole))
            {
                return candidate.Ring;
            }
        }

        return null;
    }

    List<RingInterior> Candidates(STRtree<RingInterior> tree, Ring inner)
    {
        var found = new List<RingInterior>();

        // Whatever is around the ring is around the middle of its envelope, and much else is not.
        tree.Query(new Envelope(inner.Envelope.Centre), new Visitor(found, inner.Envelope, _budget));
        found.Sort((one, other) => one.Ring.Rank.CompareTo(other.Ring.Rank));
        return found;
    }

    /// <summary>Takes those whose envelope is around another, without making a list of all that only touch it.</summary>
    sealed class Visitor(List<RingInterior> found, Envelope inner, NestingBudget budget) : IItemVisitor<RingInterior>
    {
        const int Steps = 10;

        public void VisitItem(RingInterior item)
        {
            budget.Use(Steps);
            if (item.Ring.Envelope.Contains(inner))
            {
                found.Add(item);
            }
        }
    }
}
