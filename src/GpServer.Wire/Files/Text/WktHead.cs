using GpServer.Core.Features;
using GpServer.Wire.Reading;

namespace GpServer.Wire.Files.Text;

/// <summary>What well-known text says of a geometry before its coordinates.</summary>
/// <param name="Type">Its shape; None for a kind that is not read, such as a collection.</param>
/// <param name="IsMulti">Whether it has parts.</param>
/// <param name="Said">What its vertices have; null where only their numbers say it.</param>
/// <param name="IsEmpty">Whether it has no coordinates.</param>
/// <param name="Wkid">The spatial reference before it; null without one.</param>
readonly record struct WktHead(GeometryType Type, bool IsMulti, VertexLayout? Said, bool IsEmpty, int? Wkid)
{
    /// <summary>Whether the first vertex can be longitude and latitude.</summary>
    public bool MayBeDegrees { get; init; } = true;

    static readonly string[] OtherKinds =
    [
        "GEOMETRYCOLLECTION", "CIRCULARSTRING", "COMPOUNDCURVE", "CURVEPOLYGON", "MULTICURVE", "MULTISURFACE", "POLYHEDRALSURFACE", "TIN", "TRIANGLE",
    ];

    /// <summary>Reads it, and leaves the scan at the coordinates. False where the text is no geometry.</summary>
    public static bool TryRead(ref WktScan scan, out WktHead head)
    {
        head = default;
        int? wkid = null;
        if (scan.TryTakeWord("SRID"))
        {
            if (!scan.TryTake('=') || !scan.TryTakeNumber(out var number) || !scan.TryTake(';') || number is not (>= 0 and <= int.MaxValue))
            {
                return false;
            }

            wkid = (int)number;
        }

        var (kind, said) = Dimensions(scan.TakeWord().ToString().ToUpperInvariant());
        var isKnown = TryShape(kind, out var type);
        if (!isKnown)
        {
            return false;
        }

        var isEmpty = scan.TryTakeWord("EMPTY");
        if (!isEmpty && scan.TakeWord() is { IsEmpty: false } word)
        {
            said = Layout(word.ToString().ToUpperInvariant());
            if (said is null)
            {
                return false;
            }

            isEmpty = scan.TryTakeWord("EMPTY");
        }

        head = new(type, kind.StartsWith("MULTI", StringComparison.Ordinal), said, isEmpty, wkid is > 0 ? wkid : null);
        return true;
    }

    /// <summary>Many write the dimensions at the end of the kind, as in <c>POINTZ</c>.</summary>
    static (string Kind, VertexLayout? Said) Dimensions(string word)
    {
        foreach (var ending in (ReadOnlySpan<string>)["ZM", "Z", "M"])
        {
            if (word.EndsWith(ending, StringComparison.Ordinal) && TryShape(word[..^ending.Length], out _))
            {
                return (word[..^ending.Length], Layout(ending));
            }
        }

        return (word, null);
    }

    static VertexLayout? Layout(string word) => word switch
    {
        "Z" => new VertexLayout(HasZ: true, HasM: false),
        "M" => new VertexLayout(HasZ: false, HasM: true),
        "ZM" => new VertexLayout(HasZ: true, HasM: true),
        _ => null,
    };

    /// <summary>The shape of a kind of geometry by its name, in any case; None where it is not read.</summary>
    public static GeometryType ShapeOf(string kind) => TryShape(kind.ToUpperInvariant(), out var type) ? type : GeometryType.None;

    static bool TryShape(string kind, out GeometryType type)
    {
        type = kind switch
        {
            "POINT" => GeometryType.Point,
            "MULTIPOINT" => GeometryType.Multipoint,
            "LINESTRING" or "LINEARRING" or "MULTILINESTRING" => GeometryType.Polyline,
            "POLYGON" or "MULTIPOLYGON" => GeometryType.Polygon,
            _ => GeometryType.None,
        };
        return type != GeometryType.None || OtherKinds.Contains(kind);
    }
}
