namespace GpServer.Wire.Drawing.Painting;

/// <summary>
/// What is to be painted, in order: areas, rectangles and stamps, in pixels. It is made by one thread and painted by any number. Its memory
/// is used again after <see cref="Clear"/>.
/// </summary>
sealed class DrawList : IDisposable
{
    readonly List<DrawItem> _items = [];

    public Contours Contours { get; } = new();

    public IReadOnlyList<DrawItem> Items => _items;

    /// <summary>How much work the list is, about in vertices.</summary>
    public int Weight => Contours.VertexCount + (_items.Count * 4);

    /// <summary>Fills what the contours from one on enclose.</summary>
    public void Fill(int firstContour, Paint paint, FillRule rule)
    {
        var (top, bottom) = Contours.Heights(firstContour);
        if (top < bottom)
        {
            _items.Add(new DrawItem(DrawKind.Area, paint, top, bottom) { Rule = rule, First = firstContour, After = Contours.Count });
        }
    }

    /// <summary>Fills a rectangle along the axes.</summary>
    public void Rectangle(float left, float top, float right, float bottom, Paint paint) =>
        _items.Add(new DrawItem(DrawKind.Rectangle, paint, top, bottom) { Left = left, Right = right });

    /// <summary>Puts a small picture with its middle at a place.</summary>
    public void Stamp(float x, float y, Stamp stamp)
    {
        var placed = stamp.At(x, y);
        _items.Add(new DrawItem(DrawKind.Stamp, null, placed.Top, placed.Top + placed.Image.Height) { First = placed.Left, Picture = placed.Image });
    }

    public void Clear()
    {
        _items.Clear();
        Contours.Clear();
    }

    public void Dispose() => Contours.Dispose();
}
