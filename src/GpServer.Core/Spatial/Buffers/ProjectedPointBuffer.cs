using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Geodesic circles around points of any system, drawn in that system. The circles are cut at the antimeridian; where the map runs on
/// there, or over a pole, the parts are joined again.
/// </summary>
/// <param name="circles">Circles in longitude and latitude.</param>
/// <param name="toGeographic">From the system to longitude and latitude on its datum.</param>
/// <param name="fromGeographic">The way back.</param>
sealed class ProjectedPointBuffer(GeodesicPointBuffer circles, CoordinateTransform toGeographic, CoordinateTransform fromGeographic)
{
    /// <summary>Metres that the images of the two sides of the antimeridian differ by when they are one line on the map.</summary>
    const double SeamTolerance = 0.001;

    /// <summary>An empty polygon for nothing, and where a point or a part of its circle has no place in the system.</summary>
    public Geometry Buffer(Geometry? geometry, CancellationToken stop)
    {
        if (geometry is null)
        {
            return circles.Buffer(null, stop);
        }

        var points = toGeographic.Apply(geometry, out var outside);
        if (outside > 0 || !HasPlace(points))
        {
            return GeometryServices.Factory.CreatePolygon();
        }

        var buffer = circles.Buffer(points, stop);
        var projected = fromGeographic.Apply(buffer, out outside);
        if (outside > 0)
        {
            return GeometryServices.Factory.CreatePolygon();
        }

        return fromGeographic.IsIdentity || !IsCut(buffer.EnvelopeInternal)
            ? projected
            : Joined(buffer, projected, stop.ThrowIfCancellationRequested);
    }

    static bool HasPlace(Geometry points)
    {
        for (var i = 0; i < points.NumGeometries; i++)
        {
            if (points.GetGeometryN(i) is Point { IsEmpty: false } point && !(double.IsFinite(point.X) && Math.Abs(point.Y) <= 90))
            {
                return false;
            }
        }

        return true;
    }

    static bool IsCut(Envelope extent) => extent.MinX <= -180 || extent.MaxX >= 180 || extent.MinY <= -90 || extent.MaxY >= 90;

    Geometry Joined(Geometry buffer, Geometry projected, Action checkpoint)
    {
        // From one longitude both sides come out the same to the last bit, so that no sliver is left between them.
        var closed = buffer.Copy();
        closed.Apply(new EasternSeam());
        closed = fromGeographic.Apply(closed, out var outside);
        var system = fromGeographic.To;
        var metresPerUnit = system.UnitFactor * (system.IsGeographic ? system.Ellipsoid.SemiMajorAxis : 1);
        if (outside > 0 || !closed.EqualsExact(projected, SeamTolerance / metresPerUnit))
        {
            return PolygonalResult.Of(PolygonRepair.MakeValid(projected, checkpoint));
        }

        var parts = new List<Geometry>(closed.NumGeometries);
        for (var i = 0; i < closed.NumGeometries; i++)
        {
            var part = PolygonRepair.MakeValid(closed.GetGeometryN(i), checkpoint);
            if (!part.IsEmpty)
            {
                parts.Add(part);
            }
        }

        return PolygonalResult.Of(PolygonUnion.Union(parts, checkpoint, 1));
    }

    /// <summary>Writes longitude -180 as 180.</summary>
    sealed class EasternSeam : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            if (seq.GetX(i) <= -180)
            {
                seq.SetX(i, 180);
            }
        }
    }
}
