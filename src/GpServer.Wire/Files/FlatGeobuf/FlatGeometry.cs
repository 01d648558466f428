using System.Runtime.InteropServices;
using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Writing;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.FlatGeobuf;

/// <summary>
/// Builds geometries: lines and polygons always as those of several parts, as readers want one type for all features; shells
/// counter-clockwise and holes clockwise. A z or m that is missing is NaN.
/// </summary>
sealed class FlatGeometry(GeometryType type, bool writesZ, bool writesM)
{
    const byte PointType = 1;
    const byte PolygonType = 3;
    const byte MultiPointType = 4;
    const byte MultiLineType = 5;
    const byte MultiPolygonType = 6;

    const int GeometryFields = 8;

    readonly List<uint> _ends = [];
    readonly List<double> _xy = [];
    readonly List<double> _z = [];
    readonly List<double> _m = [];

    /// <summary>The number of the geometry type of all features; 0 for tables.</summary>
    public byte Type => type switch
    {
        GeometryType.None => 0,
        GeometryType.Point => PointType,
        GeometryType.Multipoint => MultiPointType,
        GeometryType.Polyline => MultiLineType,
        GeometryType.Polygon or GeometryType.Envelope => MultiPolygonType,
        _ => throw new InvalidOperationException($"A set of type {type} cannot be written."),
    };

    /// <summary>Builds a geometry that is not empty.</summary>
    public int Build(FlatBuilder builder, Geometry geometry)
    {
        Clear();
        switch (Type)
        {
            case PointType or MultiPointType:
                foreach (var point in GeometryParts.Of<Point>(geometry))
                {
                    Add(point.CoordinateSequence, reverse: false);
                }

                _ends.Clear();
                return End(builder, Type, 0);
            case MultiLineType:
                foreach (var line in GeometryParts.Of<LineString>(geometry))
                {
                    Add(line.CoordinateSequence, reverse: false);
                }

                return End(builder, Type, 0);
            default:
                var shape = type == GeometryType.Envelope ? GeometryServices.Factory.ToGeometry(geometry.EnvelopeInternal) : geometry;
                int[] parts = [.. GeometryParts.Of<Polygon>(shape).Select(polygon => BuildPolygon(builder, polygon))];
                var list = builder.Tables(parts);
                Clear();
                return End(builder, Type, list);
        }
    }

    int BuildPolygon(FlatBuilder builder, Polygon polygon)
    {
        Clear();
        Add(polygon.ExteriorRing.CoordinateSequence, GeometryParts.MustReverse(polygon.ExteriorRing, clockwise: false));
        for (var i = 0; i < polygon.NumInteriorRings; i++)
        {
            var hole = polygon.GetInteriorRingN(i);
            Add(hole.CoordinateSequence, GeometryParts.MustReverse(hole, clockwise: true));
        }

        return End(builder, PolygonType, 0);
    }

    int End(FlatBuilder builder, byte geometryType, int parts)
    {
        var ends = _ends.Count > 1 ? builder.UInts(CollectionsMarshal.AsSpan(_ends)) : 0;
        var xy = Doubles(builder, _xy);
        var z = Doubles(builder, _z);
        var m = Doubles(builder, _m);
        builder.BeginTable(GeometryFields);
        builder.AddPlace(0, ends);
        builder.AddPlace(1, xy);
        builder.AddPlace(2, z);
        builder.AddPlace(3, m);
        builder.Add(6, geometryType);
        builder.AddPlace(7, parts);
        return builder.EndTable();
    }

    static int Doubles(FlatBuilder builder, List<double> values) =>
        values.Count > 0 ? builder.Doubles(CollectionsMarshal.AsSpan(values)) : 0;

    void Clear()
    {
        _ends.Clear();
        _xy.Clear();
        _z.Clear();
        _m.Clear();
    }

    void Add(CoordinateSequence vertices, bool reverse)
    {
        for (var i = 0; i < vertices.Count; i++)
        {
            var index = reverse ? vertices.Count - 1 - i : i;
            _xy.Add(vertices.GetX(index));
            _xy.Add(vertices.GetY(index));
            if (writesZ)
            {
                _z.Add(vertices.HasZ ? vertices.GetZ(index) : double.NaN);
            }

            if (writesM)
            {
                _m.Add(vertices.HasM ? vertices.GetM(index) : double.NaN);
            }
        }

        _ends.Add((uint)(_xy.Count / 2));
    }
}
