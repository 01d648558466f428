namespace GpServer.Wire.Drawing.Painting;

/// <summary>
/// A marker as pixels, made once for each of a few places within a pixel, so that many markers cost no more than laying these over the
/// image. Immutable.
/// </summary>
sealed class Stamp
{
    const int Places = 4;

    /// <summary>A picture with longer sides is made for one place alone: a quarter of a pixel is not seen of it.</summary>
    const int LargestPlaced = 96;

    readonly PixelBlock[] _pictures;
    readonly int _places;
    readonly int _middle;

    /// <param name="reach">Pixels from the middle to where nothing is painted any more, in all directions.</param>
    /// <param name="paint">Adds the marker around a place to a list.</param>
    public Stamp(float reach, Action<DrawList, float, float> paint)
    {
        _middle = (int)MathF.Ceiling(reach) + 1;
        var side = (2 * _middle) + 1;
        _places = side > LargestPlaced ? 1 : Places;
        _pictures = new PixelBlock[_places * _places];
        using var list = new DrawList();
        for (var i = 0; i < _pictures.Length; i++)
        {
            using var image = new PixelImage(side, side);
            list.Clear();
            paint(list, _middle + Offset(i % _places), _middle + Offset(i / _places));
            using var canvas = new Canvas(image, 1);
            canvas.Paint(list);
            _pictures[i] = new PixelBlock(side, side, image.Pixels.ToArray());
        }
    }

    /// <summary>The picture for a place, and where its upper left pixel is.</summary>
    public (PixelBlock Image, int Left, int Top) At(float x, float y)
    {
        var (left, column) = Split(x);
        var (top, row) = Split(y);
        return (_pictures[(row * _places) + column], left - _middle, top - _middle);
    }

    float Offset(int place) => (place + 0.5f) / _places;

    (int Whole, int Place) Split(float at)
    {
        var whole = MathF.Floor(at);
        return ((int)whole, Math.Clamp((int)((at - whole) * _places), 0, _places - 1));
    }
}
