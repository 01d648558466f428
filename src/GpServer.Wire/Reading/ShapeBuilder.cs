using GpServer.Core.Features;
using GpServer.Core.Spatial;
using GpServer.Wire.Polygons;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Wire.Reading;

/// <summary>Makes the geometries of one set of the vertices that were read.</summary>
sealed class ShapeBuilder
{
    static readonly GeometryFactory Factory = GeometryServices.Factory;

    readonly FeatureSchema _schema;
    readonly ReadingPlace _place;
    readonly VertexBuffer _part;
    readonly bool _simplify;

    public ShapeBuilder(FeatureSchema schema, ReadingPlace place)
    {
        _schema = schema;
        _place = place;
        _part = new VertexBuffer(new VertexLayout(schema.HasZ, schema.HasM), place);
        _simplify = place.Options.Reading.SimplifyFeatures;
    }

    /// <summary>The vertices of the part that is being read.</summary>
    public VertexBuffer Part => _part;

    /// <summary>How many vertices have gone into geometries.</summary>
    public long Vertices { get; private set; }

    /// <exception cref="GpServer.Core.GpException">The shape is not that of the set.</exception>
    public void Check(GeometryType shape) => GeometryTypes.CheckFits(shape, _schema.GeometryType, _place);

    /// <summary>A point; an empty one where x is no number.</summary>
    public Geometry Point(double x, double y, double z, double m)
    {
        Check(GeometryType.Point);
        var isMultipoint = _schema.GeometryType == GeometryType.Multipoint;
        if (double.IsNaN(x))
        {
            return isMultipoint ? Factory.CreateMultiPoint() : Factory.CreatePoint();
        }

        if (double.IsNaN(y))
        {
            throw _place.Invalid("the point has an x without a y; expected both to be numbers");
        }

        var vertex = new double[_part.Layout.Dimension];
        (vertex[0], vertex[1]) = (x, y);
        SetMeasures(vertex, z, m);
        _part.Check(vertex);
        Vertices++;
        var point = Factory.CreatePoint(new PackedDoubleCoordinateSequence(vertex, vertex.Length, _part.Layout.Measures));
        return isMultipoint ? Factory.CreateMultiPoint([point]) : point;
    }

    /// <summary>A multipoint of the vertices of the part.</summary>
    public Geometry Multipoint()
    {
        Check(GeometryType.Multipoint);
        Vertices += _part.Count;
        _part.CheckLimit(Vertices);
        _part.Check();
        var points = new Point[_part.Count];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = Factory.CreatePoint(
                new PackedDoubleCoordinateSequence(_part[i].ToArray(), _part.Layout.Dimension, _part.Layout.Measures));
        }

        return Factory.CreateMultiPoint(points);
    }

    /// <summary>A rectangle as a polygon with a clockwise ring.</summary>
    public Geometry Envelope(double xmin, double ymin, double xmax, double ymax)
    {
        Check(GeometryType.Envelope);
        if (double.IsNaN(xmin))
        {
            return Factory.CreatePolygon();
        }

        (xmin, xmax) = (Math.Min(xmin, xmax), Math.Max(xmin, xmax));
        (ymin, ymax) = (Math.Min(ymin, ymax), Math.Max(ymin, ymax));
        _part.Clear();
        AddCorner(xmin, ymin);
        AddCorner(xmin, ymax);
        AddCorner(xmax, ymax);
        AddCorner(xmax, ymin);
        AddCorner(xmin, ymin);
        return Factory.CreatePolygon(Factory.CreateLinearRing(TakePart()));
    }

    /// <summary>Adds the part as a line. One without two vertices is none.</summary>
    public void AddLine(List<LineString> lines)
    {
        if (_part.Count >= 2)
        {
            lines.Add(Factory.CreateLineString(TakePart()));
        }
    }

    public Geometry Lines(List<LineString> lines)
    {
        Check(GeometryType.Polyline);
        return lines.Count switch
        {
            0 => Factory.CreateLineString(),
            1 => lines[0],
            _ => Factory.CreateMultiLineString([.. lines]),
        };
    }

    /// <summary>The part as a ring, closed; null where it encloses nothing that can be drawn.</summary>
    public Ring? Ring()
    {
        if (_part.Count == 0)
        {
            return null;
        }

        _part.Close();
        var makesRing = _part.Count >= 4 && (!_simplify || _part.HasThreePlaces());
        return makesRing ? new Ring(TakePart()) : null;
    }

    /// <summary>A polygon of rings in no order.</summary>
    public Geometry Polygon(List<Ring> rings)
    {
        Check(GeometryType.Polygon);
        return new RingAssembly(_simplify, _place).ToGeometry(rings);
    }

    /// <summary>A polygon of which the first ring of each list is the shell and the others are its holes.</summary>
    public Geometry Polygon(List<List<Ring>> polygons)
    {
        Check(GeometryType.Polygon);
        return new RingAssembly(_simplify, _place).ToGeometry(polygons);
    }

    PackedDoubleCoordinateSequence TakePart()
    {
        Vertices += _part.Count;
        _part.CheckLimit(Vertices);
        return _part.ToSequence();
    }

    void AddCorner(double x, double y)
    {
        var vertex = _part.Add();
        (vertex[0], vertex[1]) = (x, y);
        SetMeasures(vertex, double.NaN, double.NaN);
    }

    void SetMeasures(Span<double> vertex, double z, double m)
    {
        if (_part.Layout.HasZ)
        {
            vertex[_part.Layout.Z] = z;
        }

        if (_part.Layout.HasM)
        {
            vertex[_part.Layout.M] = m;
        }
    }
}
