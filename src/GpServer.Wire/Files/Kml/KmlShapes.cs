using GpServer.Core.Features;
using GpServer.Wire.Polygons;
using GpServer.Wire.Reading;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Files.Kml;

/// <summary>Makes the geometry of each placemark, of those that are of the type of the set.</summary>
sealed class KmlShapes(FeatureSchema schema, ReadingPlace place) : IKmlShapes
{
    readonly ShapeBuilder _shapes = new(schema, place);
    readonly VertexBuffer _point = new(new VertexLayout(schema.HasZ, HasM: false), place);
    readonly List<LineString> _lines = [];
    readonly List<List<Ring>> _polygons = [];
    readonly List<double> _points = [];
    List<Ring>? _polygon;

    /// <summary>How many vertices have been read so far.</summary>
    public long Vertices => _shapes.Vertices;

    public void BeginPlacemark()
    {
        _lines.Clear();
        _polygons.Clear();
        _points.Clear();
        _polygon = null;
    }

    public VertexBuffer? Begin(GeometryType type, bool isPart)
    {
        if (type == GeometryType.Point)
        {
            return schema.GeometryType is GeometryType.Point or GeometryType.Multipoint ? _point : null;
        }

        _polygon = null;
        return type == schema.GeometryType ? _shapes.Part : null;
    }

    public void TakePart(GeometryType type)
    {
        if (type == GeometryType.Point)
        {
            _points.AddRange(_point[0]);
        }
        else
        {
            _shapes.AddLine(_lines);
        }
    }

    public void TakeRing(bool isOuter)
    {
        if (isOuter)
        {
            _polygon = _shapes.Ring() is { } shell ? [shell] : null;
            if (_polygon is not null)
            {
                _polygons.Add(_polygon);
            }
        }
        else if (_polygon is not null && _shapes.Ring() is { } hole)
        {
            _polygon.Add(hole);
        }
    }

    public void EndPolygon() => _polygon = null;

    public void SetAltitudes()
    {
    }

    /// <summary>The geometry of the placemark; null where it has none of the type of the set.</summary>
    public Geometry? Make()
    {
        if (_points.Count > 0)
        {
            return schema.GeometryType == GeometryType.Point ? MakePoint() : MakeMultipoint();
        }

        if (_lines.Count > 0)
        {
            return _shapes.Lines(_lines);
        }

        return _polygons.Count > 0 ? _shapes.Polygon(_polygons) : null;
    }

    Geometry MakePoint() => _points.Count == _point.Layout.Dimension
        ? _shapes.Point(_points[0], _points[1], _point.Layout.HasZ ? _points[2] : double.NaN, double.NaN)
        : throw place.Invalid("the placemark has several points; expected one");

    Geometry MakeMultipoint()
    {
        _shapes.Part.Clear();
        for (var i = 0; i < _points.Count; i += _point.Layout.Dimension)
        {
            var vertex = _shapes.Part.Add();
            for (var j = 0; j < vertex.Length; j++)
            {
                vertex[j] = _points[i + j];
            }
        }

        return _shapes.Multipoint();
    }
}
