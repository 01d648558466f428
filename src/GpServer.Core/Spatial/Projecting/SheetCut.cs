namespace GpServer.Core.Spatial.Projecting;

/// <summary>
/// Cuts lines and rings in longitude and latitude (radians, in any turn) into the sheets of a map. The inside of every ring is on its right.
/// </summary>
/// <param name="sheets">The parts of the map, at least one.</param>
/// <param name="step">The greatest length in radians of an edge along a cut; infinite where the edges of the map are straight.</param>
sealed class SheetCut(IReadOnlyList<MapSheet> sheets, double step)
{
    /// <summary>Wider than anything in radians: one line that cuts, and none beside it.</summary>
    const double OneLine = 1e6;

    const double Pole = Math.PI / 2;

    readonly double _west = sheets.Min(sheet => sheet.West);

    /// <summary>The lines within each sheet.</summary>
    public IEnumerable<(MapSheet Sheet, VertexPath Line)> CutLine(VertexPath line)
    {
        foreach (var piece in new CellCut(_west, Math.Tau).CutLine(line))
        {
            var path = Shifted(piece);
            foreach (var sheet in sheets)
            {
                IEnumerable<VertexPath> parts = [path];
                foreach (var side in Sides(sheet))
                {
                    parts = parts.SelectMany(part => KeepLine(part, side)).ToList();
                }

                foreach (var part in parts)
                {
                    yield return (sheet, part);
                }
            }
        }
    }

    /// <summary>The rings within each sheet.</summary>
    /// <param name="rings">Closed, or ending whole turns from where they started.</param>
    /// <param name="frame">A path with a vertex, when the inside is the whole earth where no ring crosses the edge of the map.</param>
    public IEnumerable<(MapSheet Sheet, List<VertexPath> Rings)> CutRings(IEnumerable<VertexPath> rings, VertexPath? frame)
    {
        var links = new PieceLinks(_west, _west + Math.Tau, step, isMeridian: true);
        var whole = new List<VertexPath>();
        var cut = new CellCut(_west, Math.Tau);
        var crosses = false;
        foreach (var piece in rings.SelectMany(cut.CutRing))
        {
            crosses |= !piece.IsClosed;
            Sort(piece, Shifted(piece), links, whole);
        }

        whole.AddRange(links.Rings());
        if (!crosses && frame is not null)
        {
            whole.Add(Frame(frame));
        }

        foreach (var sheet in sheets)
        {
            var parts = whole;
            foreach (var side in Sides(sheet))
            {
                parts = KeepRings(parts, side);
            }

            if (parts.Count > 0)
            {
                yield return (sheet, parts);
            }
        }
    }

    static void Sort(CellPiece piece, VertexPath path, PieceLinks links, List<VertexPath> whole)
    {
        if (piece.IsClosed)
        {
            whole.Add(path);
        }
        else
        {
            links.Add(path);
        }
    }

    /// <summary>The edge of the whole map, clockwise.</summary>
    VertexPath Frame(VertexPath like)
    {
        var corners = like.Another();
        foreach (var (x, y) in new[] { (_west, -Pole), (_west, Pole), (_west + Math.Tau, Pole), (_west + Math.Tau, -Pole), (_west, -Pole) })
        {
            corners.Add(like, 0, x, y);
        }

        return corners.Divided(step);
    }

    VertexPath Shifted(CellPiece piece)
    {
        if (piece.Cell != 0)
        {
            for (var i = 0; i < piece.Path.Count; i++)
            {
                piece.Path.Move(i, piece.Path.X(i) - (piece.Cell * Math.Tau), piece.Path.Y(i));
            }
        }

        // What was cut lies on the line to the last bit.
        for (var i = 0; i < piece.Path.Count; i++)
        {
            piece.Path.Move(i, Math.Clamp(piece.Path.X(i), _west, _west + Math.Tau), piece.Path.Y(i));
        }

        return piece.Path;
    }

    /// <summary>The edges of a sheet inside of the map: quarter turns to the right that make each a western one, and where it is then.</summary>
    IEnumerable<(int Quarters, double Line)> Sides(MapSheet sheet)
    {
        if (sheet.West > _west)
        {
            yield return (0, sheet.West);
        }

        if (sheet.South > -Pole)
        {
            yield return (1, sheet.South);
        }

        if (sheet.East < _west + Math.Tau)
        {
            yield return (2, -sheet.East);
        }

        if (sheet.North < Pole)
        {
            yield return (3, -sheet.North);
        }
    }

    static IEnumerable<VertexPath> KeepLine(VertexPath line, (int Quarters, double Line) side) =>
        new CellCut(side.Line, OneLine).CutLine(Turned(line, side.Quarters)).Where(piece => piece.Cell == 0)
            .Select(piece => Turned(piece.Path, 4 - side.Quarters));

    List<VertexPath> KeepRings(List<VertexPath> rings, (int Quarters, double Line) side)
    {
        var cut = new CellCut(side.Line, OneLine);
        var links = new PieceLinks(side.Line, side.Line + OneLine, step, isMeridian: side.Quarters % 2 == 0);
        var whole = new List<VertexPath>();
        foreach (var piece in rings.SelectMany(ring => cut.CutRing(Turned(ring, side.Quarters))).Where(piece => piece.Cell == 0))
        {
            Sort(piece, piece.Path, links, whole);
        }

        whole.AddRange(links.Rings());
        return whole.ConvertAll(ring => Turned(ring, 4 - side.Quarters));
    }

    /// <summary>A path turned to the right about the origin by quarters of a turn.</summary>
    static VertexPath Turned(VertexPath path, int quarters)
    {
        var turned = path.Another();
        for (var i = 0; i < path.Count; i++)
        {
            var (x, y) = (path.X(i), path.Y(i));
            var (newX, newY) = (quarters % 4) switch { 0 => (x, y), 1 => (y, -x), 2 => (-x, -y), _ => (-y, x) };
            turned.Add(path, i, newX, newY);
        }

        return turned;
    }
}
