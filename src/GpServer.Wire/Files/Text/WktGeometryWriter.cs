using System.Globalization;
using System.Text;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.Text;

/// <summary>Writes geometries as well-known text, with the shortest digits that read back as the same numbers.</summary>
sealed class WktGeometryWriter(bool writesZ, bool writesM)
{
    readonly StringBuilder _text = new();

    readonly string _dimensions = (writesZ, writesM) switch
    {
        (true, true) => " ZM",
        (true, false) => " Z",
        (false, true) => " M",
        _ => "",
    };

    /// <summary>The text, valid until the next geometry.</summary>
    public StringBuilder Write(Geometry geometry)
    {
        _text.Clear();
        _text.Append(geometry is LinearRing ? "LINESTRING" : geometry.GeometryType.ToUpperInvariant()).Append(_dimensions).Append(' ');
        Body(geometry);
        return _text;
    }

    void Body(Geometry geometry)
    {
        if (geometry.IsEmpty)
        {
            _text.Append("EMPTY");
            return;
        }

        switch (geometry)
        {
            case Point point:
                Part(point.CoordinateSequence);
                break;
            case LineString line:
                Part(line.CoordinateSequence);
                break;
            case Polygon polygon:
                _text.Append('(');
                Part(polygon.ExteriorRing.CoordinateSequence);
                for (var i = 0; i < polygon.NumInteriorRings; i++)
                {
                    _text.Append(", ");
                    Part(polygon.GetInteriorRingN(i).CoordinateSequence);
                }

                _text.Append(')');
                break;
            case GeometryCollection parts:
                Parts(parts);
                break;
            default:
                throw new InvalidOperationException($"A {geometry.GeometryType} cannot be the geometry of a feature.");
        }
    }

    void Parts(GeometryCollection parts)
    {
        var separator = "(";
        for (var i = 0; i < parts.NumGeometries; i++)
        {
            var part = parts.GetGeometryN(i);
            if (!part.IsEmpty)
            {
                _text.Append(separator);
                Body(part);
                separator = ", ";
            }
        }

        _text.Append(')');
    }

    void Part(CoordinateSequence vertices)
    {
        _text.Append('(');
        for (var i = 0; i < vertices.Count; i++)
        {
            if (i > 0)
            {
                _text.Append(", ");
            }

            Number(vertices.GetX(i));
            _text.Append(' ');
            Number(vertices.GetY(i));
            if (writesZ)
            {
                Measure(vertices.HasZ ? vertices.GetZ(i) : double.NaN);
            }

            if (writesM)
            {
                Measure(vertices.HasM ? vertices.GetM(i) : double.NaN);
            }
        }

        _text.Append(')');
    }

    // Readers take no NaN between numbers.
    void Measure(double value)
    {
        _text.Append(' ');
        Number(double.IsNaN(value) ? 0 : value);
    }

    void Number(double value) => _text.Append(CultureInfo.InvariantCulture, $"{value:R}");
}
