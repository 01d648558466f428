using GpServer.Core.Features;

namespace GpServer.Wire.GeoJson;

/// <summary>The names of <see cref="GeoJsonType"/>, and what they are in a feature set.</summary>
static class GeoJsonTypes
{
    public static GeoJsonType Find(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("Point"u8) => GeoJsonType.Point,
        _ when name.SequenceEqual("MultiPoint"u8) => GeoJsonType.MultiPoint,
        _ when name.SequenceEqual("LineString"u8) => GeoJsonType.LineString,
        _ when name.SequenceEqual("MultiLineString"u8) => GeoJsonType.MultiLineString,
        _ when name.SequenceEqual("Polygon"u8) => GeoJsonType.Polygon,
        _ when name.SequenceEqual("MultiPolygon"u8) => GeoJsonType.MultiPolygon,
        _ when name.SequenceEqual("GeometryCollection"u8) => GeoJsonType.GeometryCollection,
        _ => GeoJsonType.None,
    };

    public static GeometryType ShapeOf(GeoJsonType type) => type switch
    {
        GeoJsonType.Point => GeometryType.Point,
        GeoJsonType.MultiPoint => GeometryType.Multipoint,
        GeoJsonType.LineString or GeoJsonType.MultiLineString => GeometryType.Polyline,
        GeoJsonType.Polygon or GeoJsonType.MultiPolygon => GeometryType.Polygon,
        _ => GeometryType.None,
    };

    /// <summary>How many arrays are around the first position.</summary>
    public static int Depth(GeoJsonType type) => type switch
    {
        GeoJsonType.MultiPoint or GeoJsonType.LineString => 1,
        GeoJsonType.MultiLineString or GeoJsonType.Polygon => 2,
        GeoJsonType.MultiPolygon => 3,
        _ => 0,
    };
}
