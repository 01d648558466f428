namespace GpServer.Wire.Drawing.Painting;

/// <summary>Some rows of an image, and what is needed to paint there. One thread at a time.</summary>
sealed class Band(PixelImage image, int top, int bottom) : IDisposable
{
    Rasteriser? _rasteriser;

    /// <summary>Paints what of a list is in these rows.</summary>
    public void Paint(DrawList list)
    {
        var items = list.Items;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            if (item.Bottom <= top || item.Top >= bottom)
            {
                continue;
            }

            switch (item.Kind)
            {
                case DrawKind.Area:
                    Area(list.Contours, item);
                    break;
                case DrawKind.Rectangle:
                    Rectangle(item);
                    break;
                default:
                    Picture(item);
                    break;
            }
        }
    }

    public void Dispose() => _rasteriser?.Dispose();

    void Area(Contours contours, DrawItem item)
    {
        _rasteriser ??= new Rasteriser(image.Width, top, bottom);
        for (var contour = item.First; contour < item.After; contour++)
        {
            _rasteriser.Add(contours[contour]);
        }

        _rasteriser.Fill(image, item.Paint!, item.Rule);
    }

    void Rectangle(DrawItem item)
    {
        var first = Math.Max(top, (int)MathF.Floor(item.Top));
        var last = Math.Min(bottom, (int)MathF.Ceiling(item.Bottom));
        var left = Math.Max(0, (int)MathF.Floor(item.Left));
        var right = Math.Min(image.Width, (int)MathF.Ceiling(item.Right));
        for (var y = first; y < last; y++)
        {
            var height = Math.Min(y + 1, item.Bottom) - Math.Max(y, item.Top);
            var row = image.Row(y);
            for (var x = left; x < right; x++)
            {
                var coverage = height * (Math.Min(x + 1, item.Right) - Math.Max(x, item.Left));
                Blending.Over(ref row[x], item.Paint!.Channels, coverage);
            }
        }
    }

    void Picture(DrawItem item)
    {
        var picture = item.Picture!;
        var upper = (int)item.Top;
        var left = Math.Max(0, item.First);
        var right = Math.Min(image.Width, item.First + picture.Width);
        if (left >= right)
        {
            return;
        }

        for (var y = Math.Max(top, upper); y < Math.Min(bottom, upper + picture.Height); y++)
        {
            var from = picture.Row(y - upper)[(left - item.First)..(right - item.First)];
            var to = image.Row(y)[left..right];
            for (var i = 0; i < from.Length; i++)
            {
                if (from[i] != 0)
                {
                    to[i] = Blending.Over(to[i], from[i]);
                }
            }
        }
    }
}
