using GpServer.Core.Spatial.Projecting;
using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial;

/// <content>Whole geometries, and the steps of a transform that they are cut between.</content>
public sealed partial class CoordinateTransform
{
    GeometryRoute? _route;

    /// <summary>How geometries are taken to the target.</summary>
    internal GeometryRoute Route => _route ??= new GeometryRoute(this, _source, _target);

    /// <summary>
    /// A new geometry with transformed coordinates, Z and M kept; the same instance when <see cref="IsIdentity"/>. Lines and polygons are
    /// cut where they cross the edge of the target's map (the antimeridian of a geographic target), which makes them multilines and
    /// multipolygons, and parts that were cut where the target's map runs on are joined.
    /// </summary>
    /// <exception cref="GpException"><see cref="GpError.SpatialReference"/>: a point cannot be projected; the message names it.</exception>
    public Geometry Apply(Geometry geometry)
    {
        if (IsIdentity)
        {
            return geometry;
        }

        var run = new GeometryTransformation(this, geometry.Factory);
        var result = run.Convert(geometry);
        var (x, y) = run.FirstOutside;
        return run.Outside == 0
            ? result
            : throw new GpException(
                GpError.SpatialReference,
                FormattableString.Invariant($"The point ({x}, {y}) cannot be projected from {From} to {To}."));
    }

    /// <summary>
    /// As <see cref="Apply(Geometry)"/>, but a geometry with points that cannot be projected becomes an empty one of its kind, since what
    /// is left of it would be another shape.
    /// </summary>
    /// <param name="geometry">Coordinates in <see cref="From"/>.</param>
    /// <param name="outside">How many of its points cannot be projected; 0 when all is well.</param>
    public Geometry Apply(Geometry geometry, out int outside)
    {
        outside = 0;
        if (IsIdentity)
        {
            return geometry;
        }

        var run = new GeometryTransformation(this, geometry.Factory);
        var result = run.Convert(geometry);
        outside = run.Outside;
        return outside == 0 ? result : run.Empty(geometry);
    }

    /// <summary>
    /// As <see cref="Apply(Geometry, out int)"/>, with vertices added where a straight edge of the source would be off a straight edge of the
    /// target by more than a tolerance.
    /// </summary>
    /// <param name="geometry">Coordinates in <see cref="From"/>.</param>
    /// <param name="tolerance">In units of <see cref="To"/>; not a positive number: nothing is added.</param>
    /// <param name="outside">How many of its points cannot be projected; 0 when all is well.</param>
    /// <exception cref="GpException"><see cref="GpError.LimitExceeded"/>: the geometry would get more than a million vertices.</exception>
    public Geometry Apply(Geometry geometry, double tolerance, out int outside) =>
        Apply(IsIdentity || !(tolerance > 0) ? geometry : new EdgeDivision(this, tolerance).Divide(geometry), out outside);

    /// <summary>
    /// Whether a geometry arrives whole when its vertices are transformed one by one, as it need not be cut at an edge of a map. False also
    /// where finding that out is as much work as <see cref="Apply(Geometry)"/>.
    /// </summary>
    public bool TakesVerticesAlone(Geometry geometry)
    {
        if (IsIdentity || Route.NeverCuts)
        {
            return true;
        }

        if (!Route.IsLinear)
        {
            return false;
        }

        var seam = Route.Seam(geometry);
        for (var i = 0; i < geometry.NumGeometries; i++)
        {
            var member = geometry.GetGeometryN(i);
            if (!(member is LineString or Polygon && Route.Stays(member.EnvelopeInternal, seam, member)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The first step: longitudes from Greenwich and latitudes on the source's datum, in radians.</summary>
    internal void Unproject(Span<double> xs, Span<double> ys) => ToRadians(xs, ys);

    /// <summary>Whether the second step changes nothing.</summary>
    internal bool KeepsDatum => _datum is null;

    /// <summary>The second step: the target's datum.</summary>
    internal void ShiftDatum(Span<double> longitudes, Span<double> latitudes) => _datum?.Apply(longitudes, latitudes);

    /// <summary>The third step: coordinates of the target.</summary>
    internal void Reproject(Span<double> longitudes, Span<double> latitudes) => FromRadians(longitudes, latitudes);
}
