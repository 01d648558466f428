using NetTopologySuite.Geometries;

namespace GpServer.Wire.Drawing.Maps;

/// <summary>Which part of a layer a picture can show, in the layer's own system, so that its index can be asked.</summary>
static class SourceWindows
{
    const int Steps = 16;

    /// <summary>By how much of itself a window is enlarged: between the places looked at, edges of the picture may be curves.</summary>
    const double Margin = 0.05;

    /// <summary>Coordinates of projected layers are only trusted to be near each other in a picture that is no wider, in radians.</summary>
    const double WidestOfProjected = 0.35;

    /// <summary>A window for each turn; null for all of the layer.</summary>
    /// <param name="reach">Pixels by which symbols are larger than their features.</param>
    public static IReadOnlyList<Envelope>? Of(ViewProjection projection, double reach)
    {
        var windows = new List<Envelope>();
        foreach (var turn in projection.Turns)
        {
            var shown = projection.View.Extent.Copy();
            shown.ExpandBy(reach * projection.View.PixelSize);
            shown.Translate(-turn * projection.View.Turn, 0);
            if (Of(projection, shown) is not { } window)
            {
                return null;
            }

            windows.Add(window);
        }

        return windows;
    }

    static Envelope? Of(ViewProjection projection, Envelope shown)
    {
        if (projection.Transform.IsIdentity)
        {
            return shown;
        }

        if (IsFolded(projection, shown))
        {
            return null;
        }

        Span<double> xs = stackalloc double[(Steps + 1) * (Steps + 1)];
        Span<double> ys = stackalloc double[xs.Length];
        Sample(shown, xs, ys);
        if (projection.Inverse.Apply(xs, ys) > 0)
        {
            return null;
        }

        var window = new Envelope();
        for (var i = 0; i < xs.Length; i++)
        {
            window.ExpandToInclude(xs[i], ys[i]);
        }

        if (projection.From.IsGeographic && Jumps(xs, Math.PI / projection.From.UnitFactor))
        {
            return null;
        }

        window.ExpandBy(window.Width * Margin, window.Height * Margin);
        return window;
    }

    /// <summary>Whether a pole is in the picture, or the layer's system cannot be trusted in all of it.</summary>
    static bool IsFolded(ViewProjection projection, Envelope shown)
    {
        var (from, to) = (projection.From, projection.View.Reference);
        if (from.IsGeographic)
        {
            Span<double> xs = [0, 0];
            Span<double> ys = [Math.PI / 2 / from.UnitFactor, -Math.PI / 2 / from.UnitFactor];
            projection.Transform.Apply(xs, ys);
            return !to.IsGeographic && (shown.Intersects(xs[0], ys[0]) || shown.Intersects(xs[1], ys[1]));
        }

        var radians = Math.Max(shown.Width, shown.Height) * (to.IsGeographic ? to.UnitFactor : to.UnitFactor / to.Ellipsoid.SemiMajorAxis);
        var goesOn = from.LatestWkid == 3857 && to.IsGeographic;
        return !goesOn && radians > WidestOfProjected;
    }

    static void Sample(Envelope shown, Span<double> xs, Span<double> ys)
    {
        for (var row = 0; row <= Steps; row++)
        {
            for (var column = 0; column <= Steps; column++)
            {
                xs[(row * (Steps + 1)) + column] = shown.MinX + (shown.Width * column / Steps);
                ys[(row * (Steps + 1)) + column] = shown.MinY + (shown.Height * row / Steps);
            }
        }
    }

    static bool Jumps(ReadOnlySpan<double> longitudes, double most)
    {
        for (var i = 1; i < longitudes.Length; i++)
        {
            // Neighbours in a row, or in a column.
            if ((i % (Steps + 1) != 0 && Math.Abs(longitudes[i] - longitudes[i - 1]) > most)
                || (i > Steps && Math.Abs(longitudes[i] - longitudes[i - Steps - 1]) > most))
            {
                return true;
            }
        }

        return false;
    }
}
