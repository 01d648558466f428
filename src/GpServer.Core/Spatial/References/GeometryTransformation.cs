using GpServer.Core.Spatial.Projecting;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Spatial;

/// <summary>
/// Makes a transformed copy of a geometry of any kind and counts the points that cannot be projected; the copy is good only if there are
/// none. Lines and polygons whose vertices cannot be taken one by one go through a <see cref="CutTransformation"/>.
/// </summary>
sealed class GeometryTransformation(CoordinateTransform transform, GeometryFactory factory)
{
    readonly GeometryRoute _route = transform.Route;
    (double West, double East)? _seam;
    bool _stays;

    /// <summary>How many points could not be projected.</summary>
    public int Outside { get; private set; }

    /// <summary>Where the first of them was.</summary>
    public (double X, double Y) FirstOutside { get; private set; }

    public Geometry Convert(Geometry geometry)
    {
        _seam = _route.Seam(geometry);
        var result = Member(geometry);
        result.UserData = geometry.UserData;
        return result;
    }

    /// <summary>A geometry of the same kind without points.</summary>
    public Geometry Empty(Geometry geometry) => geometry switch
    {
        Point => factory.CreatePoint(),
        LinearRing => factory.CreateLinearRing(),
        LineString => factory.CreateLineString(),
        Polygon => factory.CreatePolygon(),
        MultiPoint => factory.CreateMultiPoint(),
        MultiLineString => factory.CreateMultiLineString(),
        MultiPolygon => factory.CreateMultiPolygon(),
        _ => factory.CreateGeometryCollection(),
    };

    Geometry Member(Geometry geometry)
    {
        switch (geometry)
        {
            case Point point:
                return factory.CreatePoint(Convert(point.CoordinateSequence));
            case LineString line:
                return One(Lines(line), factory.CreateMultiLineString) ?? Empty(line);
            case Polygon polygon:
                return One(Polygons([polygon]), factory.CreateMultiPolygon) ?? Empty(polygon);
            case MultiPoint points:
                return factory.CreateMultiPoint(Array.ConvertAll(points.Geometries, point => (Point)Convert(point)));
            case MultiLineString lines:
                return factory.CreateMultiLineString([.. lines.Geometries.SelectMany(line => Lines((LineString)line))]);
            case MultiPolygon polygons:
                return factory.CreateMultiPolygon([.. Polygons(polygons.Geometries)]);
            case GeometryCollection collection:
                return factory.CreateGeometryCollection(Array.ConvertAll(collection.Geometries, Convert));
            default:
                throw new NotSupportedException($"A geometry of type {geometry.GeometryType} is not known.");
        }
    }

    static Geometry? One<T>(IReadOnlyList<T> parts, Func<T[], Geometry> several)
        where T : Geometry => parts.Count switch
        {
            0 => null,
            1 => parts[0],
            _ => several([.. parts]),
        };

    List<LineString> Lines(LineString line)
    {
        if (Stays(line.EnvelopeInternal, line))
        {
            var (outside, first) = (Outside, FirstOutside);
            _stays = true;
            var sequence = Convert(line.CoordinateSequence);
            if (_stays)
            {
                return [line is LinearRing ? factory.CreateLinearRing(sequence) : factory.CreateLineString(sequence)];
            }

            (Outside, FirstOutside) = (outside, first);
        }

        var cut = new CutTransformation(transform, factory);
        var parts = cut.Lines(line);
        Count(cut, [line]);
        return parts is [{ IsClosed: true } only] && line is LinearRing ? [factory.CreateLinearRing(only.CoordinateSequence)] : parts;
    }

    /// <summary>What comes of polygons, in their order but for those that were cut or joined, which come last.</summary>
    List<Polygon> Polygons(Geometry[] polygons)
    {
        var results = new List<Polygon>(polygons.Length);
        var reaching = new List<Polygon>();
        foreach (var member in polygons)
        {
            var polygon = (Polygon)member;
            if (Plain(polygon) is { } plain)
            {
                results.Add(plain);
            }
            else
            {
                reaching.Add(polygon);
            }
        }

        if (reaching.Count > 0)
        {
            var cut = new CutTransformation(transform, factory);
            results = cut.Polygons(reaching, results);
            Count(cut, reaching);
        }

        return results;
    }

