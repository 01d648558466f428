using System.Buffers.Binary;
using GpServer.Core.Features;
using GpServer.Wire.Writing;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.Shapefile;

/// <summary>Makes the content of a record of a geometry. The room is used again for the next.</summary>
sealed class ShpRecord(ShapeType type, bool writesM)
{
    // Any number below -10³⁸ stands for none; this one is what most write.
    const double NoMeasure = -1e39;

    static readonly byte[] NullRecord = new byte[sizeof(int)];

    readonly List<(CoordinateSequence Vertices, bool Reverse)> _parts = [];
    byte[] _bytes = new byte[4096];
    int _at;
    ShpRange _allZ;
    ShpRange _allM;

    /// <summary>The content of a record without a shape.</summary>
    public static ReadOnlySpan<byte> Null => NullRecord;

    /// <summary>Of all vertices so far.</summary>
    public ShpRange AllZ => _allZ;

    public ShpRange AllM => _allM;

    bool HasMeasures => type.HasM || (type.HasZ && writesM);

    /// <param name="geometry">Of the type of the file, not empty.</param>
    public ReadOnlySpan<byte> Fill(Geometry geometry)
    {
        Collect(geometry);
        _at = 0;
        Int(type.Code);
        if (type.Kind == ShapeType.Point)
        {
            FillPoint(_parts[0].Vertices);
        }
        else
        {
            FillParts(geometry.EnvelopeInternal);
        }

        return _bytes.AsSpan(0, _at);
    }

    void Collect(Geometry geometry)
    {
        _parts.Clear();
        switch (type.GeometryType)
        {
            case GeometryType.Point or GeometryType.Multipoint:
                foreach (var point in GeometryParts.Of<Point>(geometry))
                {
                    _parts.Add((point.CoordinateSequence, false));
                }

                break;
            case GeometryType.Polyline:
                foreach (var line in GeometryParts.Of<LineString>(geometry))
                {
                    _parts.Add((line.CoordinateSequence, false));
                }

                break;
            default:
                foreach (var polygon in GeometryParts.Of<Polygon>(geometry))
                {
                    _parts.Add((polygon.ExteriorRing.CoordinateSequence, GeometryParts.MustReverse(polygon.ExteriorRing, clockwise: true)));
                    foreach (var hole in polygon.InteriorRings)
                    {
                        _parts.Add((hole.CoordinateSequence, GeometryParts.MustReverse(hole, clockwise: false)));
                    }
                }

                break;
        }
    }

    void FillPoint(CoordinateSequence vertex)
    {
        Number(vertex.GetX(0));
        Number(vertex.GetY(0));
        if (type.HasZ)
        {
            Number(Z(vertex, 0));
            _allZ.Add(Z(vertex, 0));
        }

        // A point with z has m in any case.
        if (type.HasM || type.HasZ)
        {
            var m = writesM ? M(vertex, 0) : NoMeasure;
            Number(m);
            Count(ref _allM, m);
        }
    }

    void FillParts(Envelope box)
    {
        Number(box.MinX);
        Number(box.MinY);
        Number(box.MaxX);
        Number(box.MaxY);
        var hasParts = type.Kind != ShapeType.Multipoint;
        if (hasParts)
        {
            Int(_parts.Count);
        }

        Int(_parts.Sum(part => part.Vertices.Count));
        var start = 0;
        foreach (var (vertices, _) in hasParts ? _parts : [])
        {
            Int(start);
            start += vertices.Count;
        }

        foreach (var (vertices, reverse) in _parts)
        {
            for (var i = 0; i < vertices.Count; i++)
            {
                var vertex = reverse ? vertices.Count - 1 - i : i;
                Number(vertices.GetX(vertex));
                Number(vertices.GetY(vertex));
            }
        }

        if (type.HasZ)
        {
            FillMeasures(Z, ref _allZ);
        }

        if (HasMeasures)
        {
            FillMeasures(M, ref _allM);
        }
    }

    void FillMeasures(Func<CoordinateSequence, int, double> measure, ref ShpRange all)
    {
        var rangeAt = _at;
        Number(0);
        Number(0);
        var range = default(ShpRange);
        foreach (var (vertices, reverse) in _parts)
        {
            for (var i = 0; i < vertices.Count; i++)
            {
                var value = measure(vertices, reverse ? vertices.Count - 1 - i : i);
                Number(value);
                Count(ref range, value);
                Count(ref all, value);
            }
        }

        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(rangeAt), range.Min);
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(rangeAt + sizeof(double)), range.Max);
    }

    static void Count(ref ShpRange range, double value)
    {
        if (value > NoMeasure)
        {
            range.Add(value);
        }
    }

    static double Z(CoordinateSequence vertices, int index) =>
        vertices.HasZ && vertices.GetZ(index) is var z && !double.IsNaN(z) ? z : 0;

    static double M(CoordinateSequence vertices, int index) =>
        vertices.HasM && vertices.GetM(index) is var m && !double.IsNaN(m) ? m : NoMeasure;

    void Int(int value)
    {
        Reserve(sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_at), value);
        _at += sizeof(int);
    }

    void Number(double value)
    {
        Reserve(sizeof(double));
        BinaryPrimitives.WriteDoubleLittleEndian(_bytes.AsSpan(_at), value);
        _at += sizeof(double);
    }

    void Reserve(int length)
    {
        if (_at + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, 2 * _bytes.Length);
        }
    }
}
