namespace GpServer.Wire.Drawing.Png;

/// <summary>
/// Counts an image's colours in cells of the space of red, green, blue and alpha, and divides that space at the middle of its pixels until
/// there are as many boxes as colours wanted (Heckbert, "Color image quantization for frame buffer display", 1982). Colours stay multiplied with alpha, so
/// that those that are hardly seen count little.
/// </summary>
sealed class ColorCube
{
    const int ColorBits = 5;
    const int AlphaBits = 3;
    const int Cells = 1 << ((3 * ColorBits) + AlphaBits);

    readonly int[] _counts = new int[Cells];
    readonly long[] _sums = new long[Cells * 4];

    /// <summary>The cell of a pixel.</summary>
    public static int Cell(uint pixel)
    {
        var red = (pixel & 255) >> (8 - ColorBits);
        var green = ((pixel >> 8) & 255) >> (8 - ColorBits);
        var blue = ((pixel >> 16) & 255) >> (8 - ColorBits);
        var alpha = pixel >> (32 - AlphaBits);
        return (int)((((((alpha << ColorBits) | blue) << ColorBits) | green) << ColorBits) | red);
    }

    public void Add(uint pixel)
    {
        var cell = Cell(pixel);
        _counts[cell]++;
        for (var channel = 0; channel < 4; channel++)
        {
            _sums[(cell * 4) + channel] += (pixel >> (channel * 8)) & 255;
        }
    }

    /// <summary>At most so many colours, transparent ones first, and the place of the colour for each cell.</summary>
    public (List<Color> Colors, byte[] Places) Divide(int most)
    {
        var used = Enumerable.Range(0, Cells).Where(cell => _counts[cell] > 0).ToArray();
        var boxes = new List<ColorBox> { new(this, used, 0, used.Length) };
        while (boxes.Count < most)
        {
            var widest = boxes.MaxBy(box => box.Priority)!;
            if (widest.Priority == 0)
            {
                break;
            }

            boxes.Remove(widest);
            boxes.AddRange(widest.Split());
        }

        var ordered = boxes.OrderBy(box => box.Color.Alpha).ToList();
        var places = new byte[Cells];
        for (var i = 0; i < ordered.Count; i++)
        {
            foreach (var cell in ordered[i].Cells)
            {
                places[cell] = (byte)i;
            }
        }

        return (ordered.ConvertAll(box => box.Color), places);
    }

    public int Count(int cell) => _counts[cell];

    public double Mean(int cell, int channel) => (double)_sums[(cell * 4) + channel] / _counts[cell];
}
