using GpServer.Core.Spatial.Geodesy;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// The vertices of a geodesic circle, clockwise from north, each at the radius from the centre. Longitudes are relative to the centre
/// and counted on, so that they close at a difference of -360 around the north pole, 360 around the south pole and 0 around neither
/// (or both).
/// </summary>
sealed class GeodesicCircle
{
    /// <summary>
    /// How far the middle of an edge, which is straight in longitude and latitude, may be off the circle, as a share of the radius.
    /// </summary>
    const double Tolerance = 0.001;

    /// <summary>Close to a pole edges are halved until they keep the tolerance, but not more often than this.</summary>
    const int MaxHalvings = 8;

    readonly GeodesicOrigin _centre;
    readonly double _radius;

    public GeodesicCircle(GeodesicOrigin centre, double radius, int vertices)
    {
        _centre = centre;
        _radius = radius;
        Vertices = Unrolled(EasternHalf(vertices / 2));
    }

    /// <summary>The ring; the last vertex repeats the first up to a whole turn.</summary>
    public List<CircleVertex> Vertices { get; }

    /// <summary>-1 around the north pole, 1 around the south pole, 0 around neither or both.</summary>
    public int Winding => (int)Math.Round((Vertices[^1].Longitude - Vertices[0].Longitude) / 360);

    /// <summary>
    /// The vertex at a longitude that lies between those of two neighbours, found by halving the azimuths between them.
    /// </summary>
    public CircleVertex At(double longitude, CircleVertex before, CircleVertex after)
    {
        double low = before.Azimuth, high = after.Azimuth;
        var rising = before.Longitude < after.Longitude;
        var middle = before;
        while (true)
        {
            var azimuth = (low + high) / 2;
            if (azimuth <= low || azimuth >= high)
            {
                return middle with { Longitude = longitude };
            }

            middle = Vertex(azimuth, before.Longitude);
            if (middle.Longitude < longitude == rising)
            {
                low = azimuth;
            }
            else
            {
                high = azimuth;
            }
        }
    }

    /// <summary>Azimuths 0 to 180; the other half is its mirror image.</summary>
    List<CircleVertex> EasternHalf(int edges)
    {
        var half = new List<CircleVertex>(edges + 1) { Vertex(0, 0) };
        for (var i = 1; i <= edges; i++)
        {
            AddEdge(half, Vertex(180.0 * i / edges, half[^1].Longitude), MaxHalvings);
        }

        return half;
    }

    void AddEdge(List<CircleVertex> ring, CircleVertex end, int halvings)
    {
        var start = ring[^1];
        if (halvings > 0 && !IsClose(start, end))
        {
            AddEdge(ring, Vertex((start.Azimuth + end.Azimuth) / 2, start.Longitude), halvings - 1);
            AddEdge(ring, Near(end, ring[^1].Longitude), halvings - 1);
            return;
        }

        ring.Add(end);
    }

    /// <summary>
    /// Compares distances on a sphere, where the ellipsoid's flattening falls out since the middle and the ends are seen in nearly the
    /// same direction.
    /// </summary>
    bool IsClose(CircleVertex start, CircleVertex end)
    {
        var ends = (Arc(start.Longitude, start.Latitude) + Arc(end.Longitude, end.Latitude)) / 2;
        var middle = Arc((start.Longitude + end.Longitude) / 2, (start.Latitude + end.Latitude) / 2);
        return Math.Abs(middle - ends) <= Tolerance * ends;
    }

    /// <summary>The central angle from the centre by the haversine formula.</summary>
    double Arc(double longitude, double latitude)
    {
        var sinLatitude = Math.Sin(Angle.ToRadians(latitude - _centre.Latitude) / 2);
        var sinLongitude = Math.Sin(Angle.ToRadians(longitude) / 2);
        var cosines = Math.Cos(Angle.ToRadians(latitude)) * Math.Cos(Angle.ToRadians(_centre.Latitude));
        var haversine = Math.Clamp((sinLatitude * sinLatitude) + (cosines * sinLongitude * sinLongitude), 0, 1);
        return 2 * Math.Atan2(Math.Sqrt(haversine), Math.Sqrt(1 - haversine));
    }

    static List<CircleVertex> Unrolled(List<CircleVertex> half)
    {
        var ring = new List<CircleVertex>(2 * half.Count);
        ring.AddRange(half);
        for (var i = half.Count - 2; i >= 0; i--)
        {
            var mirror = new CircleVertex(360 - half[i].Azimuth, -half[i].Longitude, half[i].Latitude);
            ring.Add(Near(mirror, ring[^1].Longitude));
        }

        return ring;
    }

    CircleVertex Vertex(double azimuth, double nearLongitude)
    {
        var (latitude, longitude, _, _) = _centre.DirectRelative(azimuth, _radius);
        return Near(new CircleVertex(azimuth, longitude, latitude), nearLongitude);
    }

    static CircleVertex Near(CircleVertex vertex, double longitude)
    {
        return vertex with { Longitude = longitude + Angle.Normalize(vertex.Longitude - longitude) };
    }
}
