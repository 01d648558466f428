using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Wire.Polygons;
using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.Text;

/// <summary>
/// Reads geometries as well-known text (OGC 06-103r4 §7), perhaps after <c>SRID=4326;</c>. A reader of our own: it fills the vertices of
/// the
/// set straight from the text, never goes deeper than the brackets of the shape, and names what it cannot read.
/// </summary>
sealed class WktGeometryReader(ShapeBuilder shapes, ReadingPlace place)
{
    const int ExcerptLength = 40;

    readonly List<LineString> _lines = [];

    /// <summary>What a text says before its coordinates; null where it is no well-known text of a geometry.</summary>
    public static WktHead? Head(ReadOnlySpan<char> text)
    {
        var scan = new WktScan(text);
        if (!WktHead.TryRead(ref scan, out var head))
        {
            return null;
        }

        return head.IsEmpty ? head : WithFirstVertex(head, scan);
    }

    /// <exception cref="GpException">The text cannot be read.</exception>
    public Geometry Read(ReadOnlySpan<char> text)
    {
        var scan = new WktScan(text);
        if (!WktHead.TryRead(ref scan, out var head))
        {
            throw place.Invalid($"'{Excerpt(text)}' is not a geometry; expected well-known text such as POINT (8.5 47.4)");
        }

        if (head.Type == GeometryType.None)
        {
            throw place.Invalid($"the geometry '{Excerpt(text)}' is of a kind that is not read; expected points, lines or polygons");
        }

        shapes.Check(head.Type);
        var geometry = head.Type switch
        {
            GeometryType.Point => ReadPoint(ref scan, head),
            GeometryType.Multipoint => ReadMultipoint(ref scan, head),
            GeometryType.Polyline => ReadLines(ref scan, head),
            _ => ReadPolygons(ref scan, head),
        };
        return scan.IsAtEnd ? geometry : throw Unexpected(scan, "its end");
    }

    static WktHead WithFirstVertex(WktHead head, WktScan scan)
    {
        const double mostLongitude = 180;
        const double mostLatitude = 90;
        Span<double> vertex = stackalloc double[VertexLayout.MaxDimension];
        while (scan.TryTake('('))
        {
        }

        var numbers = 0;
        while (numbers < VertexLayout.MaxDimension && scan.TryTakeNumber(out vertex[numbers]))
        {
            numbers++;
        }

        return head with
        {
            Said = head.Said ?? (numbers >= 2 ? VertexLayout.OfLength(numbers) : null),
            MayBeDegrees = numbers < 2 || (Math.Abs(vertex[0]) <= mostLongitude && Math.Abs(vertex[1]) <= mostLatitude),
        };
    }

    static string Excerpt(ReadOnlySpan<char> text)
    {
        var shown = FilePlace.Shown(text[..Math.Min(text.Length, ExcerptLength)].ToString());
        return text.Length > ExcerptLength ? $"{shown}…" : shown;
    }

    Geometry ReadPoint(ref WktScan scan, WktHead head)
    {
        if (head.IsEmpty)
        {
            return shapes.Point(double.NaN, double.NaN, double.NaN, double.NaN);
        }

        Expect(ref scan, '(');
        Span<double> numbers = stackalloc double[VertexLayout.MaxDimension];
        var layout = ReadNumbers(ref scan, head.Said, numbers);
        Expect(ref scan, ')');
        return double.IsNaN(numbers[0])
            ? shapes.Point(double.NaN, double.NaN, double.NaN, double.NaN)
            : shapes.Point(
                numbers[0], numbers[1], layout.HasZ ? numbers[layout.Z] : double.NaN, layout.HasM ? numbers[layout.M] : double.NaN);
    }

    Geometry ReadMultipoint(ref WktScan scan, WktHead head)
    {
        shapes.Part.Clear();
        var more = Begin(ref scan, head.IsEmpty);
        while (more)
        {
            if (!scan.TryTakeWord("EMPTY"))
            {
                var isWrapped = scan.TryTake('(');
                ReadVertex(ref scan, head.Said);
                if (isWrapped)
                {
                    Expect(ref scan, ')');
                }
            }

            more = More(ref scan);
        }

        return shapes.Multipoint();
    }

