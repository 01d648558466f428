namespace GpServer.Wire.GeoJson;

/// <summary>The geometry types of GeoJSON.</summary>
enum GeoJsonType
{
    None,
    Point,
    MultiPoint,
    LineString,
    MultiLineString,
    Polygon,
    MultiPolygon,
    GeometryCollection,
}
