using System.Buffers.Binary;
using System.Runtime.InteropServices;
using GpServer.Core;
using GpServer.Wire.Polygons;
using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>Makes geometries of the records of a .shp file.</summary>
sealed class ShpShapes(ShapeType type, ShapeBuilder shapes, ReadingPlace place)
{
    readonly List<LineString> _lines = [];

    /// <summary>Whether a record has an m that is a number; those below -10³⁸ stand for none.</summary>
    public static bool HasMeasure(ShapeType type, ReadOnlySpan<byte> record)
    {
        if (!TryParts(type, record, out var parts))
        {
            return false;
        }

        for (var i = 0; i < parts.Points; i++)
        {
            if (!double.IsNaN(parts.M(record, i)))
            {
                return true;
            }
        }

        return false;
    }

    /// <exception cref="GpException">The record is damaged.</exception>
    public Geometry? Read(ReadOnlySpan<byte> record)
    {
        var code = BinaryPrimitives.ReadInt32LittleEndian(record);
        if (code == ShapeType.NullShape)
        {
            return null;
        }

        if (code != type.Code)
        {
            throw place.Invalid($"the shape is of type {code}; expected {type.Code}, that of its file");
        }

        if (!TryParts(type, record, out var parts))
        {
            throw place.Invalid("the shape is damaged: it has fewer bytes than its numbers of parts and points say");
        }

        switch (type.Kind)
        {
            case ShapeType.Point:
                return shapes.Point(parts.X(record, 0), parts.Y(record, 0), parts.Z(record, 0), parts.M(record, 0));
            case ShapeType.Multipoint:
                AddPart(record, parts, 0, parts.Points);
                return shapes.Multipoint();
            case ShapeType.Polyline:
                return ReadLines(record, parts);
            default:
                return ReadPolygon(record, parts);
        }
    }

    static bool TryParts(ShapeType type, ReadOnlySpan<byte> record, out ShpParts parts) =>
        ShpParts.TryRead(type, record, out parts) && BinaryPrimitives.ReadInt32LittleEndian(record) == type.Code;

    Geometry ReadLines(ReadOnlySpan<byte> record, ShpParts parts)
    {
        _lines.Clear();
        for (var part = 0; part < parts.Parts; part++)
        {
            var (start, end) = Range(record, parts, part);
            AddPart(record, parts, start, end);
            shapes.AddLine(_lines);
        }

        return shapes.Lines(_lines);
    }

    Geometry ReadPolygon(ReadOnlySpan<byte> record, ShpParts parts)
    {
        var rings = new List<Ring>();
        for (var part = 0; part < parts.Parts; part++)
        {
            var (start, end) = Range(record, parts, part);
            AddPart(record, parts, start, end);
            if (shapes.Ring() is { } ring)
            {
                rings.Add(ring);
            }
        }

        return shapes.Polygon(rings);
    }

    (int Start, int End) Range(ReadOnlySpan<byte> record, ShpParts parts, int part)
    {
        var start = parts.Start(record, part);
        var end = part + 1 < parts.Parts ? parts.Start(record, part + 1) : parts.Points;
        return start >= 0 && start <= end && end <= parts.Points
            ? (start, end)
            : throw place.Invalid($"the shape is damaged: part {part + 1} begins at a point that is not there");
    }

    void AddPart(ReadOnlySpan<byte> record, ShpParts parts, int start, int end)
    {
        var part = shapes.Part;
        part.Clear();
        var layout = part.Layout;
        var places = MemoryMarshal.Cast<byte, double>(record.Slice(parts.PlacesAt, parts.Points * 2 * sizeof(double)));
        for (var i = start; i < end; i++)
        {
            var vertex = part.Add();
            vertex[0] = places[2 * i];
            vertex[1] = places[(2 * i) + 1];
            if (layout.HasZ)
            {
                vertex[layout.Z] = parts.Z(record, i);
            }

            if (layout.HasM)
            {
                vertex[layout.M] = parts.M(record, i);
            }
        }
    }
}
