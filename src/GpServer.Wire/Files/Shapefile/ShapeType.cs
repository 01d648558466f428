using GpServer.Core.Features;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>The type of the shapes of a file (ESRI Shapefile Technical Description, July 1998): a kind, with z (and perhaps m) or m
/// alone.</summary>
/// <param name="Code">The number in the file.</param>
readonly record struct ShapeType(int Code)
{
    public const int NullShape = 0;
    public const int Point = 1;
    public const int Polyline = 3;
    public const int Polygon = 5;
    public const int Multipoint = 8;
    public const int MultiPatch = 31;

    const int WithZ = 10;
    const int WithM = 20;

    public bool IsKnown => Code == NullShape || (Code < MultiPatch && Kind is Point or Polyline or Polygon or Multipoint);

    /// <summary>The kind without its dimensions.</summary>
    public int Kind => Code % WithZ;

    public bool HasZ => Code is > WithZ and < WithM;

    /// <summary>Whether m is there; with z it may be left out.</summary>
    public bool HasM => Code > WithM;

    public GeometryType GeometryType => Code switch
    {
        NullShape => GeometryType.None,
        >= MultiPatch => GeometryType.MultiPatch,
        _ => Kind switch
        {
            Point => GeometryType.Point,
            Polyline => GeometryType.Polyline,
            Polygon => GeometryType.Polygon,
            _ => GeometryType.Multipoint,
        },
    };

    public static ShapeType Of(GeometryType type, bool hasZ, bool hasM)
    {
        var kind = type switch
        {
            GeometryType.Point => Point,
            GeometryType.Multipoint => Multipoint,
            GeometryType.Polyline => Polyline,
            _ => Polygon,
        };
        return new(kind + (hasZ ? WithZ : hasM ? WithM : 0));
    }
}
