namespace GpServer.Core.Spatial.Projecting;

/// <summary>
/// Makes rings of the open pieces that a cut has left between two lines. The inside is on the right of every piece, so that along the
/// western line one goes north from where a piece ends to where the next one starts, and along the eastern line south. Where there is no
/// next one, the inside reaches the pole, and one goes around by it.
/// </summary>
/// <param name="west">x of the western line.</param>
/// <param name="east">x of the eastern line.</param>
/// <param name="step">The greatest length of an edge along the cut; infinite for straight ones.</param>
/// <param name="isMeridian">Whether y is a latitude: many maps bend their edge sharply at the poles, so that edges get shorter there.</param>
sealed class PieceLinks(double west, double east, double step, bool isMeridian)
{
    const double Pole = Math.PI / 2;

    /// <summary>The length of an edge along a meridian as a share of the distance of its farther end from the nearer pole.</summary>
    const double PoleShare = 0.35;

    /// <summary>Radians: 64 m from the pole, edges do not get shorter.</summary>
    const double ShortestStep = 1e-5;

    readonly List<VertexPath> _pieces = [];

    /// <summary>Adds a piece that starts and ends on one of the lines.</summary>
    public void Add(VertexPath piece) => _pieces.Add(piece);

    /// <summary>The closed rings.</summary>
    public List<VertexPath> Rings()
    {
        var next = Links();
        var rings = new List<VertexPath>();
        var used = new bool[_pieces.Count];
        for (var first = 0; first < _pieces.Count; first++)
        {
            if (used[first])
            {
                continue;
            }

            var ring = _pieces[first].Another();
            for (var i = first; !used[i]; i = next[i].Piece)
            {
                used[i] = true;
                for (var k = 0; k < _pieces[i].Count; k++)
                {
                    ring.Add(_pieces[i], k);
                }

                Connect(ring, _pieces[i], _pieces[next[i].Piece], next[i].Edge);
            }

            ring.Close();
            rings.Add(ring);
        }

        return rings;
    }

    (int Piece, CutEdge Edge)[] Links()
    {
        var next = new (int Piece, CutEdge Edge)[_pieces.Count];
        var (endsWest, startsWest) = Match(next, isWest: true);
        var (endsEast, startsEast) = Match(next, isWest: false);
        Pair(next, endsWest, startsEast, CutEdge.North);
        Pair(next, endsEast, startsWest, CutEdge.South);

        // Pieces of rings that cross themselves may be left: their result is repaired.
        Pair(next, [.. endsWest, .. endsEast], [.. startsWest, .. startsEast], CutEdge.Straight);
        return next;
    }

    static void Pair((int Piece, CutEdge Edge)[] next, List<int> ends, List<int> starts, CutEdge edge)
    {
        while (ends.Count > 0 && starts.Count > 0)
        {
            next[ends[0]] = (starts[0], edge);
            ends.RemoveAt(0);
            starts.RemoveAt(0);
        }
    }

    /// <summary>Links ends to the starts that follow on one line, and gives those left over.</summary>
    (List<int> Ends, List<int> Starts) Match((int Piece, CutEdge Edge)[] next, bool isWest)
    {
        var events = new List<(double Y, bool IsEnd, int Piece)>();
        for (var i = 0; i < _pieces.Count; i++)
        {
            var piece = _pieces[i];
            if (IsWest(piece.X(0)) == isWest)
            {
                events.Add((isWest ? piece.Y(0) : -piece.Y(0), false, i));
            }

            if (IsWest(piece.X(piece.Count - 1)) == isWest)
            {
                events.Add((isWest ? piece.Y(piece.Count - 1) : -piece.Y(piece.Count - 1), true, i));
            }
        }

        events.Sort((a, b) => a.Y.CompareTo(b.Y));
        var (open, starts) = (new Stack<int>(), new List<int>());
        for (var i = 0; i < events.Count; i++)
        {
            PutFirst(events, i, isEnd: open.Count == 0);
            if (events[i].IsEnd)
            {
                open.Push(events[i].Piece);
            }
            else if (open.TryPop(out var end))
            {
                next[end] = (events[i].Piece, CutEdge.Straight);
            }
            else
            {
                starts.Add(events[i].Piece);
            }
        }

        return ([.. open], starts);
    }

    /// <summary>At one place, what is open is closed before the next opens.</summary>
    static void PutFirst(List<(double Y, bool IsEnd, int Piece)> events, int index, bool isEnd)
    {
        for (var other = index; other < events.Count && events[other].Y == events[index].Y; other++)
        {
            if (events[other].IsEnd == isEnd)
            {
                (events[index], events[other]) = (events[other], events[index]);
                return;
            }
        }
    }

    bool IsWest(double x) => Math.Abs(x - west) <= Math.Abs(x - east);

    void Connect(VertexPath ring, VertexPath from, VertexPath to, CutEdge edge)
    {
        var (end, start) = ((from, from.Count - 1), (to, 0));
        double endX = from.X(from.Count - 1), endY = from.Y(from.Count - 1);
        if (edge is CutEdge.North or CutEdge.South)
        {
            var pole = edge == CutEdge.North ? Pole : -Pole;
            AddSteps(ring, end, start, (endX, endY), (endX, pole), 0);
            AddSteps(ring, end, start, (endX, pole), (to.X(0), pole), 0.5);
            (endX, endY) = (to.X(0), pole);
        }

        AddSteps(ring, end, start, (endX, endY), (to.X(0), to.Y(0)), edge == CutEdge.Straight ? double.NaN : 1);
    }

    /// <summary>Adds vertices after the first place up to the second one, which is left out where the next piece has it.</summary>
    /// <param name="fraction">Of the further ordinates between the ends of the pieces; NaN: growing along the way.</param>
    void AddSteps(
        VertexPath ring, (VertexPath, int) end, (VertexPath, int) start, (double X, double Y) from, (double X, double Y) to, double fraction)
    {
        var shares = new List<double>();
        Divide(from, to, 0, 1, shares);
        if (fraction is not (1 or double.NaN))
        {
            shares.Add(1);
        }

        foreach (var share in shares)
        {
            var (x, y) = share == 1 ? to : (from.X + (share * (to.X - from.X)), from.Y + (share * (to.Y - from.Y)));
            ring.AddBetween(end, start, double.IsNaN(fraction) ? share : fraction, x, y);
        }
    }

    /// <summary>Where between two shares of an edge its vertices are.</summary>
    void Divide((double X, double Y) from, (double X, double Y) to, double first, double last, List<double> shares)
    {
        var length = (last - first) * Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
        var longest = isMeridian && from.X == to.X ? PoleStep(from.Y + (first * (to.Y - from.Y)), from.Y + (last * (to.Y - from.Y))) : step;
        if (!(length > longest))
        {
            return;
        }

        var middle = (first + last) / 2;
        Divide(from, to, first, middle, shares);
        shares.Add(middle);
        Divide(from, to, middle, last, shares);
    }

    double PoleStep(double y, double otherY) => double.IsFinite(step)
        ? Math.Clamp(PoleShare * (Pole - Math.Min(Math.Abs(y), Math.Abs(otherY))), ShortestStep, step)
        : step;
}
