namespace GpServer.Core.Spatial.Projecting;

/// <summary>
/// Joins rings that were cut at the edge of a map which goes once around the earth: where the western and the eastern edge are followed
/// between the same latitudes, neither is a boundary on the earth. The inside of every ring is on its right.
/// </summary>
/// <param name="west">Longitude of the western edge, radians; the eastern edge is 2π further.</param>
sealed class SeamJoin(double west)
{
    /// <summary>Radians (6 mm on the Earth) within which a vertex is on an edge: data are often rounded so.</summary>
    public const double Tolerance = 1e-9;

    const double Pole = Math.PI / 2;

    readonly List<SeamRun> _runs = [];
    readonly Dictionary<int, int> _partners = [];
    readonly Dictionary<int, int> _followers = [];

    /// <summary>Whether the south pole is inside of what was joined.</summary>
    public bool HasSouthPole { get; private set; }

    /// <summary>Whether the north pole is inside of what was joined.</summary>
    public bool HasNorthPole { get; private set; }

    /// <summary>Whether a ring has an edge along an edge of the map.</summary>
    public bool Touches(VertexPath ring) => Enumerable.Range(0, ring.Count - 1).Any(edge => Side(ring, edge) != 0);

    /// <summary>
    /// The rings, joined where they can be; a joined one may end some turns from where it started. Rings that were no more than the
    /// edges are left out.
    /// </summary>
    /// <param name="rings">Closed.</param>
    /// <param name="joined">Whether any is another one than before.</param>
    public List<VertexPath> Join(IReadOnlyList<VertexPath> rings, out bool joined)
    {
        for (var ring = 0; ring < rings.Count; ring++)
        {
            FindRuns(rings[ring], ring);
        }

        FindPartners();
        FindFollowers();
        var joinedRings = _partners.Keys.Select(run => _runs[run].Ring).ToHashSet();
        joined = _partners.Count > 0;
        var results = new List<VertexPath>();
        results.AddRange(rings.Where((_, ring) => !joinedRings.Contains(ring)));
        var used = new HashSet<int>();
        foreach (var first in _partners.Keys)
        {
            if (!used.Contains(first) && Joined(rings, first, used) is { } ring)
            {
                results.Add(ring);
            }
        }

        return results;
    }

    void FindRuns(VertexPath ring, int index)
    {
        var edges = ring.Count - 1;
        var start = 0;
        while (start < edges && Side(ring, start) != 0)
        {
            start++;
        }

        if (start >= edges)
        {
            return;
        }

        for (int i = start, end; i < start + edges; i = end)
        {
            end = i + 1;
            var side = Side(ring, i % edges);
            if (side == 0)
            {
                continue;
            }

            while (end < start + edges && Side(ring, end % edges) == side)
            {
                end++;
            }

            _runs.Add(new(index, i % edges, end % edges, side > 0, ring.Y(i % edges), ring.Y(end % edges)));
        }
    }

    /// <summary>-1 for an edge along the western edge of the map, 1 for the eastern one, 0 for others.</summary>
    int Side(VertexPath ring, int edge)
    {
        var (from, to) = (Side(ring.X(edge)), Side(ring.X(edge + 1)));
        return from == to ? from : 0;
    }

    int Side(double x) => Math.Abs(x - west) <= Tolerance ? -1 : Math.Abs(x - west - Math.Tau) <= Tolerance ? 1 : 0;

    void FindPartners()
    {
        var western = new Dictionary<(double, double), int>();
        for (var i = 0; i < _runs.Count; i++)
        {
            if (!_runs[i].IsEast)
            {
                western[Key(_runs[i].From, _runs[i].To)] = i;
            }
        }

        for (var i = 0; i < _runs.Count; i++)
        {
            if (_runs[i].IsEast && western.Remove(Key(_runs[i].To, _runs[i].From), out var partner))
            {
                _partners[i] = partner;
                _partners[partner] = i;
            }
        }
    }

    static (double, double) Key(double from, double to) => (Math.Round(from, 9), Math.Round(to, 9));

    /// <summary>Follows pieces between runs, on the other side after each run, until the first one comes again.</summary>
    VertexPath? Joined(IReadOnlyList<VertexPath> rings, int first, HashSet<int> used)
    {
        var result = rings[_runs[first].Ring].Another();
        var turns = 0;
        for (var run = first; used.Add(run);)
        {
            var ring = rings[_runs[run].Ring];
            var edges = ring.Count - 1;
            var next = _followers[run];
            var length = (((_runs[next].Start - _runs[run].End) % edges) + edges) % edges;
            for (var i = result.Count == 0 ? 0 : 1; i <= length; i++)
            {
                var vertex = (_runs[run].End + i) % edges;
                result.Add(ring, vertex, Snapped(ring.X(vertex)) + (turns * Math.Tau), ring.Y(vertex));
            }

            turns += _runs[next].IsEast ? 1 : -1;
            run = _partners[next];
        }

        return IsPole(result) ? null : Closed(result, turns);
    }

    /// <summary>The next run of each that has a partner on its ring: itself where it is the only one.</summary>
    void FindFollowers()
    {
        foreach (var ring in _partners.Keys.Order().GroupBy(run => _runs[run].Ring))
        {
            var runs = ring.ToArray();
            for (var i = 0; i < runs.Length; i++)
            {
                _followers[runs[i]] = runs[(i + 1) % runs.Length];
            }
        }
    }

    double Snapped(double x) => Side(x) switch { < 0 => west, > 0 => west + Math.Tau, _ => x };

    /// <summary>The last vertex is the first again: that of the run before and of its partner differ by rounding.</summary>
    static VertexPath Closed(VertexPath ring, int turns)
    {
        ring.Move(ring.Count - 1, ring.X(0) + (turns * Math.Tau), ring.Y(0));
        return ring;
    }

    /// <summary>Whether a ring runs along a pole alone, which is then inside.</summary>
    bool IsPole(VertexPath ring)
    {
        var (_, south, _, north) = ring.Extent();
        HasSouthPole |= north <= -Pole + Tolerance;
        HasNorthPole |= south >= Pole - Tolerance;
        return north <= -Pole + Tolerance || south >= Pole - Tolerance;
    }
}
