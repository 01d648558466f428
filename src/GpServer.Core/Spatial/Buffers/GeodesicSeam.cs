using NetTopologySuite.Geometries;

namespace GpServer.Core.Spatial.Buffers;

/// <summary>
/// The edges of polygons on the antimeridian. Those to the north have their inside to the east, those to the south to the west; where
/// there are both, the polygons go on across the antimeridian.
/// </summary>
sealed class GeodesicSeam
{
    readonly List<(double Low, double High, double Longitude)> _eastern = [];
    readonly List<(double Low, double High, double Longitude)> _western = [];

    /// <param name="rings">Closed, with the inside to the right.</param>
    public GeodesicSeam(List<List<Coordinate>> rings)
    {
        foreach (var ring in rings)
        {
            for (var i = 0; i + 1 < ring.Count; i++)
            {
                if (IsOn(ring[i], ring[i + 1]))
                {
                    var north = ring[i].Y < ring[i + 1].Y;
                    (north ? _eastern : _western).Add(
                        north ? (ring[i].Y, ring[i + 1].Y, ring[i].X) : (ring[i + 1].Y, ring[i].Y, ring[i].X));
                }
            }
        }
    }

    public static bool IsOn(Coordinate from, Coordinate to) => from.X == to.X && Math.IEEERemainder(from.X - 180, 360) == 0;

    /// <summary>Where there is a polygon on one side only.</summary>
    public IEnumerable<GeodesicChain> Rest()
    {
        foreach (var (low, high, longitude) in Without(_eastern, _western))
        {
            yield return Chain(new(longitude, low), new(longitude, high));
        }

        foreach (var (low, high, longitude) in Without(_western, _eastern))
        {
            yield return Chain(new(longitude, high), new(longitude, low));
        }
    }

    static GeodesicChain Chain(Coordinate from, Coordinate to) => new([from, to], false, true, true);

    static IEnumerable<(double Low, double High, double Longitude)> Without(
        List<(double Low, double High, double Longitude)> edges, List<(double Low, double High, double Longitude)> others)
    {
        var sorted = others.OrderBy(other => other.Low).ToList();
        foreach (var (low, high, longitude) in edges)
        {
            var from = low;
            foreach (var other in sorted)
            {
                if (other.High > from && other.Low < high)
                {
                    if (other.Low > from)
                    {
                        yield return (from, other.Low, longitude);
                    }

                    from = other.High;
                }
            }

            if (from < high)
            {
                yield return (from, high, longitude);
            }
        }
    }
}
