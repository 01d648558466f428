using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;

namespace GpServer.Core.Spatial;

/// <summary>
/// Makes a transformed copy of a geometry of any kind and counts the points that cannot be projected; the copy is good only if there are
/// none.
/// </summary>
sealed class GeometryTransformation(CoordinateTransform transform, GeometryFactory factory)
{
    /// <summary>How many points could not be projected.</summary>
    public int Outside { get; private set; }

    /// <summary>Where the first of them was.</summary>
    public (double X, double Y) FirstOutside { get; private set; }

    public Geometry Convert(Geometry geometry)
    {
        Geometry result = geometry switch
        {
            Point point => factory.CreatePoint(Convert(point.CoordinateSequence)),
            LinearRing ring => Convert(ring),
            LineString line => factory.CreateLineString(Convert(line.CoordinateSequence)),
            Polygon polygon => factory.CreatePolygon(Convert((LinearRing)polygon.ExteriorRing), [.. polygon.Holes.Select(Convert)]),
            MultiPoint points => factory.CreateMultiPoint(Parts<Point>(points)),
            MultiLineString lines => factory.CreateMultiLineString(Parts<LineString>(lines)),
            MultiPolygon polygons => factory.CreateMultiPolygon(Parts<Polygon>(polygons)),
            GeometryCollection collection => factory.CreateGeometryCollection(Parts<Geometry>(collection)),
            _ => throw new NotSupportedException($"A geometry of type {geometry.GeometryType} is not known."),
        };
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

    LinearRing Convert(LinearRing ring) => factory.CreateLinearRing(Convert(ring.CoordinateSequence));

    T[] Parts<T>(GeometryCollection collection)
        where T : Geometry
    {
        var parts = new T[collection.NumGeometries];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = (T)Convert(collection.GetGeometryN(i));
        }

        return parts;
    }

    CoordinateSequence Convert(CoordinateSequence sequence)
    {
        var ordinates = Copy(sequence);
        var outside = transform.Apply(ordinates, sequence.Dimension);
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
