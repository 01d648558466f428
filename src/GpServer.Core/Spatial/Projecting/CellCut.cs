namespace GpServer.Core.Spatial.Projecting;

/// <summary>
/// Cuts paths along the lines x = origin + k · period. What lies between the lines k and k + 1 is cell k. A vertex on a line belongs to the
/// cell of the edges beside it, so that what only touches a line stays whole.
/// </summary>
/// <param name="origin">Where line 0 is.</param>
/// <param name="period">The width of a cell.</param>
sealed class CellCut(double origin, double period)
{
    /// <summary>Radians (0.06 mm on the Earth) within which a vertex is on a line: rounding of longitudes that were computed.</summary>
    public const double OnLine = 1e-11;

    /// <summary>Marks an edge along a line.</summary>
    const int Along = int.MinValue;

    /// <summary>The pieces of an open path, in its order; edges along a line go with what is before them.</summary>
    public List<CellPiece> CutLine(VertexPath line)
    {
        var noded = Noded(line);
        var cells = Cells(noded);
        if (cells.Length == 0)
        {
            return [];
        }

        if (cells[0] == Along)
        {
            var first = Array.Find(cells, cell => cell != Along);
            var on = (int)Math.Round((noded.X(0) - origin) / period);
            cells[0] = Array.TrueForAll(cells, cell => cell == Along) ? (on > 0 ? on - 1 : on) : first;
        }

        for (var i = 1; i < cells.Length; i++)
        {
            cells[i] = cells[i] == Along ? cells[i - 1] : cells[i];
        }

        return Groups(noded, cells);
    }

    /// <summary>
    /// The pieces of a closed path, whose last vertex is its first, if need be some periods further on. A ring that stays in its cell is
    /// one closed piece; others become open pieces from line to line. A ring along a line alone vanishes.
    /// </summary>
    public List<CellPiece> CutRing(VertexPath ring)
    {
        var noded = Noded(ring);
        var cells = Cells(noded);
        var inside = Array.Find(cells, cell => cell != Along);
        if (cells.Length == 0 || Array.TrueForAll(cells, cell => cell == Along))
        {
            return [];
        }

        var turns = (int)Math.Round((noded.X(noded.Count - 1) - noded.X(0)) / period);
        if (turns == 0 && Array.TrueForAll(cells, cell => cell == inside || cell == Along))
        {
            return [new(inside, noded, IsClosed: true)];
        }

        var start = Enumerable.Range(0, cells.Length).First(i => cells[i] != Along && Line(noded.X(i)) is not null);
        var pieces = Pieces(Rotated(noded, start, turns));
        if (pieces.Count > 1 && pieces[^1] is var last && pieces[0] is var first && last.Cell == first.Cell + turns
            && last.Path.X(last.Path.Count - 1) == first.Path.X(0) + (turns * period)
            && last.Path.Y(last.Path.Count - 1) == first.Path.Y(0))
        {
            // The start only touched the line.
            for (var i = 1; i < first.Path.Count; i++)
            {
                last.Path.Add(first.Path, i, first.Path.X(i) + (turns * period), first.Path.Y(i));
            }

            pieces.RemoveAt(0);
        }

        return pieces;
    }

    /// <summary>Edges along a line are kept between edges of one cell; between different cells they are part of the cut.</summary>
    List<CellPiece> Pieces(VertexPath path)
    {
        var cells = Cells(path);
        var last = 0;
        for (var i = 1; i < cells.Length; i++)
        {
            if (cells[i] == Along)
            {
                continue;
            }

            if (cells[i] == cells[last])
            {
                Array.Fill(cells, cells[i], last, i - last);
            }

            last = i;
        }

        return Groups(path, cells).FindAll(piece => piece.Cell != Along);
    }

    static List<CellPiece> Groups(VertexPath path, int[] cells)
    {
        var pieces = new List<CellPiece>();
        for (int start = 0, end; start < cells.Length; start = end)
        {
            var piece = path.Another();
            piece.Add(path, start);
            for (end = start; end < cells.Length && cells[end] == cells[start]; end++)
            {
                piece.Add(path, end + 1);
            }

            pieces.Add(new(cells[start], piece, IsClosed: false));
        }

        return pieces;
    }

    /// <summary>A closed path that starts at another of its vertices.</summary>
    VertexPath Rotated(VertexPath ring, int start, int turns)
    {
        var rotated = ring.Another();
        var edges = ring.Count - 1;
        for (var i = start; i <= start + edges; i++)
        {
            var vertex = i % edges;
            rotated.Add(ring, vertex, ring.X(vertex) + (i < edges ? 0 : turns * period), ring.Y(vertex));
        }

        return rotated;
    }

    /// <summary>The path with a vertex wherever it crosses a line, and with vertices near a line brought onto it.</summary>
    VertexPath Noded(VertexPath path)
    {
        var noded = path.Another();
        for (var i = 0; i < path.Count; i++)
        {
            if (i > 0)
            {
                AddCrossings(noded, path, i - 1);
            }

            noded.Add(path, i, Line(path.X(i)) is { } line ? At(line) : path.X(i), path.Y(i));
        }

        return noded;
    }

    void AddCrossings(VertexPath noded, VertexPath path, int edge)
    {
        double from = path.X(edge), to = path.X(edge + 1);
        var (first, last) = (LineAfter(Math.Min(from, to)), LineBefore(Math.Max(from, to)));
        for (var n = 0; n <= last - first; n++)
        {
            var x = At(to > from ? first + n : last - n);
            var fraction = (x - from) / (to - from);
            var y = path.Y(edge) + (fraction * (path.Y(edge + 1) - path.Y(edge)));
            noded.AddBetween((path, edge), (path, edge + 1), fraction, x, y);
        }
    }

    double At(int line) => origin + (line * period);

    /// <summary>The line that x is on.</summary>
    int? Line(double x)
    {
        var nearest = (int)Math.Round((x - origin) / period);
        return Math.Abs(x - At(nearest)) <= OnLine ? nearest : null;
    }

    int LineAfter(double x) => Line(x) is { } line ? line + 1 : (int)Math.Ceiling((x - origin) / period);

    int LineBefore(double x) => Line(x) is { } line ? line - 1 : (int)Math.Floor((x - origin) / period);

    /// <summary>The cell of each edge of a path with vertices at all crossings.</summary>
    int[] Cells(VertexPath noded)
    {
        var cells = new int[Math.Max(0, noded.Count - 1)];
        for (var i = 0; i < cells.Length; i++)
        {
            double from = noded.X(i), to = noded.X(i + 1);
            cells[i] = from == to && Line(from) is not null ? Along : (int)Math.Floor((((from + to) / 2) - origin) / period);
        }

        return cells;
    }
}
