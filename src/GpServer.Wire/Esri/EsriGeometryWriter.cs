using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Core.Parameters;
using GpServer.Core.Spatial;
using GpServer.Wire.Writing;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Esri;

/// <summary>
/// Writes Esri geometries without a spatial reference of their own: rings closed, exterior ones clockwise, holes counter-clockwise. An
/// empty
/// geometry has an empty list of parts; an empty point has null for x and y.
/// </summary>
sealed class EsriGeometryWriter(SetWriting writing)
{
    readonly JsonOutput _json = writing.Json;
    readonly VertexWriter _vertices = new(writing.Json, writing.WritesZ, writing.WritesM);

    /// <param name="reference">Written into the geometry; null for none.</param>
    public void Write(Geometry geometry, SpatialReference? reference = null)
    {
        _json.StartObject();
        switch (writing.Schema.GeometryType)
        {
            case GeometryType.Point:
                WritePoint(geometry);
                break;
            case GeometryType.Multipoint:
                WriteMultipoint(geometry);
                break;
            case GeometryType.Polyline:
                WriteLines(geometry);
                break;
            case GeometryType.Polygon:
                WritePolygon(geometry);
                break;
            case GeometryType.Envelope:
                WriteEnvelope(geometry);
                break;
            default:
                throw new InvalidOperationException($"A {geometry.GeometryType} is in a set of type {writing.Schema.GeometryType}.");
        }

        if (reference is not null)
        {
            _json.Name("spatialReference"u8);
            SpatialReferenceReading.Write(_json, reference);
        }

        _json.EndObject();
    }

    void WritePoint(Geometry geometry)
    {
        var vertices = GeometryParts.Of<Point>(geometry).SingleOrDefault()?.CoordinateSequence;
        if (vertices is null)
        {
            _json.Name("x"u8);
            _json.Null();
            _json.Name("y"u8);
            _json.Null();
            return;
        }

        _json.Member("x"u8, vertices.GetX(0));
        _json.Member("y"u8, vertices.GetY(0));
        if (writing.WritesZ && vertices.HasZ && double.IsFinite(vertices.GetZ(0)))
        {
            _json.Member("z"u8, vertices.GetZ(0));
        }

        if (writing.WritesM && vertices.HasM && double.IsFinite(vertices.GetM(0)))
        {
            _json.Member("m"u8, vertices.GetM(0));
        }
    }

    void WriteMultipoint(Geometry geometry)
    {
        _json.StartArray("points"u8);
        foreach (var point in GeometryParts.Of<Point>(geometry))
        {
            _vertices.WriteVertex(point.CoordinateSequence, 0);
        }

        _json.EndArray();
    }

    void WriteLines(Geometry geometry)
    {
        _json.StartArray("paths"u8);
        foreach (var line in GeometryParts.Of<LineString>(geometry))
        {
            WritePart(line, reverse: false);
        }

        _json.EndArray();
    }

    void WritePolygon(Geometry geometry)
    {
        _json.StartArray("rings"u8);
        foreach (var polygon in GeometryParts.Of<Polygon>(geometry))
        {
            WritePart(polygon.ExteriorRing, GeometryParts.MustReverse(polygon.ExteriorRing, clockwise: true));
            for (var i = 0; i < polygon.NumInteriorRings; i++)
            {
                var hole = polygon.GetInteriorRingN(i);
                WritePart(hole, GeometryParts.MustReverse(hole, clockwise: false));
            }
        }

        _json.EndArray();
    }

    void WritePart(LineString part, bool reverse)
    {
        _json.StartArray();
        _vertices.Write(part.CoordinateSequence, reverse);
        _json.EndArray();
    }

    void WriteEnvelope(Geometry geometry)
    {
        if (geometry.IsEmpty)
        {
            _json.Name("xmin"u8);
            _json.Null();
            return;
        }

        var envelope = geometry.EnvelopeInternal;
        _json.Member("xmin"u8, envelope.MinX);
        _json.Member("ymin"u8, envelope.MinY);
        _json.Member("xmax"u8, envelope.MaxX);
        _json.Member("ymax"u8, envelope.MaxY);
    }
}
