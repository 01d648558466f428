using System.Buffers;
using System.Buffers.Binary;
using GpServer.Core.Features;
using GpServer.Wire.Reading;
using GpServer.Wire.Writing;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.Wkb;

/// <summary>
/// Writes geometries as well-known binary, little-endian, with the type codes of ISO. Lines and polygons are written as several of them
/// always, so that all
/// geometries of a set have one type.
/// </summary>
sealed class WkbGeometryWriter(GeometryType shape, bool writesZ, bool writesM, ArrayBufferWriter<byte> output)
{
    readonly VertexLayout _layout = new(writesZ, writesM);

    public void Write(Geometry geometry)
    {
        switch (shape)
        {
            case GeometryType.Point:
                Head(WkbType.Point);
                Point((Point)geometry);
                break;
            case GeometryType.Multipoint:
                WriteAll<Point>(geometry, WkbType.MultiPoint, point =>
                {
                    Head(WkbType.Point);
                    Point(point);
                });
                break;
            case GeometryType.Polyline:
                WriteAll<LineString>(geometry, WkbType.MultiLine, line =>
                {
                    Head(WkbType.Line);
                    Vertices(line.CoordinateSequence);
                });
                break;
            default:
                WriteAll<Polygon>(geometry, WkbType.MultiPolygon, Polygon);
                break;
        }
    }

    void WriteAll<T>(Geometry geometry, int kind, Action<T> write)
        where T : Geometry
    {
        Head(kind);
        UInt32((uint)GeometryParts.Of<T>(geometry).Count());
        foreach (var part in GeometryParts.Of<T>(geometry))
        {
            write(part);
        }
    }

    void Polygon(Polygon polygon)
    {
        Head(WkbType.Polygon);
        UInt32(1 + (uint)polygon.NumInteriorRings);
        Ring(polygon.ExteriorRing, clockwise: false);
        for (var i = 0; i < polygon.NumInteriorRings; i++)
        {
            Ring(polygon.GetInteriorRingN(i), clockwise: true);
        }
    }

    void Ring(LineString ring, bool clockwise) => Vertices(ring.CoordinateSequence, GeometryParts.MustReverse(ring, clockwise));

    void Point(Point point)
    {
        if (point.IsEmpty)
        {
            for (var i = 0; i < _layout.Dimension; i++)
            {
                Number(double.NaN);
            }

            return;
        }

        Vertex(point.CoordinateSequence, 0);
    }

    void Vertices(CoordinateSequence vertices, bool reverse = false)
    {
        UInt32((uint)vertices.Count);
        for (var i = 0; i < vertices.Count; i++)
        {
            Vertex(vertices, reverse ? vertices.Count - 1 - i : i);
        }
    }

    void Vertex(CoordinateSequence vertices, int index)
    {
        Number(vertices.GetX(index));
        Number(vertices.GetY(index));
        if (writesZ)
        {
            var z = vertices.HasZ ? vertices.GetZ(index) : double.NaN;
            Number(double.IsNaN(z) ? 0 : z);
        }

        if (writesM)
        {
            Number(vertices.HasM ? vertices.GetM(index) : double.NaN);
        }
    }

    void Head(int kind)
    {
        output.GetSpan(1)[0] = 1;
        output.Advance(1);
        UInt32(WkbType.Code(kind, _layout));
    }

    void UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(sizeof(uint)), value);
        output.Advance(sizeof(uint));
    }

    void Number(double value)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(output.GetSpan(sizeof(double)), value);
        output.Advance(sizeof(double));
    }
}
