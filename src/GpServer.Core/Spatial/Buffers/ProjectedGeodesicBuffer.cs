using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Geodesic buffers around geometry of any system, drawn in that system. Edges are as they are drawn on the map. The buffers are cut at the
/// antimeridian; where the map runs on there, or over a pole, the parts are joined again.
/// </summary>
/// <param name="buffers">Buffers in longitude and latitude.</param>
/// <param name="toGeographic">From the system to longitude and latitude on its datum.</param>
/// <param name="fromGeographic">The way back.</param>
sealed class ProjectedGeodesicBuffer(GeodesicBuffer buffers, CoordinateTransform toGeographic, CoordinateTransform fromGeographic)
{
    /// <summary>Metres that the images of the two sides of the antimeridian differ by when they are one line on the map.</summary>
    const double SeamTolerance = 0.001;

    /// <summary>How far an edge may be off its line on the map, as a share of the distance, but not less than a millimetre.</summary>
    const double EdgeTolerance = 1e-5;

    /// <summary>An empty polygon for nothing, and where a place of the geometry or of its buffer has none in the system.</summary>
    public Geometry Buffer(Geometry? geometry, CancellationToken stop)
    {
        Action checkpoint = stop.ThrowIfCancellationRequested;
        checkpoint();
        if (geometry is null || !TryPlace(geometry, checkpoint, out var placed))
        {
            return GeometryServices.Factory.CreatePolygon();
        }

        var buffer = buffers.Buffer(placed, stop);
        var projected = fromGeographic.Apply(buffer, out var outside);
        if (outside > 0)
        {
            return GeometryServices.Factory.CreatePolygon();
        }

        return fromGeographic.IsIdentity || !IsCut(buffer.EnvelopeInternal)
            ? projected
            : Joined(buffer, projected, checkpoint);
    }

    bool TryPlace(Geometry geometry, Action checkpoint, out Geometry placed)
    {
        if (toGeographic.From.IsGeographic)
        {
            // Straight in longitude and latitude from any zero meridian and in any unit.
            placed = toGeographic.Apply(geometry, out var outside);
            return outside == 0 && HasPlace(placed);
        }

        var edges = new GeodesicMapEdges(toGeographic, Math.Max(0.001, EdgeTolerance * Math.Abs(buffers.Distance)), checkpoint);
        placed = edges.Convert(geometry);
        return !edges.Outside;
    }

    static bool HasPlace(Geometry geometry) =>
        Array.TrueForAll(geometry.Coordinates, place => double.IsFinite(place.X) && Math.Abs(place.Y) <= 90);

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
