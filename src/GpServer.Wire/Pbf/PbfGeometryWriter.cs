using GpServer.Core;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Writing;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Pbf;

/// <summary>
/// Writes the <c>Geometry</c> message: whole numbers of the grid, x and y as differences from the vertex before in each part, z and m as
/// they are; rings closed, exterior ones clockwise, holes counter-clockwise.
/// </summary>
/// <param name="merges">Whether vertices of one cell become one.</param>
sealed class PbfGeometryWriter(GeometryType type, PbfTransform transform, bool merges, bool writesZ, bool writesM)
{
    readonly ProtoBuffer _lengths = new();
    readonly ProtoBuffer _cells = new();
    readonly ProtoBuffer _part = new();

    /// <summary>Writes a geometry as field 2 of its feature. An empty one, like none, is left out.</summary>
    public void Write(ProtoBuffer feature, Geometry geometry)
    {
        _lengths.Clear();
        _cells.Clear();
        switch (type)
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
                WritePolygon(GeometryServices.Factory.ToGeometry(geometry.EnvelopeInternal));
                break;
            default:
                throw new InvalidOperationException($"A {geometry.GeometryType} is in a set of type {type}.");
        }

        if (_cells.Length > 0)
        {
            feature.BeginBytes(2, MessageLength(_lengths) + MessageLength(_cells));
            WritePacked(feature, 2, _lengths);
            WritePacked(feature, 3, _cells);
        }
    }

    static long MessageLength(ProtoBuffer packed) =>
        packed.Length == 0 ? 0 : 1 + ProtoBuffer.VarintLength((ulong)packed.Length) + packed.Length;

    static void WritePacked(ProtoBuffer message, int field, ProtoBuffer packed)
    {
        if (packed.Length > 0)
        {
            message.Message(field, packed);
        }
    }

    void WritePoint(Geometry geometry)
    {
        if (GeometryParts.Of<Point>(geometry).SingleOrDefault()?.CoordinateSequence is { } vertices)
        {
            long x = 0, y = 0;
            WriteVertex(_cells, vertices, 0, ref x, ref y);
        }
    }

    void WriteMultipoint(Geometry geometry)
    {
        long x = 0, y = 0;
        var count = 0;
        foreach (var point in GeometryParts.Of<Point>(geometry))
        {
            WriteVertex(_cells, point.CoordinateSequence, 0, ref x, ref y);
            count++;
        }

        if (count > 0)
        {
            _lengths.Varint((ulong)count);
        }
    }

    void WriteLines(Geometry geometry)
    {
        foreach (var line in GeometryParts.Of<LineString>(geometry))
        {
            WritePart(line.CoordinateSequence, reverse: false, least: 2);
        }
    }

    void WritePolygon(Geometry geometry)
    {
        foreach (var polygon in GeometryParts.Of<Polygon>(geometry))
        {
            var shell = WriteRing(polygon.ExteriorRing, clockwise: true);
            for (var i = 0; shell && i < polygon.NumInteriorRings; i++)
            {
                WriteRing(polygon.GetInteriorRingN(i), clockwise: false);
            }
        }
    }

    bool WriteRing(LineString ring, bool clockwise) =>
        WritePart(ring.CoordinateSequence, GeometryParts.MustReverse(ring, clockwise), least: 4);

    /// <summary>
    /// Writes a line or ring. One of which nothing is left in the grid is left out; but for the first, so that a feature smaller than a
    /// cell keeps its place.
    /// </summary>
    /// <param name="least">The fewest vertices that make such a part.</param>
    bool WritePart(CoordinateSequence vertices, bool reverse, int least)
    {
        _part.Clear();
        long x = 0, y = 0;
        int count = 0, last = vertices.Count - 1;
        for (var i = 0; i <= last; i++)
        {
            var index = reverse ? last - i : i;
            if (!merges || count == 0 || !IsInCell(vertices, index, x, y))
            {
                WriteVertex(_part, vertices, index, ref x, ref y);
                count++;
            }
        }

        if (count < least && merges)
        {
            if (_cells.Length > 0)
            {
                return false;
            }

            for (; count < least; count++)
            {
                WriteVertex(_part, vertices, reverse ? 0 : last, ref x, ref y);
            }
        }

        _lengths.Varint((ulong)count);
        _cells.Raw(_part.Written);
        return true;
    }

    bool IsInCell(CoordinateSequence vertices, int index, long x, long y) =>
        transform.CellX(vertices.GetX(index)) == x && transform.CellY(vertices.GetY(index)) == y;

    void WriteVertex(ProtoBuffer output, CoordinateSequence vertices, int index, ref long x, ref long y)
    {
        var cellX = Whole(transform.CellX(vertices.GetX(index)));
        var cellY = Whole(transform.CellY(vertices.GetY(index)));
        output.SignedVarint(cellX - x);
        output.SignedVarint(cellY - y);
        (x, y) = (cellX, cellY);
        if (writesZ)
        {
            output.SignedVarint(Measure(vertices.HasZ ? vertices.GetZ(index) : double.NaN));
        }

        if (writesM)
        {
            output.SignedVarint(Measure(vertices.HasM ? vertices.GetM(index) : double.NaN));
        }
    }

    /// <summary>The format has no word for a measure that is missing: it is 0.</summary>
    static long Measure(double value) => double.IsNaN(value) ? 0 : Whole(Math.Round(value / PbfTransform.MeasureScale));

    static long Whole(double cell) => Math.Abs(cell) <= PbfTransform.MostCells
        ? (long)cell
        : throw new GpException(
            GpError.LimitExceeded,
            "The features cannot be written as pbf: a coordinate is beyond the whole numbers of the format; ask for json.");
}
