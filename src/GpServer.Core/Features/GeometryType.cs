namespace GpServer.Core.Features;

/// <summary>The shape that every feature of a set has. A table has <see cref="None"/>.</summary>
public enum GeometryType
{
    None,
    Point,
    Multipoint,
    Polyline,
    Polygon,
    Envelope,
    MultiPatch,
}