    /// <summary>The polygon with each vertex transformed; null when it has to be cut or joined.</summary>
    Polygon? Plain(Polygon polygon)
    {
        if (!Stays(polygon.EnvelopeInternal, polygon))
        {
            return null;
        }

        var (outside, first) = (Outside, FirstOutside);
        _stays = true;
        var shell = factory.CreateLinearRing(Convert(polygon.ExteriorRing.CoordinateSequence));
        var holes = Array.ConvertAll(polygon.Holes, hole => factory.CreateLinearRing(Convert(hole.CoordinateSequence)));
        if (_stays)
        {
            var result = factory.CreatePolygon(shell, holes);
            result.UserData = polygon.UserData;
            return result;
        }

        (Outside, FirstOutside) = (outside, first);
        return null;
    }

    void Count(CutTransformation cut, IEnumerable<Geometry> geometries)
    {
        if (cut.Outside > 0 && Outside == 0)
        {
            FirstOutside = FindOutside(geometries);
        }

        Outside += cut.Outside;
    }

    bool Stays(Envelope extent, Geometry geometry) =>
        _route.NeverCuts || !_route.IsLinear || _route.Stays(extent, _seam, geometry);

    CoordinateSequence Convert(CoordinateSequence sequence)
    {
        var ordinates = Copy(sequence);
        var outside = _route.NeverCuts || _route.IsLinear || sequence.Count == 1
            ? transform.Apply(ordinates, sequence.Dimension)
            : ByLongitude(ordinates, sequence.Dimension);
        if (outside > 0 && Outside == 0)
        {
            var first = 0;
            while (!double.IsNaN(ordinates[first * sequence.Dimension]))
            {
                first++;
            }

            FirstOutside = (sequence.GetX(first), sequence.GetY(first));
        }

        Outside += outside;
        // A ring does not close on NaN; with points outside the copy is not used as a whole.
        return outside > 0 ? sequence : new PackedDoubleCoordinateSequence(ordinates, sequence.Dimension, sequence.Measures);
    }

    /// <summary>The same in steps, which stop where the longitudes in between show that the line or ring has to be cut.</summary>
    int ByLongitude(double[] ordinates, int stride)
    {
        var (xs, ys) = (new double[ordinates.Length / stride], new double[ordinates.Length / stride]);
        for (var i = 0; i < xs.Length; i++)
        {
            (xs[i], ys[i]) = (ordinates[i * stride], ordinates[(i * stride) + 1]);
        }

        transform.Unproject(xs, ys);
        _stays &= _route.StaysOnSource(xs, ys);
        transform.ShiftDatum(xs, ys);
        _stays &= _route.Stays(xs, ys);
        var outside = 0;
        if (_stays)
        {
            transform.Reproject(xs, ys);
        }

        for (var i = 0; i < xs.Length; i++)
        {
            var isPlace = double.IsFinite(xs[i] + ys[i]);
            outside += isPlace ? 0 : 1;
            (ordinates[i * stride], ordinates[(i * stride) + 1]) = isPlace ? (xs[i], ys[i]) : (double.NaN, double.NaN);
        }

        return outside;
    }

    /// <summary>The first vertex without a place; the first one of all when that lies in between.</summary>
    (double X, double Y) FindOutside(IEnumerable<Geometry> geometries)
    {
        var coordinates = geometries.SelectMany(geometry => geometry.Coordinates).ToArray();
        var (xs, ys) = (Array.ConvertAll(coordinates, c => c.X), Array.ConvertAll(coordinates, c => c.Y));
        transform.Apply(xs, ys);
        var first = coordinates[Math.Max(0, Array.FindIndex(xs, double.IsNaN))];
        return (first.X, first.Y);
    }

    static double[] Copy(CoordinateSequence sequence)
    {
        if (sequence is PackedDoubleCoordinateSequence packed)
        {
            return (double[])packed.GetRawCoordinates().Clone();
        }

        var ordinates = new double[sequence.Count * sequence.Dimension];
        for (var i = 0; i < ordinates.Length; i++)
        {
            ordinates[i] = sequence.GetOrdinate(i / sequence.Dimension, i % sequence.Dimension);
        }

        return ordinates;
    }
}
