using GpServer.Core.Layers;
using GpServer.Core.Spatial;
using NetTopologySuite.Geometries;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>The way from the coordinates of one layer to the pixels of a picture. Immutable, for many threads.</summary>
sealed class ViewProjection
{
    const double FarthestLatitude = 89.9 * Math.PI / 180;
    const int MostTurns = 3;

    readonly MapView _view;
    readonly double _perUnit;
    readonly double _north = double.PositiveInfinity;

    public ViewProjection(MapView view, IFeatureLayer layer, SpatialReferences references)
    {
        _view = view;
        _perUnit = 1 / view.PixelSize;
        From = layer.Schema.SpatialReference ?? view.Reference;
        Transform = references.Transform(From, view.Reference);
        Inverse = references.Transform(view.Reference, From);
        if (From.IsGeographic && !Transform.IsIdentity && !HasPole())
        {
            _north = FarthestLatitude / From.UnitFactor;
        }

        Turns = TurnsOf(layer.Extent);
    }

    public MapView View => _view;

    /// <summary>The layer's system.</summary>
    public SpatialReference From { get; }

    public CoordinateTransform Transform { get; }

    /// <summary>From the picture's system to the layer's.</summary>
    public CoordinateTransform Inverse { get; }

    /// <summary>
    /// How many turns east the layer is drawn, once for each: a picture across the antimeridian shows what is on both of its sides.
    /// </summary>
    public IReadOnlyList<int> Turns { get; }

    /// <summary>Pixels of a turn.</summary>
    public double TurnPixels => _view.Turn * _perUnit;

    /// <summary>Takes coordinates of the layer to pixels, in place; what has no place in the picture's system becomes NaN.</summary>
    public void ToPixels(Span<double> xs, Span<double> ys)
    {
        if (!double.IsPositiveInfinity(_north))
        {
            // The poles of a map in Mercator's projection are infinitely far away; what reaches there is drawn as far as it can be.
            foreach (ref var y in ys)
            {
                y = Math.Clamp(y, -_north, _north);
            }
        }

        if (!Transform.IsIdentity)
        {
            Transform.Apply(xs, ys);
        }

        FromView(xs, ys);
    }

    /// <summary>Takes coordinates of the picture's system to pixels, in place.</summary>
    public void FromView(Span<double> xs, Span<double> ys)
    {
        var (left, top) = (_view.Extent.MinX, _view.Extent.MaxY);
        for (var i = 0; i < xs.Length; i++)
        {
            xs[i] = (xs[i] - left) * _perUnit;
            ys[i] = (top - ys[i]) * _perUnit;
        }
    }

    bool HasPole()
    {
        Span<double> xs = [0, 0];
        Span<double> ys = [Math.PI / 2 / From.UnitFactor, -Math.PI / 2 / From.UnitFactor];
        return Transform.Apply(xs, ys) == 0 && Math.Abs(ys[0]) < 1e8 && Math.Abs(ys[1]) < 1e8;
    }

    int[] TurnsOf(Envelope extent)
    {
        var turn = _view.Turn;
        if (turn == 0 || extent.IsNull)
        {
            return [0];
        }

        // Only longitudes go on beyond the edges of a map.
        Span<double> xs = [extent.MinX, extent.MaxX];
        Span<double> ys = [0, 0];
        var (west, east) = (-turn / 2, turn / 2);
        var keepsTurns = From.IsGeographic || Transform.IsIdentity || From.LatestWkid == 3857;
        if (keepsTurns && Transform.Apply(xs, ys) == 0)
        {
            (west, east) = (Math.Min(west, xs[0]), Math.Max(east, xs[1]));
        }

        var turns = new List<int>();
        for (var k = -MostTurns; k <= MostTurns; k++)
        {
            if (west + (k * turn) < _view.Extent.MaxX && east + (k * turn) > _view.Extent.MinX)
            {
                turns.Add(k);
            }
        }

        return turns.Count == 0 ? [0] : [.. turns];
    }
}
