using GpServer.Wire.Drawing.Painting;

namespace GpServer.Wire.Drawing.Png;

/// <summary>Up to 256 colours for all pixels of an image, and which of them each pixel takes. Transparent ones come first.</summary>
sealed class Palette
{
    /// <summary>Colours of a palette.</summary>
    public const int Most = 256;

    readonly Dictionary<uint, byte>? _exact;
    readonly byte[]? _cells;

    Palette(List<Color> colors, Dictionary<uint, byte> exact) => (Colors, _exact) = (colors, exact);

    Palette(List<Color> colors, byte[] cells) => (Colors, _cells) = (colors, cells);

    public IReadOnlyList<Color> Colors { get; }

    /// <summary>The palette of an image's own colours; where they are too many, one of those nearest to them, or null.</summary>
    /// <param name="mayLose">Reduce the colours where they are too many.</param>
    public static Palette? Of(PixelImage image, bool mayLose)
    {
        var found = new HashSet<uint>();
        var last = image.Pixels[0];
        found.Add(last);
        foreach (var pixel in image.Pixels)
        {
            if (pixel != last)
            {
                last = pixel;
                if (found.Add(pixel) && found.Count > Most)
                {
                    return mayLose ? Reduced(image) : null;
                }
            }
        }

        var pixels = found.OrderBy(pixel => pixel >> 24).ThenBy(pixel => pixel).ToList();
        var places = new Dictionary<uint, byte>(pixels.Count);
        for (var i = 0; i < pixels.Count; i++)
        {
            places.Add(pixels[i], (byte)i);
        }

        return new Palette(pixels.ConvertAll(Blending.Unpack), places);
    }

    /// <summary>The places of pixels in the palette.</summary>
    public void Places(ReadOnlySpan<uint> pixels, Span<byte> places)
    {
        var last = pixels[0];
        var place = Place(last);
        for (var i = 0; i < pixels.Length; i++)
        {
            if (pixels[i] != last)
            {
                last = pixels[i];
                place = Place(last);
            }

            places[i] = place;
        }
    }

    byte Place(uint pixel)
    {
        if (_exact is not null)
        {
            return _exact[pixel];
        }

        return pixel == 0 ? (byte)0 : (byte)(_cells![ColorCube.Cell(pixel)] + 1);
    }

    static Palette Reduced(PixelImage image)
    {
        var cube = new ColorCube();
        foreach (var pixel in image.Pixels)
        {
            if (pixel != 0)
            {
                cube.Add(pixel);
            }
        }

        // What is not painted stays wholly so: its place is the first, beside those of the cube.
        var (colors, cells) = cube.Divide(Most - 1);
        return new Palette([Color.Transparent, .. colors], cells);
    }
}
