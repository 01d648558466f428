using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Buffer;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Buffers in the plane, all to one distance. The result is a valid polygon or multipolygon without Z and M, shells clockwise and
/// holes counter-clockwise; empty (a polygon) where nothing is left. Immutable: one instance may be used by many threads.
/// </summary>
/// <remarks>
/// Points are one ready-made circle moved. Lines and polygons go to NetTopologySuite's buffer, which cannot be interrupted and whose
/// time grows with the square of the vertices that lie within one distance of one another. Where that is foretold to be long, and for
/// closed lines, inside which it may leave a hole where the distance reaches across, the surroundings of the boundary are cut into
/// small pieces, which are united step by step; between the steps the caller may cancel.
/// </remarks>
public sealed class PlanarBuffer
{
    /// <summary>
    /// Where pieces meet, rounding leaves holes and parts with sides of a hundred-thousandth of the distance and less.
    /// </summary>
    const double LeastAreaFactor = 1e-9;

    /// <summary>Each crossing of lines makes vertices and holes of the result.</summary>
    const int MaxLineCrossings = 100_000;

    readonly Circle? _circle;
    readonly BufferParameters _parameters;
    readonly PiecewiseBuffer _piecewise;
    readonly double _leastArea;

    /// <param name="distance">In the units of the coordinates; negative shrinks polygons and leaves nothing of points and lines.</param>
    /// <param name="options">How arcs and the ends of lines are drawn.</param>
    /// <exception cref="GpException"><see cref="GpError.InvalidParameter"/> when the distance is not a finite number or the quadrant
    /// segments are outside their range.</exception>
    public PlanarBuffer(double distance, PlanarBufferOptions? options = null)
    {
        options ??= new PlanarBufferOptions();
        if (!double.IsFinite(distance))
        {
            throw new GpException(GpError.InvalidParameter, $"The buffer distance {distance} is not a finite number.");
        }

        if (options.QuadrantSegments is < 1 or > PlanarBufferOptions.MaxQuadrantSegments)
        {
            throw new GpException(
                GpError.InvalidParameter,
                $"The quadrant segments {options.QuadrantSegments} are outside 1 to {PlanarBufferOptions.MaxQuadrantSegments}.");
        }

        Distance = distance;
        Options = options;
        _circle = distance > 0 ? new Circle(distance, options.QuadrantSegments) : null;
        _parameters = new BufferParameters(options.QuadrantSegments, EndCapStyleOf(options.EndCap))
        {
            SimplifyFactor = Boundary.SimplifyFactor,
        };
        _piecewise = new PiecewiseBuffer(distance, options);
        _leastArea = LeastAreaFactor * distance * distance;
    }

    /// <summary>The distance in the units of the coordinates.</summary>
    public double Distance { get; }

    /// <summary>How arcs and the ends of lines are drawn.</summary>
    public PlanarBufferOptions Options { get; }

    /// <summary>
    /// The buffer of any geometry; polygons that cross themselves are repaired first, so that all that they enclose takes part.
    /// </summary>
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/> when the lines of one geometry, or two parts of its buffer that are
    /// joined, cross more than 100,000 times or its rings more than 20,000 times, or so many long segments of polygons lie next to one
    /// another that checking them would take too long; <see cref="GpError.ToolFailed"/> when the coordinates are too coarse for the shape.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, before or during the work.</exception>
    public Geometry Buffer(Geometry? geometry, CancellationToken stop = default)
    {
        stop.ThrowIfCancellationRequested();
        return geometry is Point point ? Buffer(point) : Buffer(geometry, stop.ThrowIfCancellationRequested);
    }

    /// <summary>As above; the checkpoint is called between short steps and ends the work by throwing.</summary>
    internal Geometry Buffer(Geometry? geometry, Action checkpoint)
    {
        checkpoint();
        return geometry switch
        {
            null or { IsEmpty: true } => Empty(),
            Point point => Buffer(point),
            LineString or MultiLineString => Distance > 0 ? BufferLines(geometry, checkpoint) : Empty(),
            Polygon or MultiPolygon => BufferPolygons(geometry, checkpoint),
            _ => BufferMembers(geometry, checkpoint),
        };
    }

    Polygon Buffer(Point point)
    {
        return _circle is null || point.IsEmpty ? Empty() : _circle.Around(point.X, point.Y);
    }

    Geometry BufferMembers(Geometry collection, Action checkpoint)
    {
        var buffers = new List<Geometry>(collection.NumGeometries);
        for (var i = 0; i < collection.NumGeometries; i++)
        {
            buffers.Add(Buffer(collection.GetGeometryN(i), checkpoint));
        }

        return PolygonalResult.Of(PolygonUnion.Union(buffers, checkpoint, 1));
    }

    Geometry BufferLines(Geometry lines, Action checkpoint)
    {
        var crossings = SelfCrossings.Count(lines, MaxLineCrossings, checkpoint);
        var boundaries = Boundary.OfLines(lines);
        var atOnce = !boundaries.Exists(boundary => boundary.Closed) && !_piecewise.IsWorthwhile(boundaries, crossings);
        return atOnce
            ? AtOnce(lines)
            : PolygonalResult.Of(_piecewise.OfLines(boundaries, checkpoint), _leastArea);
    }

    Geometry BufferPolygons(Geometry geometry, Action checkpoint)
    {
        var polygons = PolygonRepair.MakeValid(geometry, checkpoint);
        if (Distance == 0 || polygons.IsEmpty)
        {
            return PolygonalResult.Of(polygons);
        }

        checkpoint();
        return IsWorthwhile(polygons, out var boundaries)
            ? PolygonalResult.Of(_piecewise.OfPolygons(polygons, boundaries, checkpoint), _leastArea)
            : AtOnce(polygons);
    }

    Geometry AtOnce(Geometry geometry)
    {
        return PolygonalResult.Of(RoundingFailure.Report(() => BufferOp.Buffer(geometry, Distance, _parameters), "buffered"));
    }

    /// <summary>The rings as they are cost more than without their bays, so that most polygons are decided at the first look.</summary>
    bool IsWorthwhile(Geometry polygons, out List<Boundary> boundaries)
    {
        boundaries = Boundary.OfPolygons(polygons, 0);
        if (!_piecewise.IsWorthwhile(boundaries, 0))
        {
            return false;
        }

        boundaries = Boundary.OfPolygons(polygons, Distance);
        return _piecewise.IsWorthwhile(boundaries, 0);
    }

    static Polygon Empty()
    {
        return GeometryServices.Factory.CreatePolygon();
    }

    static EndCapStyle EndCapStyleOf(BufferEndCap cap)
    {
        return cap switch
        {
            BufferEndCap.Flat => EndCapStyle.Flat,
            BufferEndCap.Square => EndCapStyle.Square,
            _ => EndCapStyle.Round,
        };
    }
}
