using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Writing;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Layers;

/// <summary>
/// Writes geometries whose coordinates are columns and rows of a grid: whole numbers, the first vertex of each part as it is and the
/// others as differences from the one before. Exterior rings run clockwise on the map, which is the other way round where rows count
/// downwards.
/// </summary>
sealed class GridGeometryWriter(JsonOutput json, GeometryType type, bool countsDown)
{
    public void Write(Geometry geometry)
    {
        json.StartObject();
        switch (type)
        {
            case GeometryType.Point:
                WritePoint(geometry);
                break;
            case GeometryType.Multipoint:
                json.StartArray("points"u8);
                WritePoints(geometry);
                json.EndArray();
                break;
            case GeometryType.Polyline:
                json.StartArray("paths"u8);
                foreach (var line in GeometryParts.Of<LineString>(geometry))
                {
                    WritePart(line.CoordinateSequence, reverse: false);
                }

                json.EndArray();
                break;
            case GeometryType.Polygon:
                json.StartArray("rings"u8);
                foreach (var polygon in GeometryParts.Of<Polygon>(geometry))
                {
                    WritePolygon(polygon);
                }

                json.EndArray();
                break;
            default:
                throw new InvalidOperationException($"A {geometry.GeometryType} is in a set of type {type}.");
        }

        json.EndObject();
    }

    void WritePoint(Geometry geometry)
    {
        foreach (var point in GeometryParts.Of<Point>(geometry))
        {
            json.Member("x"u8, point.X);
            json.Member("y"u8, point.Y);
        }
    }

    void WritePoints(Geometry geometry)
    {
        double x = 0, y = 0;
        foreach (var point in GeometryParts.Of<Point>(geometry))
        {
            json.Coordinate(point.X - x, point.Y - y);
            (x, y) = (point.X, point.Y);
        }
    }

    void WritePolygon(Polygon polygon)
    {
        WriteRing(polygon.ExteriorRing, clockwise: !countsDown);
        for (var i = 0; i < polygon.NumInteriorRings; i++)
        {
            WriteRing(polygon.GetInteriorRingN(i), clockwise: countsDown);
        }
    }

    void WriteRing(LineString ring, bool clockwise) => WritePart(ring.CoordinateSequence, GeometryParts.MustReverse(ring, clockwise));

    void WritePart(CoordinateSequence vertices, bool reverse)
    {
        json.StartArray();
        double x = 0, y = 0;
        for (var i = 0; i < vertices.Count; i++)
        {
            var at = reverse ? vertices.Count - 1 - i : i;
            var (column, row) = (vertices.GetX(at), vertices.GetY(at));
            json.Coordinate(column - x, row - y);
            (x, y) = (column, row);
        }

        json.EndArray();
    }
}