    Geometry ReadLines(ref WktScan scan, WktHead head)
    {
        _lines.Clear();
        var more = head.IsMulti ? Begin(ref scan, head.IsEmpty) : !head.IsEmpty;
        while (more)
        {
            if (!scan.TryTakeWord("EMPTY"))
            {
                ReadPart(ref scan, head.Said);
                shapes.AddLine(_lines);
            }

            more = head.IsMulti && More(ref scan);
        }

        return shapes.Lines(_lines);
    }

    Geometry ReadPolygons(ref WktScan scan, WktHead head)
    {
        var polygons = new List<List<Ring>>();
        var more = head.IsMulti ? Begin(ref scan, head.IsEmpty) : !head.IsEmpty;
        while (more)
        {
            if (!scan.TryTakeWord("EMPTY") && ReadRings(ref scan, head.Said) is { Count: > 0 } rings)
            {
                polygons.Add(rings);
            }

            more = head.IsMulti && More(ref scan);
        }

        return shapes.Polygon(polygons);
    }

    /// <summary>The rings of one polygon, the shell first. Without a shell there are none.</summary>
    List<Ring> ReadRings(ref WktScan scan, VertexLayout? said)
    {
        var rings = new List<Ring>();
        var hasShell = true;
        var more = Begin(ref scan, isEmpty: false);
        while (more)
        {
            ReadPart(ref scan, said);
            var ring = shapes.Ring();
            hasShell &= ring is not null || rings.Count > 0;
            if (ring is not null && hasShell)
            {
                rings.Add(ring);
            }

            more = More(ref scan);
        }

        return rings;
    }

    void ReadPart(ref WktScan scan, VertexLayout? said)
    {
        shapes.Part.Clear();
        Expect(ref scan, '(');
        do
        {
            ReadVertex(ref scan, said);
        }
        while (More(ref scan));
    }

    void ReadVertex(ref WktScan scan, VertexLayout? said)
    {
        Span<double> numbers = stackalloc double[VertexLayout.MaxDimension];
        var source = ReadNumbers(ref scan, said, numbers);
        var target = shapes.Part.Layout;
        var vertex = shapes.Part.Add();
        (vertex[0], vertex[1]) = (numbers[0], numbers[1]);
        if (target.HasZ)
        {
            vertex[target.Z] = source.HasZ ? numbers[source.Z] : double.NaN;
        }

        if (target.HasM)
        {
            vertex[target.M] = source.HasM ? numbers[source.M] : double.NaN;
        }
    }

    VertexLayout ReadNumbers(ref WktScan scan, VertexLayout? said, scoped Span<double> numbers)
    {
        numbers.Fill(double.NaN);
        var count = 0;
        while (count < numbers.Length && scan.TryTakeNumber(out var number))
        {
            numbers[count++] = number;
        }

        if (count < 2)
        {
            throw Unexpected(scan, "two or more numbers");
        }

        return said ?? VertexLayout.OfLength(count);
    }

    bool Begin(ref WktScan scan, bool isEmpty)
    {
        if (isEmpty)
        {
            return false;
        }

        Expect(ref scan, '(');
        return true;
    }

    /// <summary>Whether another element comes; else the bracket is closed.</summary>
    bool More(ref WktScan scan)
    {
        if (scan.TryTake(','))
        {
            return true;
        }

        Expect(ref scan, ')');
        return false;
    }

    void Expect(ref WktScan scan, char character)
    {
        if (!scan.TryTake(character))
        {
            throw Unexpected(scan, $"'{character}'");
        }
    }

    GpException Unexpected(WktScan scan, string expected) => scan.IsAtEnd
        ? place.Invalid($"the well-known text of the geometry ends early; expected {expected}")
        : place.Invalid($"the well-known text of the geometry has '{Excerpt(scan.Rest)}'; expected {expected}");
}
