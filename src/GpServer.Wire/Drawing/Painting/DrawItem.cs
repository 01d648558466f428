namespace GpServer.Wire.Drawing.Painting;

/// <summary>One step of a <see cref="DrawList"/>.</summary>
/// <param name="Top">Nothing is painted above this.</param>
/// <param name="Bottom">Nothing is painted below this.</param>
readonly record struct DrawItem(DrawKind Kind, Paint? Paint, float Top, float Bottom)
{
    public FillRule Rule { get; init; }

    /// <summary>An area's first contour, or the column where a stamp begins.</summary>
    public int First { get; init; }

    /// <summary>The contour after an area's last one.</summary>
    public int After { get; init; }

    public float Left { get; init; }

    public float Right { get; init; }

    public PixelBlock? Picture { get; init; }
}
