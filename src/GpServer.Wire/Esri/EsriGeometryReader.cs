using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Polygons;
using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Esri;

/// <summary>Reads Esri geometries of every type, with z, m, curves and quantised coordinates.</summary>
sealed class EsriGeometryReader : IGeometryReader
{
    readonly SetHeader _header;
    readonly ReadingPlace _place;
    readonly ShapeBuilder _shapes;
    readonly CurveReader _curves;
    readonly GeometryProjection _projection;
    readonly List<LineString> _lines = [];
    readonly List<Ring> _rings = [];

    public EsriGeometryReader(SetHeader header, FeatureSchema schema, ReadingPlace place)
    {
        _header = header;
        _place = place;
        _shapes = new ShapeBuilder(schema, place);
        _curves = new CurveReader(_shapes.Part, place);
        _projection = new GeometryProjection(schema.SpatialReference, place);
        if (header.Quantization is not null && (schema.HasZ || schema.HasM))
        {
            throw place.Invalid("quantised coordinates with z or m are not read; send them without transform");
        }
    }

    public long Vertices => _shapes.Vertices;

    /// <summary>Whether an object with these members is a geometry.</summary>
    public static bool HasGeometry(JsonMembers members) =>
        members.IsEmptyGeometry || members.HasAny("x", "points", "paths", "rings", "curvePaths", "curveRings", "xmin");

    public Geometry? Read(ref JsonScanner json)
    {
        if (json.TryReadNull())
        {
            return null;
        }

        var members = new GeometryMembers();
        JsonScanner vertices = default;
        var verticesAre = EsriGeometryMember.Other;
        json.EnterObject();
        ReadPointInOrder(ref json, ref members);
        while (json.NextMember(out var name))
        {
            var member = EsriGeometryMembers.Find(name);
            if (member is >= EsriGeometryMember.X and <= EsriGeometryMember.YMax)
            {
                members[member] = json.ReadDouble();
            }
            else if (member >= EsriGeometryMember.Points)
            {
                // Hidden behind the vertices there may be a hasZ; and curves win over vertices.
                if (!json.TryReadNull())
                {
                    if (member > verticesAre)
                    {
                        vertices = json;
                        verticesAre = member;
                    }

                    json.SkipUnread();
                }
            }
            else
            {
                ReadOther(ref json, member, ref members);
            }
        }

        var geometry = verticesAre == EsriGeometryMember.Other
            ? MakeOfNumbers(members)
            : ReadVertices(ref vertices, verticesAre, members);
        return geometry is null ? null : _projection.Apply(geometry);
    }

    /// <summary>Reads x and y where they come first and in this order, as in most points.</summary>
    static void ReadPointInOrder(ref JsonScanner json, ref GeometryMembers members)
    {
        if (json.TryNextMember("\"x\":"u8))
        {
            members[EsriGeometryMember.X] = json.ReadDouble();
            if (json.TryNextMember("\"y\":"u8))
            {
                members[EsriGeometryMember.Y] = json.ReadDouble();
            }
        }
    }

    void ReadOther(ref JsonScanner json, EsriGeometryMember member, ref GeometryMembers members)
    {
        switch (member)
        {
            case EsriGeometryMember.HasZ:
                members.HasZ = EsriGeometrySurvey.ReadFlag(ref json);
                break;
            case EsriGeometryMember.HasM:
                members.HasM = EsriGeometrySurvey.ReadFlag(ref json);
                break;
            case EsriGeometryMember.SpatialReference:
                _projection.ReadSource(ref json);
                break;
            default:
                json.Skip();
                break;
        }
    }

    Geometry? MakeOfNumbers(GeometryMembers members)
    {
        if (members.Has(EsriGeometryMember.X))
        {
            var (x, y) = Decode(members[EsriGeometryMember.X], members[EsriGeometryMember.Y]);
            return _shapes.Point(x, y, members[EsriGeometryMember.Z], members[EsriGeometryMember.M]);
        }

        if (members.Has(EsriGeometryMember.XMin))
        {
            var (xmin, ymin) = Decode(members[EsriGeometryMember.XMin], members[EsriGeometryMember.YMin]);
            var (xmax, ymax) = Decode(members[EsriGeometryMember.XMax], members[EsriGeometryMember.YMax]);
            return _shapes.Envelope(xmin, ymin, xmax, ymax);
        }

        return null;
    }

    (double X, double Y) Decode(double x, double y) => _header.Quantization is { } grid ? grid.Decode(x, y) : (x, y);

    Geometry ReadVertices(ref JsonScanner json, EsriGeometryMember member, GeometryMembers members)
    {
        var shape = EsriGeometryMembers.ShapeOf(member);
        _shapes.Check(shape);
        var depth = shape == GeometryType.Multipoint ? 1 : 2;
        var layout = _header.Layout(members.HasZ, members.HasM, EsriGeometrySurvey.FirstVertexLength(json, depth));
        switch (shape)
        {
            case GeometryType.Multipoint:
                ReadPart(ref json, layout, isCurve: false);
                return _shapes.Multipoint();
            case GeometryType.Polyline:
                return ReadLines(ref json, layout, member == EsriGeometryMember.CurvePaths);
            default:
                return ReadPolygon(ref json, layout, member == EsriGeometryMember.CurveRings);
        }
    }

    Geometry ReadLines(ref JsonScanner json, VertexLayout layout, bool isCurve)
    {
        _lines.Clear();
        json.EnterArray();
        while (json.NextElement())
        {
            ReadPart(ref json, layout, isCurve);
            _shapes.AddLine(_lines);
        }

        return _shapes.Lines(_lines);
    }

    Geometry ReadPolygon(ref JsonScanner json, VertexLayout layout, bool isCurve)
    {
        _rings.Clear();
        json.EnterArray();
        while (json.NextElement())
        {
            ReadPart(ref json, layout, isCurve);
            if (_shapes.Ring() is { } ring)
            {
                _rings.Add(ring);
            }
        }

        return _shapes.Polygon(_rings);
    }

    void ReadPart(ref JsonScanner json, VertexLayout layout, bool isCurve)
    {
        _shapes.Part.Clear();
        if (isCurve)
        {
            _curves.Read(ref json, layout);
        }
        else
        {
            _shapes.Part.Read(ref json, layout);
        }

        _header.Quantization?.Decode(_shapes.Part);
    }
}
