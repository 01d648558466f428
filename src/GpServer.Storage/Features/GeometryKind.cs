namespace GpServer.Storage.Features;

/// <summary>The class of a geometry, as stored. Numbers are never given to another class.</summary>
enum GeometryKind : byte
{
    None,
    Point,
    LineString,
    LinearRing,
    Polygon,
    MultiPoint,
    MultiLineString,
    MultiPolygon,
    Collection,
}
