using System.Globalization;
using System.Xml;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Writing;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.Kml;

/// <summary>
/// Writes geometries in longitude and latitude: outer boundaries counter-clockwise, inner ones clockwise; with altitudes, those above the
/// sea, where the set has z.
/// </summary>
sealed class KmlGeometryWriter(XmlWriter xml, GeometryType type, bool writesZ)
{
    const int NumberRoom = 40;

    readonly char[] _text = new char[4096];
    int _length;

    /// <summary>Writes a geometry that is not empty.</summary>
    public void Write(Geometry geometry)
    {
        switch (type)
        {
            case GeometryType.Point:
                WritePoint(GeometryParts.Of<Point>(geometry).Single());
                break;
            case GeometryType.Multipoint:
                WriteParts<Point>(geometry, WritePoint, isMultiple: true);
                break;
            case GeometryType.Polyline:
                WriteParts<LineString>(geometry, WriteLine, geometry.NumGeometries > 1);
                break;
            case GeometryType.Polygon:
                WriteParts<Polygon>(geometry, WritePolygon, geometry.NumGeometries > 1);
                break;
            case GeometryType.Envelope:
                WriteParts<Polygon>(GeometryServices.Factory.ToGeometry(geometry.EnvelopeInternal), WritePolygon, isMultiple: false);
                break;
            default:
                throw new InvalidOperationException($"A {geometry.GeometryType} is in a set of type {type}.");
        }
    }

    void WriteParts<T>(Geometry geometry, Action<T> write, bool isMultiple)
        where T : Geometry
    {
        if (isMultiple)
        {
            xml.WriteStartElement("MultiGeometry");
        }

        foreach (var part in GeometryParts.Of<T>(geometry))
        {
            write(part);
        }

        if (isMultiple)
        {
            xml.WriteEndElement();
        }
    }

    void WritePoint(Point point)
    {
        xml.WriteStartElement("Point");
        WriteAltitudeMode(isDraped: false);
        WriteCoordinates(point.CoordinateSequence, reverse: false);
        xml.WriteEndElement();
    }

    void WriteLine(LineString line)
    {
        xml.WriteStartElement("LineString");
        WriteAltitudeMode(isDraped: true);
        WriteCoordinates(line.CoordinateSequence, reverse: false);
        xml.WriteEndElement();
    }

    void WritePolygon(Polygon polygon)
    {
        xml.WriteStartElement("Polygon");
        WriteAltitudeMode(isDraped: true);
        WriteBoundary("outerBoundaryIs", polygon.ExteriorRing, clockwise: false);
        for (var i = 0; i < polygon.NumInteriorRings; i++)
        {
            WriteBoundary("innerBoundaryIs", polygon.GetInteriorRingN(i), clockwise: true);
        }

        xml.WriteEndElement();
    }

    void WriteBoundary(string name, LineString ring, bool clockwise)
    {
        xml.WriteStartElement(name);
        xml.WriteStartElement("LinearRing");
        WriteCoordinates(ring.CoordinateSequence, GeometryParts.MustReverse(ring, clockwise));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <param name="isDraped">Whether what has no altitude follows the ground, where it else would be a straight cut through it.</param>
    void WriteAltitudeMode(bool isDraped)
    {
        if (writesZ)
        {
            xml.WriteElementString("altitudeMode", "absolute");
        }
        else if (isDraped)
        {
            xml.WriteElementString("tessellate", "1");
        }
    }

    void WriteCoordinates(CoordinateSequence vertices, bool reverse)
    {
        xml.WriteStartElement("coordinates");
        for (var i = 0; i < vertices.Count; i++)
        {
            var index = reverse ? vertices.Count - 1 - i : i;
            var z = writesZ && vertices.HasZ ? vertices.GetZ(index) : double.NaN;
            if (_length + (3 * NumberRoom) > _text.Length)
            {
                Flush();
            }

            Append(vertices.GetX(index), i == 0 ? '\0' : ' ');
            Append(vertices.GetY(index), ',');
            if (!double.IsNaN(z))
            {
                Append(z, ',');
            }
        }

        Flush();
        xml.WriteEndElement();
    }

    void Append(double value, char before)
    {
        if (before != '\0')
        {
            _text[_length++] = before;
        }

        // Numbers that take no exponent, the shortest that read back the same; programs that read KML know no other way.
        const double small = 1e-4, large = 1e15;
        var magnitude = Math.Abs(value);
        var format = magnitude is 0 or (>= small and < large) ? "R" : "F15";
        if (!value.TryFormat(_text.AsSpan(_length), out var count, format, CultureInfo.InvariantCulture))
        {
            throw new InvalidOperationException("A coordinate is beyond any that a set may have.");
        }

        _length += count;
    }

    void Flush()
    {
        xml.WriteRaw(_text, 0, _length);
        _length = 0;
    }
}
