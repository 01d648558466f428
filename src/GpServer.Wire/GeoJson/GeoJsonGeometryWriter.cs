using GpServer.Core.Json;
using GpServer.Wire.Writing;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.GeoJson;

/// <summary>
/// Writes GeoJSON geometries: exterior rings counter-clockwise, holes clockwise, z as the third number. M has no place there.
/// </summary>
sealed class GeoJsonGeometryWriter(JsonOutput json, bool writesZ)
{
    readonly VertexWriter _vertices = new(json, writesZ, writesM: false);

    public void Write(Geometry geometry)
    {
        json.StartObject();
        json.Member("type"u8, geometry is LinearRing ? "LineString" : geometry.GeometryType);
        json.Name("coordinates"u8);
        switch (geometry)
        {
            case Point point:
                _vertices.WriteVertex(point.CoordinateSequence, 0);
                break;
            case LineString line:
                WritePart(line, reverse: false);
                break;
            case Polygon polygon:
                WritePolygon(polygon);
                break;
            case MultiPoint points:
                WriteAll<Point>(points, point => _vertices.WriteVertex(point.CoordinateSequence, 0));
                break;
            case MultiLineString lines:
                WriteAll<LineString>(lines, line => WritePart(line, reverse: false));
                break;
            case MultiPolygon polygons:
                WriteAll<Polygon>(polygons, WritePolygon);
                break;
            default:
                throw new InvalidOperationException($"A {geometry.GeometryType} cannot be the geometry of a feature.");
        }

        json.EndObject();
    }

    void WriteAll<T>(GeometryCollection parts, Action<T> write)
        where T : Geometry
    {
        json.StartArray();
        foreach (var part in GeometryParts.Of<T>(parts))
        {
            write(part);
        }

        json.EndArray();
    }

    void WritePolygon(Polygon polygon)
    {
        json.StartArray();
        WritePart(polygon.ExteriorRing, GeometryParts.MustReverse(polygon.ExteriorRing, clockwise: false));
        for (var i = 0; i < polygon.NumInteriorRings; i++)
        {
            var hole = polygon.GetInteriorRingN(i);
            WritePart(hole, GeometryParts.MustReverse(hole, clockwise: true));
        }

        json.EndArray();
    }

    void WritePart(LineString part, bool reverse)
    {
        json.StartArray();
        _vertices.Write(part.CoordinateSequence, reverse);
        json.EndArray();
    }
}
