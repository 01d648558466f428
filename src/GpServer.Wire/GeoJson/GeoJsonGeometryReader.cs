using GpServer.Core.Features;
using GpServer.Core.Json;
using GpServer.Wire.Polygons;
using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.GeoJson;

/// <summary>Reads GeoJSON geometries. A third number of a position is z; more are passed over.</summary>
sealed class GeoJsonGeometryReader(FeatureSchema schema, ReadingPlace place) : IGeometryReader
{
    static readonly VertexLayout WithZ = new(HasZ: true, HasM: false);

    readonly ShapeBuilder _shapes = new(schema, place);
    readonly VertexLayout _source = schema.HasZ ? WithZ : default;
    readonly List<LineString> _lines = [];

    public long Vertices => _shapes.Vertices;

    public Geometry? Read(ref JsonScanner json)
    {
        if (json.TryReadNull())
        {
            return null;
        }

        string? type = null;
        JsonScanner coordinates = default;
        var hasCoordinates = false;
        json.EnterObject();
        while (json.NextMember(out var name))
        {
            if (name.SequenceEqual("type"u8))
            {
                type = json.ReadString();
            }
            else if (name.SequenceEqual("coordinates"u8) && json.Peek() != JsonKind.Null)
            {
                coordinates = json;
                hasCoordinates = true;
                json.SkipUnread();
            }
            else
            {
                json.Skip();
            }
        }

        return Make(type, ref coordinates, hasCoordinates);
    }

    Geometry? Make(string? name, ref JsonScanner coordinates, bool hasCoordinates)
    {
        var type = GeoJsonTypes.Find(System.Text.Encoding.UTF8.GetBytes(name ?? ""));
        if (type == GeoJsonType.GeometryCollection)
        {
            throw place.Invalid("the geometry is a GeometryCollection, which is not read; expected points, lines or polygons");
        }

        if (type == GeoJsonType.None)
        {
            throw place.Invalid(
                "the geometry has no type that is known; expected Point, MultiPoint, LineString, MultiLineString, Polygon or MultiPolygon");
        }

        if (!hasCoordinates)
        {
            return null;
        }

        _shapes.Check(GeoJsonTypes.ShapeOf(type));
        return type switch
        {
            GeoJsonType.Point => ReadPoint(ref coordinates),
            GeoJsonType.MultiPoint => ReadMultipoint(ref coordinates),
            GeoJsonType.LineString => ReadLine(ref coordinates),
            GeoJsonType.MultiLineString => ReadLines(ref coordinates),
            GeoJsonType.Polygon => _shapes.Polygon(ReadPolygons(ref coordinates, isOne: true)),
            _ => _shapes.Polygon(ReadPolygons(ref coordinates, isOne: false)),
        };
    }

    Geometry ReadPoint(ref JsonScanner json)
    {
        Span<double> numbers = stackalloc double[3];
        numbers.Fill(double.NaN);
        var count = json.ReadNumbers(numbers);
        return count == 1
            ? throw place.Invalid("the position has 1 number; expected at least x and y")
            : _shapes.Point(numbers[0], numbers[1], numbers[2], double.NaN);
    }

    Geometry ReadMultipoint(ref JsonScanner json)
    {
        ReadPart(ref json);
        return _shapes.Multipoint();
    }

    Geometry ReadLine(ref JsonScanner json)
    {
        _lines.Clear();
        ReadPart(ref json);
        _shapes.AddLine(_lines);
        return _shapes.Lines(_lines);
    }

    Geometry ReadLines(ref JsonScanner json)
    {
        _lines.Clear();
        json.EnterArray();
        while (json.NextElement())
        {
            ReadPart(ref json);
            _shapes.AddLine(_lines);
        }

        return _shapes.Lines(_lines);
    }

    List<List<Ring>> ReadPolygons(ref JsonScanner json, bool isOne)
    {
        var polygons = new List<List<Ring>>();
        if (isOne)
        {
            ReadPolygon(ref json, polygons);
            return polygons;
        }

        json.EnterArray();
        while (json.NextElement())
        {
            ReadPolygon(ref json, polygons);
        }

        return polygons;
    }

    /// <summary>Reads the rings of one polygon, the shell first. Without a shell there is no polygon.</summary>
    void ReadPolygon(ref JsonScanner json, List<List<Ring>> polygons)
    {
        var rings = new List<Ring>();
        var hasShell = true;
        json.EnterArray();
        while (json.NextElement())
        {
            ReadPart(ref json);
            var ring = _shapes.Ring();
            hasShell &= ring is not null || rings.Count > 0;
            if (ring is not null && hasShell)
            {
                rings.Add(ring);
            }
        }

        if (rings.Count > 0)
        {
            polygons.Add(rings);
        }
    }

    void ReadPart(ref JsonScanner json)
    {
        _shapes.Part.Clear();
        _shapes.Part.Read(ref json, _source);
    }
}
