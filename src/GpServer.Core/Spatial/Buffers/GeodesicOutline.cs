using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Implementation;
using NetTopologySuite.Operation.Overlay;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// Makes polygons between the longitudes -180 and 180 of a path with its inside to the right whose last place repeats the first up to a
/// turn: closed along the pole if the path runs around it, cut at the antimeridian, where the path has vertices.
/// </summary>
static class GeodesicOutline
{
    /// <summary>The whole earth.</summary>
    public static Polygon World => Strip(0);

    /// <summary>A valid polygon or multipolygon; empty when the path encloses nothing.</summary>
    public static Geometry Close(GeodesicPath path, Action checkpoint)
    {
        if (path.Count < 4)
        {
            return GeometryServices.Factory.CreatePolygon();
        }

        var ring = Ring(path, out var least, out var most);

        // Vertices on the antimeridian belong to either side.
        var turn = GeodesicPath.Turn((least + most) / 2);
        var polygon = PolygonRepair.MakeValid(Polygon(ring, 360 * turn), checkpoint);
        return least >= (360 * turn) - 180 && most <= (360 * turn) + 180
            ? polygon
            : ByStrips(polygon, least - (360 * turn), most - (360 * turn), checkpoint);
    }

    /// <summary>Polygons of any longitudes, cut into the strips of -180 to 180 and brought into one.</summary>
    public static Geometry ByStrips(Geometry polygons, double least, double most, Action checkpoint)
    {
        Geometry result = GeometryServices.Factory.CreatePolygon();
        for (var turn = GeodesicPath.Turn(least); turn <= GeodesicPath.Turn(most); turn++)
        {
            var part = PolygonalResult.Of(StoppableOverlay.Compute(polygons, Strip(360 * turn), SpatialFunction.Intersection, checkpoint));
            if (!part.IsEmpty)
            {
                part.Apply(new Shift(-360 * turn));
                part.GeometryChanged();
                result = PolygonalResult.Of(StoppableOverlay.Union(result, part, checkpoint));
            }
        }

        return result;
    }

    static List<double> Ring(GeodesicPath path, out double least, out double most)
    {
        var ring = new List<double>(2 * (path.Count + 3));
        (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < path.Count; i++)
        {
            var (longitude, latitude) = path[i];
            ring.AddRange([longitude, latitude]);
            (least, most) = (Math.Min(least, longitude), Math.Max(most, longitude));
        }

        // With the inside to the right it runs west around the north pole, east around the south pole.
        var (start, end) = (path[0].Longitude, path[path.Count - 1].Longitude);
        var winding = Math.Round((end - start) / 360);
        if (winding != 0)
        {
            var pole = winding < 0 ? 90 : -90;
            ring.AddRange([end, pole, start, pole, ring[0], ring[1]]);
        }
        else
        {
            ring[^2] = ring[0];
            ring[^1] = ring[1];
        }

        return ring;
    }

    static Polygon Polygon(List<double> ring, double shift)
    {
        var ordinates = ring.ToArray();
        for (var i = 0; shift != 0 && i < ordinates.Length; i += 2)
        {
            ordinates[i] -= shift;
        }

        var factory = GeometryServices.Factory;
        return factory.CreatePolygon(factory.CreateLinearRing(new PackedDoubleCoordinateSequence(ordinates, 2, 0)));
    }

    static Polygon Strip(double middle) =>
        (Polygon)GeometryServices.Factory.ToGeometry(new Envelope(middle - 180, middle + 180, -90, 90));

    sealed class Shift(double degrees) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i) => seq.SetX(i, seq.GetX(i) + degrees);
    }
}
