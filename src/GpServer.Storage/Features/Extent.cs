using NetTopologySuite.Geometries;

namespace GpServer.Storage.Features;

/// <summary>The least rectangle around places, borders included, in the unit of their spatial reference.</summary>
public sealed record Extent(double MinX, double MinY, double MaxX, double MaxY)
{
    /// <summary>The extent of these places; those without a number for x or y are left out. Null when none is left.</summary>
    public static Extent? Of(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys)
    {
        var (minX, minY) = (double.PositiveInfinity, double.PositiveInfinity);
        var (maxX, maxY) = (double.NegativeInfinity, double.NegativeInfinity);
        var any = false;
        for (var i = 0; i < xs.Length; i++)
        {
            var (x, y) = (xs[i], ys[i]);
            if (double.IsNaN(x) || double.IsNaN(y))
            {
                continue;
            }

            any = true;
            minX = x < minX ? x : minX;
            maxX = x > maxX ? x : maxX;
            minY = y < minY ? y : minY;
            maxY = y > maxY ? y : maxY;
        }

        return any ? new Extent(minX, minY, maxX, maxY) : null;
    }

    /// <summary>The extent around both; null stands for nothing.</summary>
    public static Extent? Around(Extent? one, Extent? other) => one is null || other is null
        ? one ?? other
        : new Extent(
            Math.Min(one.MinX, other.MinX), Math.Min(one.MinY, other.MinY), Math.Max(one.MaxX, other.MaxX), Math.Max(one.MaxY, other.MaxY));

    /// <summary>Whether both have a place in common.</summary>
    public bool Intersects(Extent? other) => other is not null
        && MinX <= other.MaxX && other.MinX <= MaxX && MinY <= other.MaxY && other.MinY <= MaxY;

    /// <summary>As <see cref="Intersects(Extent?)"/>, for the extent of a geometry.</summary>
    public bool Intersects(Envelope other) => MinX <= other.MaxX && other.MinX <= MaxX && MinY <= other.MaxY && other.MinY <= MaxY
        && !other.IsNull;
}
